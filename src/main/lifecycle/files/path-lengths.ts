/**
 * How long the path of a library may be, so that everything that Fermata and SQLite write for it has a
 * name that the system takes: what can be made can be locked, backed up and restored, too.
 */
import { basename, dirname, join } from 'node:path';
import { FermataError } from '../../../shared/errors.ts';
import { type Words, words } from '../../../shared/words/words.ts';
import {
  lockLocation,
  longestBackupFiles,
  quarantineFolder,
  readableCopy,
  stagedLibrary,
  unfinishedLibrary,
} from './file-names.ts';
import type { LibraryPaths } from './library-paths.ts';

/**
 * The longest path that SQLite opens, in bytes: 512 (MAX_PATHNAME of its os_unix.c) less the 8 of
 * "-journal". On Windows it takes what the system takes.
 */
const SQLITE_PATH_BYTES = process.platform === 'win32' ? 32_000 : 504;

/** The longest name of a file (NAME_MAX of Linux, macOS and NTFS), in bytes, less SQLite's "-journal". */
const NAME_BYTES = 255 - '-journal'.length;

/** Whether SQLite refuses a path for its length alone. */
export function isTooLongForSqlite(path: string): boolean {
  return bytesOf(path) > SQLITE_PATH_BYTES;
}

/** What is about to be done: a backup needs fewer names than what may one day replace the library. */
type Work = 'back-up' | 'replace';

/**
 * Checks that all that is made for a library, beside it and in its backups folder, can be named.
 *
 * @param libraryFile its real path
 * @throws FermataError `USAGE` naming the longest path or name that is possible
 */
export function requireShortNames(
  libraryFile: string,
  { backupsDir, lockDir }: Pick<LibraryPaths, 'backupsDir' | 'lockDir'>,
  work: Work,
): void {
  const backups = longestBackupFiles(backupsDir);
  const isBesideIt = dirname(backupsDir) === dirname(libraryFile);
  requireLength(libraryFile, [
    ...(lockDir === undefined ? [lockLocation(libraryFile, lockDir).mutexFile] : []),
    ...(work === 'replace' ? namesToReplace(libraryFile) : []),
    ...(isBesideIt ? backups : []),
  ]);
  if (lockDir !== undefined) requireLength(lockDir, [lockLocation(libraryFile, lockDir).mutexFile]);
  if (!isBesideIt) requireLength(backupsDir, backups);
}

/** Of what a new library, a restored one, and what is kept of the one before are called meanwhile. */
function namesToReplace(libraryFile: string): string[] {
  const kept = join(quarantineFolder(libraryFile, new Date()), basename(libraryFile));
  return [stagedLibrary(libraryFile), unfinishedLibrary(libraryFile), readableCopy(kept)];
}

/**
 * Checks that a library's name leaves room for those of SQLite's files beside it.
 *
 * @throws FermataError `USAGE` naming the longest name that is possible
 */
export function requireShortName(file: string): void {
  const name = basename(file);
  const length = bytesOf(name);
  if (length <= NAME_BYTES) return;
  throw tooLong(words('systemErrors.nameOver', { file: name, length, longest: NAME_BYTES }));
}

/** What is made may be longer by so much than the path that was chosen: this may be so much less. */
function requireLength(chosen: string, made: readonly string[]): void {
  const longest = Math.max(0, ...made.map(bytesOf));
  if (longest <= SQLITE_PATH_BYTES) return;
  const length = bytesOf(chosen);
  const possible = SQLITE_PATH_BYTES - (longest - length);
  throw tooLong(words('systemErrors.pathOver', { file: chosen, length, longest: possible }));
}

function tooLong(message: Words): FermataError {
  return new FermataError('USAGE', message, { advice: words('systemErrors.shorterPath') });
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
