/** Makes playlists of tracks that are in the library, and removes them. */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { ImportedPlaylist, PlaylistContent } from '../../../shared/api/playlists.ts';
import type { WritableDb } from '../handlers.ts';

const IdSchema = z.number().int();

/**
 * Makes a playlist of those entries whose tracks are in the library, none where no track is.
 *
 * @param createdAt now, in ISO 8601
 */
export function importPlaylist(
  db: WritableDb,
  { name: wanted, entries }: PlaylistContent,
  createdAt: string,
): ImportedPlaylist {
  const findTrack = db.prepare('SELECT id FROM tracks WHERE path = ?').pluck();
  const trackIds: number[] = [];
  const missing: string[] = [];
  for (const { written, paths } of entries) {
    const trackId = firstTrack(findTrack, paths);
    if (trackId === null) missing.push(written);
    else trackIds.push(trackId);
  }
  const found = trackIds.length;
  if (found === 0) return { id: null, createdAt, name: wanted, found, missing };

  const name = freeName(db.prepare('SELECT 1 FROM playlists WHERE name = ?'), wanted);
  const id = IdSchema.parse(
    db
      .prepare('INSERT INTO playlists (name, created_at) VALUES (?, ?) RETURNING id')
      .pluck()
      .get(name, createdAt),
  );
  const addTrack = db.prepare(
    'INSERT INTO playlist_tracks (playlist_id, position, track_id) VALUES (?, ?, ?)',
  );
  for (const [position, trackId] of trackIds.entries()) addTrack.run(id, position, trackId);
  return { id, createdAt, name, found, missing };
}

/** Removes a playlist, if it is the one that was made then; its tracks stay. */
export function deletePlaylist(db: WritableDb, id: number, createdAt: string): void {
  db.prepare('DELETE FROM playlists WHERE id = ? AND created_at = ?').run(id, createdAt);
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
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    if (findName.get(name) === undefined) return name;
  }
}
