/** Makes a playlist of what a playlist file says. */
import type { Statement } from 'better-sqlite3';
import type { ImportedPlaylist, PlaylistContent } from '../../../shared/api/playlists.ts';
import { newEntryIds } from '../../lifecycle/entry-ids.ts';
import type { WritableDb } from '../handlers.ts';
import { findTracks } from './find-tracks.ts';
import { writeEntries } from './playlist-entries.ts';
import { createPlaylist } from './playlist-store.ts';
import { keepUnfound } from './unfound-entries.ts';

/** As long as names may be. */
const MOST_LETTERS = 200;

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
  const trackIds = findTracks(db, entries);
  const missing = entries.filter((_, at) => trackIds[at] === null).map(({ written }) => written);
  const found = entries.length - missing.length;
  if (found === 0) return { id: null, createdAt: now, name: wanted, found, missing };
  const findName = db.prepare('SELECT 1 FROM playlists WHERE name = ? AND deleted_at IS NULL');
  const { id, name, createdAt } = createPlaylist(
    db,
    { name: freeName(findName, wanted), trackIds: [] },
    now,
  );
  const first = newEntryIds(entries.length);
  const all = entries.map((entry, position) => ({
    entry,
    position,
    entryId: first + position,
    previousId: position === 0 ? null : first + position - 1,
    trackId: trackIds[position] ?? null,
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
