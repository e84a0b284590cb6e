/**
 * Where things lie: the library that all hosts share by default, its backups, and the migrations
 * that ship with the app.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import { FermataError } from '../shared/errors.ts';
import { words } from '../shared/words/words.ts';

/** The library opened when none is named: `FERMATA_LIBRARY`, or one per user of the machine. */
export function defaultLibraryFile(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.FERMATA_LIBRARY;
  if (named !== undefined && named !== '') return named;
  return join(envPaths('Fermata', { suffix: '' }).data, 'library.db');
}

/**
 * Makes the folder of the library that nobody named, before its first use. The folder of a library
 * that somebody named has to exist: a missing one is a slip of the pen, or a disk not connected.
 *
 * @throws FermataError `NO_PERMISSION` if the folder cannot be made
 */
export function makeDefaultFolder(libraryFile: string): void {
  if (libraryFile !== defaultLibraryFile({})) return;
  const folder = dirname(libraryFile);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new FermataError('NO_PERMISSION', words('libraryErrors.folderNotCreated', { folder }), {
      advice: words('libraryErrors.allowWritingThere'),
      libraryState: words('errors.nothingCreated'),
      cause,
    });
  }
}

/** Backups lie beside the library unless the person chose another folder. */
export function defaultBackupsDir(libraryFile: string): string {
  return join(dirname(libraryFile), 'backups');
}

/** The migrations of this version of the app: as far above `src/main` as above `out/main`. */
export function shippedMigrationsDir(): string {
  return fileURLToPath(new URL('../../migrations', import.meta.url));
}
