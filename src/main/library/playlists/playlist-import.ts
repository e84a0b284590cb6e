/** Makes a playlist of what a playlist file says. */
import type { Statement } from 'better-sqlite3';
import type { ImportedPlaylist, PlaylistContent } from '../../../shared/api/playlists.ts';
import { newEntryIds } from '../../lifecycle/entry-ids.ts';
import type { WritableDb } from '../handlers.ts';
import { findTracks, type SoughtEntry } from './find-tracks.ts';
import { writeEntries } from './playlist-entries.ts';
import { createPlaylist } from './playlist-store.ts';
import { keepUnfound } from './unfound-entries.ts';

/** As long as names may be. */
const MOST_LETTERS = 200;

/** An entry with its track, or with one of its tracks; null where none was found. */
interface Sought {
  readonly entry: SoughtEntry;
  readonly trackId: number | null;
}

/**
 * Makes a playlist of those entries whose tracks are in the library, none where no track is. The others
 * are kept beside it, to be located.
 *
 * @param now in ISO 8601
 */
export function importPlaylist(
  db: WritableDb,
  { name: wanted, entries }: PlaylistContent,
  now: string,
): ImportedPlaylist {
  const tracks = findTracks(db, entries);
  const sought = entries.flatMap((entry, at): Sought[] => {
    const trackIds = tracks[at] ?? [];
    if (trackIds.length === 0) return [{ entry, trackId: null }];
    return trackIds.map((trackId) => ({ entry, trackId }));
  });
  const missing = sought
    .filter(({ trackId }) => trackId === null)
    .map(({ entry }) => entry.written);
  const found = sought.length - missing.length;
  if (found === 0) return { id: null, createdAt: now, name: wanted, found, missing };
  const findName = db.prepare('SELECT 1 FROM playlists WHERE name = ? AND deleted_at IS NULL');
  const { id, name, createdAt } = createPlaylist(
    db,
    { name: freeName(findName, wanted), trackIds: [] },
    now,
  );
  const first = newEntryIds(sought.length);
  const all = sought.map(({ entry, trackId }, position) => ({
    entry,
    position,
    entryId: first + position,
    previousId: position === 0 ? null : first + position - 1,
    trackId,
  }));
  writeEntries(
    db,
    id,
    all.flatMap(({ entryId, trackId }) => (trackId === null ? [] : [{ id: entryId, trackId }])),
  );
  keepUnfound(
    db,
    id,
    all.flatMap(({ trackId, ...unfound }) => (trackId === null ? [unfound] : [])),
  );
  return { id, createdAt, name, found, missing };
}

/** The wanted name, or with the first number that no playlist of that name has. */
function freeName(findName: Statement, wanted: string): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const name = `${wanted.slice(0, MOST_LETTERS - suffix.length)}${suffix}`;
    if (findName.get(name) === undefined) return name;
  }
}
