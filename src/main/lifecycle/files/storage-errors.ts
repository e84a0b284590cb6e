/**
 * What an error of the system or of SQLite means for a person: no room, no permission, a path that is too
 * long, a disk that fails, damage. SQLite often says no more than "unable to open database file": why is
 * asked of the file system then.
 */
import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readlinkSync,
  type Stats,
  statfsSync,
  statSync,
} from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { meaningOf, type SystemErrorKind, systemErrorKind } from '../../../shared/system-errors.ts';
import { words } from '../../../shared/words/words.ts';
import { NotOpened } from './door.ts';
import { temporaryFolder } from './file-system.ts';
import { isTooLongForSqlite } from './path-lengths.ts';
import { whyUnreadable } from './read-failure.ts';
import { belongsToAnother, fileOfAnother } from './rights.ts';

/** What SQLite says where something keeps it from opening or changing a file, and not what. */
const VAGUE = /^SQLITE_(CANTOPEN(_FULLPATH|_CONVPATH)?|READONLY(?!_DBMOVED)\w*|PERM|IOERR_DELETE)$/;

const SHARED_MEMORY = 'SQLITE_IOERR_SHMSIZE';

/** A folder with less room than this is full: SQLite writes whole pages, in bytes. */
const FULL_BELOW_BYTES = 1024 * 1024;

/**
 * The typed error for a failure of the storage under a library, or null if it is none of those: the
 * caller knows best what it means then.
 *
 * @param file the file that was worked on, or its folder
 */
export function storageError(error: unknown, file: string): FermataError | null {
  if (error instanceof FermataError) return error;
  if (error instanceof NotOpened) return notAnOrdinaryFile(file, error.message);
  const code = systemCode(error);
  const kind = code === undefined ? undefined : systemErrorKind(code);
  if (code === undefined || kind === undefined) return null;
  if (kind === 'diskFull' && !isElse(code, file)) return noSpace(code, file, error);
  const inTheWay = VAGUE.test(code) || code === 'EACCES' ? fileOfAnother(file) : null;
  if (inTheWay !== null) return belongsToAnother(inTheWay, error);
  const found = meantBy(code, kind, file);
  const { code: meaning, message, advice } = meaningOf(found);
  return new FermataError(meaning, message(file), {
    advice,
    ...(found === 'damaged' ? { libraryState: words('errors.damagedFileKept') } : {}),
    cause: error,
  });
}

/** The error of a pipe, say, in the place of a file that is needed. */
export function notAnOrdinaryFile(file: string, reason: string): FermataError {
  return new FermataError('STORAGE_FAILED', words('errors.cannotRead', { file, reason }), {
    advice: words('libraryErrors.removeThatFile'),
  });
}

function meantBy(code: string, told: SystemErrorKind, file: string): SystemErrorKind {
  if (VAGUE.test(code)) return askFileSystem(file, told);
  if (told === 'damaged') return systemErrorKind(whyUnreadable(file) ?? code) ?? told;
  if (code === SHARED_MEMORY) return 'diskError';
  if (told !== 'diskError' || code === 'EIO') return told;
  // What SQLite calls an I/O error the system may know better: a share that is gone, say.
  const stats = lookAt(file);
  return typeof stats === 'string' ? stats : told;
}

/** The error of a library that another process keeps writing to. */
export function stillBusy(libraryFile: string): FermataError {
  return new FermataError(
    'LOCK_TIMEOUT',
    words('libraryErrors.keepsWriting', { file: libraryFile }),
    {
      advice: words('libraryErrors.letOtherFinish'),
    },
  );
}

/** Which disk it is that has no room: SQLite's temporary files may lie on another one. */
function noSpace(code: string, file: string, cause: unknown): FermataError {
  const folder = temporaryFolder();
  if (code === 'SQLITE_FULL' && folder !== null && isFull(folder) && !isFull(dirname(file))) {
    return new FermataError('NO_SPACE', words('systemErrors.temporaryFull', { folder }), {
      advice: words('systemErrors.otherTemporaryFolder'),
      cause,
    });
  }
  const isOfNames = hasNoRoomForNames(dirname(file));
  const message = isOfNames ? 'systemErrors.noRoomForNames' : 'errors.diskFull';
  return new FermataError('NO_SPACE', words(message, { file }), {
    advice: words(isOfNames ? 'systemErrors.fewerFiles' : 'errors.freeSpace'),
    cause,
  });
}

/** A WAL's shared memory cannot be made larger, whatever the reason: on a disk with room it is another. */
function isElse(code: string, file: string): boolean {
  if (code !== SHARED_MEMORY) return false;
  const disk = sizeOf(file) ?? sizeOf(dirname(file));
  return disk !== null && disk.blocks > 0 && disk.bavail * disk.bsize >= FULL_BELOW_BYTES;
}

function isFull(folder: string): boolean {
  const disk = sizeOf(folder);
  return disk !== null && disk.blocks > 0 && disk.bavail * disk.bsize < FULL_BELOW_BYTES;
}

/** A file system may have bytes left and no entry for another file (inodes). */
function hasNoRoomForNames(folder: string): boolean {
  const disk = sizeOf(folder);
  return disk !== null && disk.files > 0 && disk.ffree === 0;
}

function sizeOf(folder: string) {
  try {
    return statfsSync(folder);
  } catch {
    // What it cannot tell is not what this is about.
    return null;
  }
}

/**
 * What keeps SQLite from a file, by trying the same without opening it: closing a library that is open
 * here would drop its locks (connection.ts).
 */
function askFileSystem(file: string, told: SystemErrorKind): SystemErrorKind {
  if (isTooLongForSqlite(file)) return 'pathTooLong';
  const stats = lookAt(file);
  if (typeof stats === 'string') return stats;
  if (stats === null) {
    const folder = lookAt(dirname(file));
    if (folder === null) return 'noSuchFolder';
    if (typeof folder === 'string') return folder;
    return refusalOf(dirname(file), constants.W_OK) ?? limitReached() ?? elseNotThere(told);
  }
  const isFolder = stats.isDirectory();
  const refused =
    refusalOf(file, constants.R_OK, 'mayNotRead') ??
    refusalOf(file, constants.W_OK) ??
    (isFolder ? null : refusalOf(dirname(file), constants.W_OK)) ??
    limitReached();
  if (refused !== null) return refused;
  // A device, a pipe or a folder in a file's place.
  if (told === 'cannotOpen' && isFolder) return 'isFolder';
  return told === 'mayNotWrite' ? 'cannotOpen' : told;
}

function elseNotThere(told: SystemErrorKind): SystemErrorKind {
  return told === 'cannotOpen' ? 'notThere' : told;
}

function lookAt(path: string): Stats | SystemErrorKind | null {
  try {
    return statSync(path);
  } catch (error) {
    const code = systemCode(error) ?? '';
    return code === 'ENOENT' ? linkOrNothing(path) : (systemErrorKind(code) ?? 'cannotOpen');
  }
}

/** A link that leads nowhere may lead to another disk. */
function linkOrNothing(path: string): SystemErrorKind | null {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry?.isSymbolicLink() !== true) return null;
  return isTooLongForSqlite(readlinkSync(path)) ? 'pathTooLong' : 'notThere';
}

function refusalOf(
  path: string,
  mode: number,
  meaning: SystemErrorKind = 'mayNotWrite',
): SystemErrorKind | null {
  try {
    accessSync(path, mode);
    return null;
  } catch (error) {
    const kind = systemErrorKind(systemCode(error) ?? '') ?? 'cannotOpen';
    return kind === 'mayNotWrite' ? meaning : kind;
  }
}

/** Whether it is the number of open files that keeps every file from being opened. */
function limitReached(): SystemErrorKind | null {
  try {
    closeSync(openSync(devNull, 'r'));
    return null;
  } catch (error) {
    return systemErrorKind(systemCode(error) ?? '') ?? null;
  }
}
