/** What the parts of a salvage tell of what they added, and what they find tracks by. */
import { countedName, type UserData } from '../../../shared/user-data.ts';
import type { Connection } from '../sqlite/database.ts';
import type { ReadableContent } from './damaged-tables.ts';

export interface Salvaged {
  readonly kind: UserData;
  /** How much was added. */
  readonly count: number;
  /** How much was left out: of tracks that were not read or are not in the library. */
  readonly lost: number;
}

/** The paths of all tracks that are known of the damaged library, by the ids that they have there. */
export function pathsById(content: ReadableContent): ReadonlyMap<number, string> {
  return new Map(content.tracks.map(({ key, path }) => [key, path]));
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
