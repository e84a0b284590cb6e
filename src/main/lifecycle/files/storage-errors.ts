/** What an error of the system or of SQLite means for a person: no room, no permission, damage. */
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';

/** https://www.sqlite.org/rescode.html and errno(3). */
const NO_SPACE = /^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/;
const NO_PERMISSION =
  /^(EACCES|EPERM|EROFS|SQLITE_PERM|SQLITE_READONLY.*|SQLITE_CANTOPEN.*|SQLITE_IOERR_DELETE)$/;
const DAMAGED = /^(SQLITE_CORRUPT.*|SQLITE_NOTADB)$/;
const BUSY = /^(SQLITE_BUSY.*|SQLITE_LOCKED.*)$/;

/**
 * The typed error for a failure of the storage under a library, or null if it is none of those: the
 * caller knows best what it means then.
 */
export function storageError(error: unknown, file: string): FermataError | null {
  if (error instanceof FermataError) return error;
  const code = systemCode(error);
  if (code === undefined) return null;
  if (NO_SPACE.test(code)) {
    return new FermataError('NO_SPACE', words('errors.diskFull', { file }), {
      advice: words('errors.freeSpace'),
      cause: error,
    });
  }
  if (NO_PERMISSION.test(code)) {
    return new FermataError('NO_PERMISSION', words('errors.cannotWrite', { file }), {
      advice: words('errors.allowWriting'),
      cause: error,
    });
  }
  if (DAMAGED.test(code)) {
    return new FermataError('LIBRARY_DAMAGED', words('errors.damaged', { file }), {
      advice: words('errors.restoreBackup'),
      libraryState: words('errors.damagedFileKept'),
      cause: error,
    });
  }
  if (BUSY.test(code)) {
    return new FermataError('LOCK_TIMEOUT', words('errors.otherProgramWrites', { file }), {
      advice: words('errors.letItFinish'),
      cause: error,
    });
  }
  return null;
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
