/** Which tracks of the library the entries of a playlist file mean. */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { PlaylistContent } from '../../../shared/api/playlists.ts';
import type { ReadableDb } from '../handlers.ts';
import { LikelyTracks } from './likely-tracks.ts';

/** An entry as its file has it. */
export type SoughtEntry = PlaylistContent['entries'][number];

const IdSchema = z.number().int();

/** The id of the track of each entry, null where it is not found. */
export function findTracks(db: ReadableDb, entries: readonly SoughtEntry[]): (number | null)[] {
  const findTrack = db.prepare('SELECT id FROM tracks WHERE path = ?').pluck();
  const byPath = entries.map(({ paths }) => firstTrack(findTrack, paths));
  const others = entries.filter((_, at) => byPath[at] === null);
  const likely = others.length > 0 ? new LikelyTracks(db, others) : null;
  return entries.map((entry, at) => byPath[at] ?? likely?.find(entry) ?? null);
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
