/** Where the library that somebody named, or nobody, and what belongs to it lie. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { requireUtf8, resolveLibraryFile } from './lifecycle/files/library-file.ts';
import type { LibraryPaths } from './lifecycle/files/library-paths.ts';
import {
  defaultBackupsDir,
  defaultLibraryFile,
  ownLibraryFile,
  shippedMigrationsDir,
} from './locations.ts';

/** What was named, on the command line or in the arguments of the desktop app. */
interface NamedPlaces {
  readonly library?: string | undefined;
  readonly backups?: string | undefined;
  readonly migrations?: string | undefined;
  readonly lockDir?: string | undefined;
}

/**
 * Finds the places without making any; the library's is its real path.
 *
 * @throws FermataError `USAGE` if a library was named whose folder does not exist, if none was named and
 *   this user has no home folder, or if a path is not UTF-8
 */
export function libraryPlaces(options: NamedPlaces): LibraryPaths {
  const libraryFile = findLibrary(options.library ?? defaultLibraryFile());
  return {
    libraryFile,
    backupsDir: absolute(options.backups) ?? defaultBackupsDir(libraryFile),
    migrationsDir: absolute(options.migrations) ?? shippedMigrationsDir(),
    lockDir: absolute(options.lockDir),
  };
}

function findLibrary(file: string): string {
  // The folder of the library that nobody named is made with the first library.
  const isNotMadeYet = file === ownLibraryFile() && !existsSync(dirname(file));
  if (!isNotMadeYet) return resolveLibraryFile(file);
  requireUtf8(file);
  return file;
}

function absolute(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const folder = resolve(path);
  requireUtf8(folder);
  return folder;
}
