/** storage-errors.ts: what the errors of the system and of SQLite mean for a person. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FermataError, toFermataError } from '../../../shared/errors.ts';
import { openReader } from '../sqlite/connection.ts';
import { makeScratchFolder } from '../testing/scratch-library.ts';
import { storageError } from './storage-errors.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: something failed`), { code });
}

/** A file that can be read and written: there is nothing to find out about it. */
function makeFile(): string {
  const file = join(makeScratchFolder(), 'library.db');
  writeFileSync(file, '');
  return file;
}

test.each([
  ['ENOSPC', 'NO_SPACE', 'no space left'],
  ['SQLITE_FULL', 'NO_SPACE', 'no space left'],
  // A WAL's shared memory does not grow on a disk that has room.
  ['SQLITE_IOERR_SHMSIZE', 'STORAGE_FAILED', 'fails'],
  ['EDQUOT', 'NO_SPACE', 'share of the disk'],
  ['Unknown system error -122', 'NO_SPACE', 'share of the disk'],
  ['EFBIG', 'NO_SPACE', 'larger than'],
  ['SQLITE_NOLFS', 'NO_SPACE', 'larger than'],
  ['EACCES', 'NO_PERMISSION', 'cannot be written'],
  ['EPERM', 'NO_PERMISSION', 'cannot be written'],
  ['EROFS', 'NO_PERMISSION', 'can only be read'],
  ['ENAMETOOLONG', 'USAGE', 'too long'],
  ['ELOOP', 'USAGE', 'in a circle'],
  ['ENOTDIR', 'USAGE', 'is a file, where a folder'],
  ['EISDIR', 'USAGE', 'is a folder, where a file'],
  ['EIO', 'STORAGE_FAILED', 'fails'],
  ['SQLITE_IOERR', 'STORAGE_FAILED', 'fails'],
  ['SQLITE_IOERR_READ', 'STORAGE_FAILED', 'fails'],
  ['SQLITE_IOERR_WRITE', 'STORAGE_FAILED', 'fails'],
  ['SQLITE_IOERR_FSYNC', 'STORAGE_FAILED', 'fails'],
  // What SQLite makes of EIO.
  ['SQLITE_IOERR_CORRUPTFS', 'STORAGE_FAILED', 'fails'],
  ['Unknown system error -117', 'STORAGE_FAILED', 'file system'],
  ['SQLITE_IOERR_LOCK', 'STORAGE_FAILED', 'lock files'],
  ['SQLITE_IOERR_SHMLOCK', 'STORAGE_FAILED', 'lock files'],
  ['SQLITE_IOERR_NOMEM', 'STORAGE_FAILED', 'memory'],
  ['SQLITE_IOERR_GETTEMPPATH', 'STORAGE_FAILED', 'temporary files'],
  ['ENODEV', 'STORAGE_FAILED', 'not connected'],
  ['ENXIO', 'STORAGE_FAILED', 'not connected'],
  ['ESTALE', 'STORAGE_FAILED', 'network share'],
  ['Unknown system error -116', 'STORAGE_FAILED', 'network share'],
  ['ETIMEDOUT', 'STORAGE_FAILED', 'does not answer'],
  ['EHOSTDOWN', 'STORAGE_FAILED', 'does not answer'],
  ['ENOTCONN', 'STORAGE_FAILED', 'does not answer'],
  ['EMFILE', 'STORAGE_FAILED', 'Too many files'],
  ['ENFILE', 'STORAGE_FAILED', 'Too many files'],
  ['SQLITE_TOOBIG', 'STORAGE_FAILED', 'longer than'],
  ['SQLITE_READONLY_DBMOVED', 'LIBRARY_MOVED', 'moved or removed'],
  ['SQLITE_CORRUPT', 'LIBRARY_DAMAGED', 'damaged'],
  ['SQLITE_CORRUPT_VTAB', 'LIBRARY_DAMAGED', 'damaged'],
  ['SQLITE_NOTADB', 'LIBRARY_DAMAGED', 'damaged'],
  ['EBUSY', 'LOCK_TIMEOUT', 'in use'],
  ['SQLITE_BUSY', 'LOCK_TIMEOUT', 'writing'],
  ['SQLITE_BUSY_SNAPSHOT', 'LOCK_TIMEOUT', 'writing'],
  ['SQLITE_LOCKED', 'LOCK_TIMEOUT', 'writing'],
  ['SQLITE_PROTOCOL', 'LOCK_TIMEOUT', 'writing'],
])('%s is %s', (systemCode, code, sentence) => {
  const cause = systemError(systemCode);
  const file = makeFile();
  const error = storageError(cause, file);
  expect(error).toMatchObject({ code, cause });
  expect(error?.message).toContain(file);
  expect(error?.message).toContain(sentence);
  expect(error?.advice).not.toBe('');
});

test('a disk that fails is never called damaged, and no restore is advised', () => {
  for (const code of ['EIO', 'SQLITE_IOERR_READ', 'SQLITE_IOERR_SHORT_READ']) {
    const error = storageError(systemError(code), makeFile());
    expect(`${error?.message} ${error?.advice}`).not.toMatch(/damaged|[Rr]estore/);
    expect(error?.advice).toContain('Copy the library and its backups to another disk');
  }
});

test.each(['SQLITE_ERROR', 'SQLITE_CONSTRAINT_UNIQUE', 'ENOENT', 'EEXIST'])(
  '%s means something only to the caller',
  (code) => {
    expect(storageError(systemError(code), '/music/library.db')).toBeNull();
  },
);

/** What SQLite says of a path that it cannot open, and nothing more. */
function whyNotOpened(file: string) {
  try {
    openReader(file).close();
    return null;
  } catch (error) {
    const failure = storageError(error, file);
    return [failure?.code, failure?.message.replace(file, '…')];
  }
}

test('why SQLite cannot open a file is found out', () => {
  const folder = makeScratchFolder();
  mkdirSync(join(folder, 'folder.db'));
  symlinkSync('a.db', join(folder, 'b.db'));
  symlinkSync('b.db', join(folder, 'a.db'));
  writeFileSync(join(folder, 'file'), '');
  const deep = join(folder, ...Array.from({ length: 10 }, () => 'x'.repeat(50)), 'library.db');
  mkdirSync(join(deep, '..'), { recursive: true });
  writeFileSync(deep, '');
  expect(whyNotOpened(join(folder, 'absent.db'))).toEqual(['STORAGE_FAILED', '… is not there.']);
  expect(whyNotOpened(join(folder, 'no', 'library.db'))).toEqual([
    'USAGE',
    'The folder of … does not exist.',
  ]);
  expect(whyNotOpened(join(folder, 'folder.db'))).toEqual([
    'USAGE',
    '… is a folder, where a file is needed.',
  ]);
  expect(whyNotOpened(join(folder, 'a.db'))).toEqual([
    'USAGE',
    'The links of … lead round in a circle.',
  ]);
  expect(whyNotOpened(join(folder, 'file', 'library.db'))).toEqual([
    'USAGE',
    'A part of the path … is a file, where a folder is needed.',
  ]);
  expect(whyNotOpened(deep)).toEqual(['USAGE', 'The path … is too long.']);
});

test('what has no code means something only to the caller', () => {
  expect(storageError(new Error('no code'), 'x')).toBeNull();
  expect(storageError('not even an error', 'x')).toBeNull();
});

test('an error that says what it means already is kept', () => {
  const error = new FermataError('INTERRUPTED', 'Stopped.', { advice: 'Start again.' });
  expect(storageError(error, 'x')).toBe(error);
});

test('an error of the file system that no caller has explained says what it is', () => {
  const lost = Object.assign(systemError('EIO'), { path: '/music/settings.json' });
  expect(toFermataError(lost)).toMatchObject({
    code: 'STORAGE_FAILED',
    message: 'The disk of /music/settings.json fails: it could not be read or written.',
  });
  const open = Object.assign(systemError('EIO'), { syscall: 'read' });
  expect(toFermataError(open)).toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringContaining('The disk of a file that Fermata has open fails'),
  });
  // Of a network, say.
  expect(toFermataError(Object.assign(systemError('ETIMEDOUT'), { syscall: 'connect' })).code).toBe(
    'INTERNAL',
  );
});
