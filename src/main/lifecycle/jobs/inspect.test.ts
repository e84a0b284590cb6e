/** inspect.ts: each state a path can be in, told from real files without changing any of them. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { FermataError } from '../../../shared/errors.ts';
import { formatCount } from '../../../shared/formats.ts';
import { resolveLibraryFile } from '../files/library-file.ts';
import { ForeignDatabase, openReader } from '../sqlite/connection.ts';
import { startPeer } from '../testing/peer.ts';
import {
  fingerprint,
  makeLibrary,
  makeScratchFolder,
  namesIn,
  queryValue,
  withDatabase,
} from '../testing/scratch-library.ts';
import { refusal } from '../thread/refusal.ts';
import { inspectLibrary, inspectOpenLibrary } from './inspect.ts';

/** What each of the two ways of looking says, and that neither changes a file. */
function inspectBothWays(file: string, latestVersion: number) {
  const before = fingerprint(join(file, '..'));
  const found = inspectLibrary(file, latestVersion);
  expect(inspectOpenLibrary(file, latestVersion).state).toBe(found.state);
  expect(fingerprint(join(file, '..'))).toEqual(before);
  return found;
}

function scratchFile(content: string | Buffer): string {
  const file = join(makeScratchFolder(), 'library.db');
  writeFileSync(file, content);
  return file;
}

test('nothing is there: missing', () => {
  expect(inspectBothWays(join(makeScratchFolder(), 'library.db'), 3)).toEqual({ state: 'missing' });
});

test.each([
  [1, 'behind'],
  [2, 'behind'],
  [3, 'current'],
])('a library of version %i of 3 is %s', (version, state) => {
  const { libraryFile } = makeLibrary({ version });
  expect(inspectBothWays(libraryFile, 3)).toEqual({ state, version });
});

test('a library of a newer app is ahead, and the refusal names that app', () => {
  const { libraryFile } = makeLibrary({ version: 3 });
  const found = inspectBothWays(libraryFile, 2);
  expect(found).toEqual({ state: 'ahead', version: 3 });
  const error = refusal(libraryFile, found, 2);
  expect(error?.code).toBe('LIBRARY_TOO_NEW');
  expect(error?.message).toBe(
    'This library was last used with Fermata 1.0.0, which is newer than this one.',
  );
});

test('a newer library whose history looks different is refused all the same', () => {
  const { libraryFile } = makeLibrary({ version: 3 });
  withDatabase(libraryFile, (db) => db.exec('DROP TABLE schema_version'));
  const error = refusal(libraryFile, { state: 'ahead', version: 3 }, 2);
  expect(error?.message).toMatch(/was last used with a newer version of Fermata/);
});

test('a database of another application is foreign', () => {
  const file = join(makeScratchFolder(), 'library.db');
  withDatabase(file, (db) => db.exec('CREATE TABLE t (x); PRAGMA user_version = 3'));
  expect(inspectBothWays(file, 3)).toEqual({
    state: 'foreign',
    reason: 'it is a database of another application',
  });
});

test('a text file and a folder are foreign', () => {
  const text = scratchFile('These are not tracks, only words. '.repeat(10));
  expect(inspectLibrary(text, 3)).toEqual({
    state: 'foreign',
    reason: 'library.db is not a SQLite database',
  });
  const folder = join(makeScratchFolder(), 'library.db');
  mkdirSync(folder);
  expect(inspectBothWays(folder, 3)).toMatchObject({
    state: 'foreign',
    reason: expect.stringMatching(/is not a file$/),
  });
});

test('an empty file is damaged', () => {
  expect(inspectBothWays(scratchFile(''), 3)).toEqual({
    state: 'damaged',
    reason: 'the file is empty',
  });
});

test('a library cut short is damaged, wherever it was cut', () => {
  const { libraryFile } = makeLibrary();
  const { length } = readFileSync(libraryFile);
  truncateSync(libraryFile, length - 4096);
  expect(inspectLibrary(libraryFile, 3)).toEqual({
    state: 'damaged',
    reason: `it has ${formatCount(length - 4096)} of its ${formatCount(length)} bytes`,
  });
  for (const left of [4096, 101, 100, 99, 20, 16]) {
    truncateSync(libraryFile, left);
    expect(inspectLibrary(libraryFile, 3), `${left} bytes`).toMatchObject({ state: 'damaged' });
  }
});

test('a library with an overwritten header is damaged, not foreign', () => {
  for (const fill of [0, 0xa5]) {
    const { libraryFile } = makeLibrary();
    const bytes = readFileSync(libraryFile);
    writeFileSync(libraryFile, bytes.fill(fill, 0, 100));
    expect(inspectLibrary(libraryFile, 3)).toEqual({
      state: 'damaged',
      reason: 'its header has been overwritten',
    });
  }
});

test.each([0x46524d54, 0])(
  'a library without its marks (%i) is known by its record of migrations',
  (mark) => {
    const { libraryFile } = makeLibrary();
    withDatabase(libraryFile, (db) => {
      db.pragma('user_version = 0');
      db.pragma(`application_id = ${mark}`);
    });
    expect(inspectBothWays(libraryFile, 3)).toEqual({
      state: 'damaged',
      reason: 'its header does not say any more what it is',
      unmarkedVersion: 2,
    });
  },
);

test('a database without marks and without such a record is another application’s', () => {
  const file = join(makeScratchFolder(), 'library.db');
  withDatabase(file, (db) =>
    db.exec('CREATE TABLE schema_version (version INTEGER); CREATE TABLE t (x)'),
  );
  expect(inspectBothWays(file, 3)).toMatchObject({ state: 'foreign' });
});

test.each(['-wal', '-journal'])(
  'a %s file without its library is damage, not absence',
  (ending) => {
    const file = join(makeScratchFolder(), 'library.db');
    writeFileSync(`${file}${ending}`, 'what was last written');
    expect(inspectBothWays(file, 3)).toEqual({
      state: 'damaged',
      reason: `only its ${ending} file is left`,
    });
    // Empty ones hold nothing.
    writeFileSync(`${file}${ending}`, '');
    expect(inspectBothWays(file, 3)).toEqual({ state: 'missing' });
  },
);

test('the version comes from the log where the last commit is still there', async () => {
  const { libraryFile } = makeLibrary({ version: 2 });
  const peer = await startPeer();
  await peer.sql(libraryFile, 'PRAGMA journal_mode = WAL');
  await peer.sql(libraryFile, 'PRAGMA user_version = 3');
  const library = readFileSync(libraryFile);
  expect(inspectLibrary(libraryFile, 3)).toEqual({ state: 'current', version: 3 });
  expect(inspectOpenLibrary(libraryFile, 3)).toEqual({ state: 'current', version: 3 });
  // Only the log tells: the file itself is as it was.
  expect(library.readInt32BE(60)).toBe(2);
  expect(readFileSync(libraryFile).equals(library)).toBe(true);

  await peer.kill();
  expect(inspectLibrary(libraryFile, 3)).toEqual({ state: 'current', version: 3 });
  expect(namesIn(join(libraryFile, '..'))).toContain('library.db-wal');
});

test('an empty log beside the library does not cost more than the header', () => {
  const { libraryFile } = makeLibrary({ version: 2 });
  writeFileSync(`${libraryFile}-wal`, '');
  expect(inspectLibrary(libraryFile, 3)).toEqual({ state: 'behind', version: 2 });
  expect(namesIn(join(libraryFile, '..'))).not.toContain('library.db-shm');
});

test('damage that shows only when SQLite reads is damage', () => {
  const { libraryFile } = makeLibrary({ version: 2 });
  const bytes = readFileSync(libraryFile);
  // A page size that cannot be; with a log the header is not judged here, but by SQLite.
  writeFileSync(libraryFile, bytes.fill(0x5a, 16, 18));
  writeFileSync(`${libraryFile}-wal`, 'no frames, but content');
  expect(inspectLibrary(libraryFile, 3)).toMatchObject({ state: 'damaged' });
});

test('a library that another process keeps to itself is busy, at once', async () => {
  const { libraryFile } = makeLibrary({ version: 2 });
  withDatabase(libraryFile, (db) => db.pragma('journal_mode = DELETE'));
  const peer = await startPeer();
  await peer.sql(libraryFile, 'BEGIN EXCLUSIVE');
  await peer.sql(libraryFile, 'PRAGMA user_version = 3');
  const startedAt = performance.now();
  const found = inspectLibrary(libraryFile, 3);
  expect(found).toMatchObject({ state: 'busy' });
  // Any waiting at all would be SQLite's busy timeout, five seconds.
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(refusal(libraryFile, found, 3)?.code).toBe('LOCK_TIMEOUT');

  await peer.kill();
  // What it did not commit is undone by whoever reads next.
  expect(inspectLibrary(libraryFile, 3)).toEqual({ state: 'behind', version: 2 });
});

test('each state that is refused has its code and leaves the library alone', () => {
  const codeOf = (found: Parameters<typeof refusal>[1]) => refusal('x.db', found, 3)?.code;
  expect(codeOf({ state: 'missing' })).toBeUndefined();
  expect(codeOf({ state: 'current', version: 3 })).toBeUndefined();
  expect(codeOf({ state: 'behind', version: 1 })).toBeUndefined();
  expect(codeOf({ state: 'ahead', version: 4 })).toBe('LIBRARY_TOO_NEW');
  expect(codeOf({ state: 'foreign', reason: 'it is a poem' })).toBe('NOT_A_LIBRARY');
  expect(codeOf({ state: 'damaged', reason: 'it is torn' })).toBe('LIBRARY_DAMAGED');
  const unreadable = (code: string) => codeOf({ state: 'unreadable', reason: 'no', code });
  expect(unreadable('EACCES')).toBe('NO_PERMISSION');
  expect(unreadable('EIO')).toBe('STORAGE_FAILED');
  expect(unreadable('EUNHEARDOF')).toBe('STORAGE_FAILED');
  expect(codeOf({ state: 'busy', reason: 'locked' })).toBe('LOCK_TIMEOUT');
});

test('every name of a library leads to its real path', () => {
  const { folder, libraryFile } = makeLibrary();
  symlinkSync(libraryFile, join(folder, 'link.db'));
  symlinkSync('link.db', join(folder, 'link-to-link.db'));
  symlinkSync(join(folder, 'music'), join(folder, 'folder-link'));
  for (const name of [
    libraryFile,
    join(folder, 'link.db'),
    join(folder, 'link-to-link.db'),
    join(folder, 'folder-link', 'library.db'),
    join(folder, 'music', '..', 'music', 'library.db'),
    relative(process.cwd(), libraryFile),
  ]) {
    expect(resolveLibraryFile(name)).toBe(libraryFile);
  }
});

test('a library that does not exist yet has the real path it will have', () => {
  const folder = makeScratchFolder();
  mkdirSync(join(folder, 'there'));
  symlinkSync(join(folder, 'there'), join(folder, 'folder-link'));
  symlinkSync('there/new.db', join(folder, 'dangling.db'));
  const expected = join(realpathSync(folder), 'there', 'new.db');
  expect(resolveLibraryFile(join(folder, 'folder-link', 'new.db'))).toBe(expected);
  expect(resolveLibraryFile(join(folder, 'dangling.db'))).toBe(expected);
});

test('a library in a folder that is not there is a mistake in the path', () => {
  const folder = makeScratchFolder();
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('absent/new.db', join(folder, 'dangling.db'));
  const codeOf = (path: string) => {
    try {
      return resolveLibraryFile(path);
    } catch (error) {
      return error instanceof FermataError ? [error.code, error.libraryState] : error;
    }
  };
  const usage = ['USAGE', 'Nothing has been created.'];
  expect(codeOf(join(folder, 'absent', 'library.db'))).toEqual(usage);
  expect(codeOf(join(folder, 'file', 'library.db'))).toEqual(usage);
  expect(codeOf(join(folder, 'dangling.db'))).toEqual(usage);
  symlinkSync('loop.db', join(folder, 'loop.db'));
  expect(codeOf(join(folder, 'loop.db'))).toEqual(usage);
});

/** A database that a process was killed in while it wrote: its journal waits to be played back. */
function databaseWithJournal(applicationId: number): string {
  const file = join(makeScratchFolder(), 'library.db');
  const killed = join(makeScratchFolder(), 'library.db');
  withDatabase(file, (db) => {
    db.pragma(`application_id = ${applicationId}`);
    db.exec(`CREATE TABLE t (x); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      INSERT INTO t SELECT hex(randomblob(200)) FROM n`);
    db.pragma('cache_size = 5');
    db.exec(`BEGIN; UPDATE t SET x = 'changed ' || x`);
    for (const ending of ['', '-journal']) copyFileSync(`${file}${ending}`, `${killed}${ending}`);
    db.exec('ROLLBACK');
  });
  return killed;
}

test.each([0, 0x1234_5678])(
  'what another application (%i) has not ended writing is left as it is',
  (applicationId) => {
    const file = databaseWithJournal(applicationId);
    const before = fingerprint(dirname(file));
    expect(Object.keys(before)).toEqual(['library.db', 'library.db-journal']);
    expect(inspectBothWays(file, 3)).toMatchObject({ state: 'foreign' });
    expect(() => openReader(file)).toThrow(ForeignDatabase);
    expect(fingerprint(dirname(file))).toEqual(before);
    // So it was there to be played back.
    expect(queryValue(file, `SELECT count(*) FROM t WHERE x LIKE 'changed %'`)).toBe(0);
    expect(namesIn(dirname(file))).toEqual(['library.db']);
  },
);

test.skipIf(process.platform === 'win32').each(['-journal', '-shm'])(
  'a pipe in the place of library.db%s is named, and not waited for',
  (ending) => {
    const { libraryFile } = makeLibrary();
    execFileSync('mkfifo', [`${libraryFile}${ending}`]);
    const found = inspectOpenLibrary(libraryFile, 3);
    expect(found).toMatchObject({ state: 'unreadable', reason: expect.stringContaining(ending) });
    expect(refusal(libraryFile, found, 3)).toMatchObject({ code: 'STORAGE_FAILED' });
  },
);
