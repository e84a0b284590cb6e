/** What a change of the library, here or in another process, does to the answers that the page keeps. */
import type { Query, QueryClient } from '@tanstack/react-query';
import type { Change } from '../../shared/api/events.ts';
import type { Track, TrackPage } from '../../shared/api/tracks.ts';
import { api } from './api-client.ts';
import { isMadeOld } from './queries.ts';

/** Beyond so many rows the lists are read again as a whole. */
const MOST_ROWS = 50;

/** Reads again what a change has made old: single rows, where only those changed. */
export async function applyChange(queries: QueryClient, change: Change): Promise<void> {
  const { subjects, tracks } = change;
  await Promise.all([
    readAgain(queries, ({ queryKey }) => isMadeOld(queryKey, subjects)),
    readRows(queries, tracks),
  ]);
}

/**
 * Has answers that a change made old read again as soon as something shows them. The answer to what was asked
 * before the change may be from before it, too: TanStack Query waits for a first answer instead of asking
 * anew, and takes it for a fresh one.
 */
async function readAgain(
  queries: QueryClient,
  predicate: (query: Query) => boolean,
): Promise<void> {
  const asked = queries
    .getQueryCache()
    .findAll({ predicate, fetchStatus: 'fetching' })
    .filter((query) => query.state.data === undefined || !query.isActive());
  await Promise.all([
    queries.invalidateQueries({ predicate }),
    ...asked.map(async (query) => {
      // Where it fails, what shows it says so.
      await query.promise?.catch(() => {});
      await queries.invalidateQueries({ predicate: (other) => other === query });
    }),
  ]);
}

/** Reads the rows of some tracks again, in all lists that show them. */
export async function readRows(queries: QueryClient, ids: readonly number[]): Promise<void> {
  if (ids.length > MOST_ROWS) {
    await readAgain(queries, ({ queryKey }) => queryKey[0] === api.tracks.callName);
    return;
  }
  const shown = ids.filter((id) => isShown(queries, id));
  const tracks = await Promise.all(shown.map((id) => api.track({ id })));
  for (const track of tracks) {
    if (track !== null) putRows(queries, [track.id], ({ entryId }) => ({ ...track, entryId }));
  }
}

/** Shows other values in the rows of some tracks, until they are read again. */
export function patchRows(
  queries: QueryClient,
  ids: readonly number[],
  patch: Partial<Track>,
): void {
  putRows(queries, ids, (track) => ({ ...track, ...patch }));
}

function isShown(queries: QueryClient, id: number): boolean {
  return queries
    .getQueriesData<TrackPage>({ predicate: isPage })
    .some(([, page]) => page?.tracks.some((track) => track.id === id) === true);
}

function putRows(
  queries: QueryClient,
  ids: readonly number[],
  change: (track: Track) => Track,
): void {
  const changed = new Set(ids);
  queries.setQueriesData<TrackPage>({ predicate: isPage }, (page) => {
    if (page?.tracks.some(({ id }) => changed.has(id)) !== true) return page;
    const tracks = page.tracks.map((track) => (changed.has(track.id) ? change(track) : track));
    return { ...page, tracks };
  });
}

/** The count of a list is kept under the same name, with a third part. */
function isPage({ queryKey }: Query): boolean {
  return queryKey[0] === api.tracks.callName && queryKey.length === 2;
}
