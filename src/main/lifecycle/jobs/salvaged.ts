/** What the parts of a salvage tell of what they added, and what they find tracks by. */

import { z } from 'zod';
import { countedName, type UserData } from '../../../shared/user-data.ts';
import type { Connection } from '../sqlite/database.ts';
import { readSide } from '../user-data.ts';
import type { ReadableContent } from './damaged-tables.ts';

export interface Salvaged {
  readonly kind: UserData;
  /** How much was added. */
  readonly count: number;
  /** How much was left out: of tracks that were not read or are not in the library. */
  readonly lost: number;
}

const KnownTracksSchema = z.array(
  z.object({ path: z.string(), contentKey: z.string().nullable() }),
);

/**
 * The paths that the tracks of the damaged library have in the library, by the ids that they have there: one
 * that was renamed or moved since is known by its audio, where only one can be meant.
 */
export function pathsById(db: Connection, content: ReadableContent): ReadonlyMap<number, string> {
  const contentKey = readSide(db).has('tracks.content_key') ? 'content_key' : 'NULL';
  const known = KnownTracksSchema.parse(
    db.prepare(`SELECT path, ${contentKey} AS contentKey FROM tracks`).all(),
  );
  const present = new Set(known.map(({ path }) => path));
  // As they were last: the backup's come first.
  const paths = new Map(content.tracks.map(({ key, path }) => [key, path]));
  const damaged = new Set(paths.values());
  const elsewhere = Map.groupBy(
    known.filter(({ path, contentKey: key }) => key !== null && !damaged.has(path)),
    ({ contentKey: key }) => key,
  );
  const keys = new Map(content.trackKeys.map(({ key, contentKey: audio }) => [key, audio]));
  return new Map(
    [...paths].map(([key, path]) => {
      if (present.has(path)) return [key, path];
      const [only, ...others] = elsewhere.get(keys.get(key) ?? null) ?? [];
      return [key, only !== undefined && others.length === 0 ? only.path : path];
    }),
  );
}

/** A sentence, if something was left out. */
export function leftOut({ kind, lost }: Salvaged): string[] {
  if (lost === 0) return [];
  const what = countedName(kind, lost);
  return [`Left out: ${what}, of tracks that could not be read or are not in the backup.`];
}

/** The music folders that the library does not know. */
export function addFolders(db: Connection, content: ReadableContent): Salvaged {
  const add = db.prepare('INSERT OR IGNORE INTO scan_roots (path, added_at) VALUES (?, ?)');
  let count = 0;
  for (const { key, addedAt } of content.folders) count += add.run(key, addedAt).changes;
  return { kind: 'folders', count, lost: 0 };
}

/** The smart playlists that the library does not have, each with its own rules. */
export function addSmartPlaylists(db: Connection, content: ReadableContent): Salvaged {
  const kind = 'smartPlaylists';
  if (!readSide(db).has('smart_playlists.rules')) return { kind, count: 0, lost: 0 };
  // One that was changed since the restore stays as it is.
  const isThere = db.prepare('SELECT 1 FROM smart_playlists WHERE name = ? AND created_at = ?');
  const add = db.prepare(`
    INSERT INTO smart_playlists (name, rules, created_at, modified_at, deleted_at)
    VALUES (:name, :rules, :createdAt, :modifiedAt, :deletedAt)`);
  let count = 0;
  for (const { key: _, ...playlist } of content.smartPlaylists) {
    if (isThere.get(playlist.name, playlist.createdAt) === undefined)
      count += add.run(playlist).changes;
  }
  return { kind, count, lost: 0 };
}
