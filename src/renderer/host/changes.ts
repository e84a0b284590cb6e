/** What a change of the library, here or in another process, does to the answers that the page keeps. */
import type { Query, QueryClient } from '@tanstack/react-query';
import type { Change } from '../../shared/api/events.ts';
import type { Track, TrackPage } from '../../shared/api/tracks.ts';
import { api } from './api-client.ts';
import { isMadeOld, queryOf } from './queries.ts';

/** Beyond so many rows the lists are read again as a whole. */
const MOST_ROWS = 50;

/** Reads again what a change has made old: single rows, where only those changed. */
export async function applyChange(queries: QueryClient, change: Change): Promise<void> {
  const { subjects, tracks } = change;
  const readsRows = tracks.length > 0 && tracks.length <= MOST_ROWS;
  const isOld = (name: unknown) => tracks.length > MOST_ROWS && name === api.tracks.callName;
  await Promise.all([
    queries.invalidateQueries({
      predicate: ({ queryKey }) => isMadeOld(queryKey, subjects) || isOld(queryKey[0]),
    }),
    ...(readsRows ? tracks.map((id) => readRow(queries, id)) : []),
  ]);
}

async function readRow(queries: QueryClient, id: number): Promise<void> {
  const track = await queries.fetchQuery({ ...queryOf(api.track, { id }), staleTime: 0 });
  if (track !== null) putRows(queries, new Map([[id, track]]));
}

/** The count of a list is kept under the same name, with a third part. */
function isPage({ queryKey }: Query): boolean {
  return queryKey[0] === api.tracks.callName && queryKey.length === 2;
}

/** Puts tracks as they are now into the pages of lists that show them. */
function putRows(queries: QueryClient, rows: ReadonlyMap<number, Track>): void {
  queries.setQueriesData<TrackPage>({ predicate: isPage }, (page) => {
    if (page?.tracks.some(({ id }) => rows.has(id)) !== true) return page;
    return { ...page, tracks: page.tracks.map((track) => rows.get(track.id) ?? track) };
  });
}
