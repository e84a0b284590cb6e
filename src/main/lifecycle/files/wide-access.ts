/**
 * Files of a library that others on this computer may read or write: those that earlier versions, which
 * left it to the umask, or other tools made. Whoever may read them sees what is listened to, and can hold
 * the locks that keep the library from being played, backed up and upgraded. What a group shares is not
 * among them: it has a mode that leaves the others out.
 */
import { chmodSync, lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { withoutOthers } from './access.ts';
import { databaseFiles, isOwnName, lockLocation, quarantineRoot } from './file-names.ts';
import type { LibraryPaths } from './library-paths.ts';
import { storageError } from './storage-errors.ts';

/** A file or folder, and the mode that leaves the others out. */
export interface WideFile {
  readonly path: string;
  readonly mode: number;
}

const RUN = 0o111;

/**
 * The files of a library, and the folders that are its own, that more people may use than its owner and a
 * group that writes it; those of another owner aside, which this user cannot change.
 *
 * @throws the system error if a folder cannot be read
 */
export function findWideFiles(places: LibraryPaths): WideFile[] {
  if (process.platform === 'win32' || isOnDiskWithoutModes(places.libraryFile)) return [];
  return filesOf(places).flatMap((path) => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined || !isMendable(stats)) return [];
    const mode = withoutOthers(stats.mode & 0o7777);
    return mode === (stats.mode & 0o7777) ? [] : [{ path, mode }];
  });
}

/**
 * Leaves the others out. Nothing is opened: a process that has one of them open in SQLite keeps its locks.
 *
 * @throws FermataError, or the system error, if a mode cannot be changed
 */
export function narrow(files: readonly WideFile[]): void {
  for (const { path, mode } of files) {
    try {
      chmodSync(path, mode);
    } catch (error) {
      throw storageError(error, path) ?? error;
    }
  }
}

/** A link, or a file with another name elsewhere, may be none of the library's. */
function isMendable(stats: Stats): boolean {
  const isOwn = stats.uid === process.geteuid?.();
  return isOwn && (stats.isDirectory() || (stats.isFile() && stats.nlink === 1));
}

/** FAT and its like show each file as one that can be run, which no database is. */
function isOnDiskWithoutModes(libraryFile: string): boolean {
  const stats = lstatSync(libraryFile, { throwIfNoEntry: false });
  return stats !== undefined && (stats.mode & RUN) !== 0;
}

function filesOf({ libraryFile, backupsDir, lockDir }: LibraryPaths): string[] {
  const { mutexFile, holderFile, historyFile, watchFile } = lockLocation(libraryFile, lockDir);
  const quarantine = quarantineRoot(libraryFile);
  return [
    ...databaseFiles(libraryFile),
    ...databaseFiles(mutexFile),
    holderFile,
    historyFile,
    watchFile,
    backupsDir,
    ...namesIn(backupsDir)
      .filter(isOwnName)
      .map((name) => join(backupsDir, name)),
    quarantine,
  ];
}

function namesIn(folder: string): string[] {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  return stats?.isDirectory() === true ? readdirSync(folder) : [];
}
