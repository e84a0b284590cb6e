/** Libraries that went on after a backup, and what restoring it leads to. */
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { SalvageSchema } from '../../src/shared/backups.ts';
import { prepareToEnd } from './outcomes.ts';
import { type Ended, runFermata } from './processes.ts';
import { makeMissingLibrary, makeOldLibrary, type TestLibrary } from './test-library.ts';

/** When the plays were that a library has and its backup does not. */
export const LATER = '2025-06-01T20:00:00.000Z';

export interface BackedUpLibrary extends TestLibrary {
  /** Of the backup made before the library was upgraded: of an older schema version. */
  readonly backupId: string;
}

const RestoredSchema = z.object({
  ok: z.literal(true),
  restoredFrom: z.string(),
  undo: z.string().nullable(),
  quarantined: z.string().nullable(),
  salvage: SalvageSchema.nullable(),
});
export type Restored = z.infer<typeof RestoredSchema>;

/**
 * The result of a `fermata restore` that did what it was to do.
 *
 * @throws Error with all it said if it did not
 */
export function restoredBy({ status, signal, result, stderr }: Ended): Restored {
  if (status === 0 && result?.ok === true) return RestoredSchema.parse(result);
  const how = signal ?? `status ${status}`;
  throw new Error(`fermata restore ended with ${how}: ${JSON.stringify(result)}\n${stderr}`);
}

/** Restores a backup to the good end. */
export async function restoreToEnd(library: TestLibrary, backup: string): Promise<Restored> {
  return restoredBy(await runFermata(['restore', backup, ...library.args]));
}

/** Makes an old library, which is backed up and upgraded. */
export async function makeBackedUpLibrary(): Promise<BackedUpLibrary> {
  const library = await makeOldLibrary();
  const { backup } = await prepareToEnd(library);
  if (backup === null) throw new Error('There is no backup of the old library.');
  return { ...library, backupId: basename(backup, '.db') };
}

/** A copy of a library that nobody has open, with its log and its backups, in a folder of its own. */
export async function copyWithBackups(original: BackedUpLibrary): Promise<BackedUpLibrary> {
  const copy = await makeMissingLibrary(original);
  for (const name of ['library.db', 'library.db-wal', 'backups']) {
    const from = join(original.folder, name);
    if (existsSync(from)) await cp(from, join(copy.folder, name), { recursive: true });
  }
  return { ...copy, backupId: original.backupId };
}

/** Changes a library as days of use do: a playlist is deleted, tracks are played. */
export function goOn({ file }: TestLibrary, plays = 3): void {
  changeLibrary(file, (db) => {
    db.prepare('DELETE FROM playlists WHERE id = (SELECT min(id) FROM playlists)').run();
    const play = db.prepare('INSERT INTO plays (track_id, played_at) VALUES (?, ?)');
    for (let track = 1; track <= plays; track += 1) play.run(track, LATER);
  });
}

/** Writes into a library with a connection of this process's own, which is closed then. */
export function changeLibrary<Result>(file: string, change: (db: Database.Database) => Result) {
  const db = new Database(file, { fileMustExist: true });
  try {
    db.pragma('foreign_keys = ON');
    return change(db);
  } finally {
    db.close();
  }
}
