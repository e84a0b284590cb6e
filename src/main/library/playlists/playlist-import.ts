/** Makes a playlist of what a playlist file says. */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { ImportedPlaylist, PlaylistContent } from '../../../shared/api/playlists.ts';
import type { WritableDb } from '../handlers.ts';
import { LikelyTracks } from './likely-tracks.ts';
import { createPlaylist } from './playlist-store.ts';

const IdSchema = z.number().int();

/** As long as names may be. */
const MOST_LETTERS = 200;

/**
 * Makes a playlist of those entries whose tracks are in the library, none where no track is.
 *
 * @param now in ISO 8601
 */
export function importPlaylist(
  db: WritableDb,
  { name: wanted, entries }: PlaylistContent,
  now: string,
): ImportedPlaylist {
  const findTrack = db.prepare('SELECT id FROM tracks WHERE path = ?').pluck();
  const byPath = entries.map(({ paths }) => firstTrack(findTrack, paths));
  const likely = byPath.includes(null) ? new LikelyTracks(db) : null;
  const idsOfEntries = entries.map((entry, at) => byPath[at] ?? likely?.find(entry) ?? null);
  const trackIds = idsOfEntries.filter((id) => id !== null);
  const missing = entries
    .filter((_, at) => idsOfEntries[at] === null)
    .map(({ written }) => written);
  const found = trackIds.length;
  if (found === 0) return { id: null, createdAt: now, name: wanted, found, missing };
  const findName = db.prepare('SELECT 1 FROM playlists WHERE name = ? AND deleted_at IS NULL');
  const { id, name, createdAt } = createPlaylist(
    db,
    { name: freeName(findName, wanted), trackIds },
    now,
  );
  return { id, createdAt, name, found, missing };
}

/** Systems spell accented letters in two ways, and a playlist may have moved between them. */
function firstTrack(findTrack: Statement, paths: readonly string[]): number | null {
  for (const path of paths) {
    for (const spelling of new Set([path, path.normalize('NFC'), path.normalize('NFD')])) {
      const id: unknown = findTrack.get(spelling);
      if (id !== undefined) return IdSchema.parse(id);
    }
  }
  return null;
}

/** The wanted name, or with the first number that no playlist of that name has. */
function freeName(findName: Statement, wanted: string): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const name = `${wanted.slice(0, MOST_LETTERS - suffix.length)}${suffix}`;
    if (findName.get(name) === undefined) return name;
  }
}
