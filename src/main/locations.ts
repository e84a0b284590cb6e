/**
 * Where things lie: the library that all hosts share by default, its backups, and the migrations
 * that ship with the app.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';

/** The library opened when none is named: `FERMATA_LIBRARY`, or one per user of the machine. */
export function defaultLibraryFile(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment['FERMATA_LIBRARY'];
  if (named !== undefined && named !== '') return named;
  return join(envPaths('Fermata', { suffix: '' }).data, 'library.db');
}

/** Backups lie beside the library unless the person chose another folder. */
export function defaultBackupsDir(libraryFile: string): string {
  return join(dirname(libraryFile), 'backups');
}

/** The migrations of this version of the app: as far above `src/main` as above `out/main`. */
export function shippedMigrationsDir(): string {
  return fileURLToPath(new URL('../../migrations', import.meta.url));
}
