/** storage-errors.ts: what the errors of the system and of SQLite mean for a person. */
import { expect, test } from 'vitest';
import { FermataError } from '../../../shared/errors.ts';
import { storageError } from './storage-errors.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: something failed`), { code });
}

test.each([
  ['ENOSPC', 'NO_SPACE'],
  ['EDQUOT', 'NO_SPACE'],
  ['SQLITE_FULL', 'NO_SPACE'],
  // The few kilobytes of a WAL's shared memory do not fit any more.
  ['SQLITE_IOERR_SHMSIZE', 'NO_SPACE'],
  ['EACCES', 'NO_PERMISSION'],
  ['EPERM', 'NO_PERMISSION'],
  ['EROFS', 'NO_PERMISSION'],
  ['SQLITE_READONLY', 'NO_PERMISSION'],
  ['SQLITE_READONLY_DIRECTORY', 'NO_PERMISSION'],
  ['SQLITE_CANTOPEN', 'NO_PERMISSION'],
  // A journal cannot be removed from a folder that may not be written any more.
  ['SQLITE_IOERR_DELETE', 'NO_PERMISSION'],
  ['SQLITE_CORRUPT', 'LIBRARY_DAMAGED'],
  ['SQLITE_CORRUPT_VTAB', 'LIBRARY_DAMAGED'],
  ['SQLITE_NOTADB', 'LIBRARY_DAMAGED'],
  ['SQLITE_BUSY', 'LOCK_TIMEOUT'],
  ['SQLITE_BUSY_SNAPSHOT', 'LOCK_TIMEOUT'],
  ['SQLITE_LOCKED', 'LOCK_TIMEOUT'],
])('%s is %s', (systemCode, code) => {
  const cause = systemError(systemCode);
  const error = storageError(cause, '/music/library.db');
  expect(error).toMatchObject({ code, cause });
  expect(error?.message).toContain('/music/library.db');
  expect(error?.advice).not.toBe('');
});

test.each(['SQLITE_ERROR', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_IOERR_READ', 'ENOENT', 'EIO'])(
  '%s means something only to the caller',
  (code) => {
    expect(storageError(systemError(code), '/music/library.db')).toBeNull();
  },
);

test('what has no code means something only to the caller', () => {
  expect(storageError(new Error('no code'), 'x')).toBeNull();
  expect(storageError('not even an error', 'x')).toBeNull();
});

test('an error that says what it means already is kept', () => {
  const error = new FermataError('INTERRUPTED', 'Stopped.', { advice: 'Start again.' });
  expect(storageError(error, 'x')).toBe(error);
});
