/**
 * Where things lie: the library that all hosts share by default, its backups, and the migrations
 * that ship with the app.
 */
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FermataError } from '../shared/errors.ts';
import { words } from '../shared/words/words.ts';
import { accessBeside, makeFolder } from './lifecycle/files/access.ts';
import { storageError } from './lifecycle/files/storage-errors.ts';

/**
 * The library opened when none is named: `FERMATA_LIBRARY`, or one per user of the machine.
 *
 * @throws FermataError `USAGE` if none is named and this user has no home folder
 */
export function defaultLibraryFile(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.FERMATA_LIBRARY;
  if (named !== undefined && named !== '') return named;
  const file = ownLibraryFile();
  if (file !== null) return file;
  throw new FermataError('USAGE', words('systemErrors.noHome'), {
    advice: words('systemErrors.setHome'),
  });
}

/** The library that nobody named, in this user's folder for data; null where there is no such folder. */
export function ownLibraryFile(): string | null {
  const folder = dataFolder();
  return folder === null ? null : join(folder, 'library.db');
}

/** Each system's own place: XDG's on Linux, `Library` on macOS, the local application data on Windows. */
function dataFolder(): string | null {
  const { LOCALAPPDATA, XDG_DATA_HOME } = process.env;
  switch (process.platform) {
    case 'darwin':
      return below(homeFolder(), 'Library', 'Application Support', 'Fermata');
    case 'win32':
      return below(LOCALAPPDATA || below(homeFolder(), 'AppData', 'Local'), 'Fermata', 'Data');
    default:
      return below(XDG_DATA_HOME || below(homeFolder(), '.local', 'share'), 'Fermata');
  }
}

function below(folder: string | null, ...names: string[]): string | null {
  return folder === null ? null : join(folder, ...names);
}

/** Null for a user who has none: without HOME and without an entry in passwd, as in a container. */
export function homeFolder(): string | null {
  try {
    const home = homedir();
    return isAbsolute(home) ? home : null;
  } catch {
    // There is nothing else to ask.
    return null;
  }
}

/**
 * Makes the folder of the library that nobody named, before its first use. The folder of a library
 * that somebody named has to exist: a missing one is a slip of the pen, or a disk not connected.
 *
 * @throws FermataError `NO_PERMISSION` if the folder cannot be made, or what else keeps it from that
 */
export function makeDefaultFolder(libraryFile: string): void {
  if (libraryFile !== ownLibraryFile()) return;
  const folder = dirname(libraryFile);
  try {
    makeFolder(folder, accessBeside(folder));
  } catch (cause) {
    const failure = storageError(cause, folder);
    if (failure !== null && failure.code !== 'NO_PERMISSION') throw failure;
    throw new FermataError(
      failure?.code ?? 'STORAGE_FAILED',
      words('libraryErrors.folderNotCreated', { folder }),
      {
        advice: words('libraryErrors.allowWritingThere'),
        libraryState: words('errors.nothingCreated'),
        cause,
      },
    );
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
