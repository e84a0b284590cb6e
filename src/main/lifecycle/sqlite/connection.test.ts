/** connection.ts: what each kind of connection may do, and what it leaves behind. */
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPeer } from '../testing/peer.ts';
import {
  damagePage,
  digestOf,
  makeLibrary,
  makeScratchFolder,
  namesIn,
  withDatabase,
} from '../testing/scratch-library.ts';
import {
  hasContent,
  openCopy,
  openMigrator,
  openMutex,
  openReader,
  openScratch,
  openWriter,
} from './connection.ts';
import type { Connection } from './database.ts';

function closedAfter(db: Connection): Connection {
  onTestFinished(() => void db.close());
  return db;
}

function pragmasOf(db: Connection, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, db.pragma(name, { simple: true })]));
}

/** The files that this process has open, as Linux knows them; none elsewhere. */
function openFiles(): string[] {
  if (!existsSync('/proc/self/fd')) return [];
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      // The one that the listing itself was read through is closed by now.
      return [];
    }
  });
}

/** What an outsider's schema must not be able to do, and how an I/O error must not end. */
const EVERYWHERE = { trusted_schema: 0, mmap_size: 0 };

test('the writer uses WAL, checks references and loses no commit when the app crashes', () => {
  const { libraryFile } = makeLibrary({ version: 2 });
  withDatabase(libraryFile, (db) => db.pragma('journal_mode = DELETE'));
  const db = closedAfter(openWriter(libraryFile, 2));
  expect(
    pragmasOf(db, 'journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema'),
  ).toEqual({
    journal_mode: 'wal',
    synchronous: 1,
    foreign_keys: 1,
    busy_timeout: 5_000,
    trusted_schema: 0,
  });
  expect(pragmasOf(db, 'mmap_size', 'cache_size')).toEqual({ mmap_size: 0, cache_size: -65_536 });
});

test('the writer does not make a library, and does not open one that is newer', () => {
  const { libraryFile } = makeLibrary({ version: 3 });
  withDatabase(libraryFile, (db) => db.pragma('journal_mode = DELETE'));
  const before = digestOf(libraryFile);
  expect(() => openWriter(libraryFile, 2)).toThrow(
    expect.objectContaining({
      code: 'LIBRARY_TOO_NEW',
      message: `${libraryFile} was upgraded by a newer Fermata than this one.`,
    }),
  );
  expect(digestOf(libraryFile)).toBe(before);
  expect(() => openWriter(join(dirname(libraryFile), 'other.db'), 3)).toThrow(/unable to open/);
  expect(namesIn(dirname(libraryFile))).toEqual(['library.db']);
  closedAfter(openWriter(libraryFile, 3));
});

test('a reader cannot write', () => {
  const { libraryFile } = makeLibrary();
  const db = closedAfter(openReader(libraryFile));
  expect(pragmasOf(db, 'trusted_schema', 'mmap_size')).toEqual(EVERYWHERE);
  expect(() => db.exec('DELETE FROM tracks')).toThrow(/readonly/);
});

test('a reader leaves nothing beside a library at rest', () => {
  const { libraryFile } = makeLibrary();
  const before = digestOf(libraryFile);
  const { mtimeNs } = statSync(libraryFile, { bigint: true });
  const db = openReader(libraryFile);
  expect(db.prepare('SELECT count(*) FROM tracks').pluck().get()).toBe(10);
  db.close();
  expect(namesIn(dirname(libraryFile))).toEqual(['library.db']);
  expect(digestOf(libraryFile)).toBe(before);
  expect(statSync(libraryFile, { bigint: true }).mtimeNs).toBe(mtimeNs);
});

test('a reader sees what is only in the log, and leaves the log as it is', async () => {
  const { libraryFile } = makeLibrary();
  const peer = await startPeer();
  await peer.sql(libraryFile, `UPDATE albums SET title = 'Giant Steps'`);
  await peer.kill();
  const before = [digestOf(libraryFile), digestOf(`${libraryFile}-wal`)];
  const db = openReader(libraryFile);
  expect(db.prepare('SELECT title FROM albums').pluck().get()).toBe('Giant Steps');
  db.close();
  expect([digestOf(libraryFile), digestOf(`${libraryFile}-wal`)]).toEqual(before);
});

test('a reader waits for as long as it is told', async () => {
  const { libraryFile } = makeLibrary();
  withDatabase(libraryFile, (db) => db.pragma('journal_mode = DELETE'));
  const peer = await startPeer();
  await peer.sql(libraryFile, 'BEGIN EXCLUSIVE');
  expect(() => openReader(libraryFile, { busyTimeoutMs: 0 })).toThrow(
    expect.objectContaining({ code: 'SQLITE_BUSY' }),
  );
  expect(openFiles()).not.toContain(libraryFile);
});

test('the migrator flushes what it commits, and may rebuild tables that others refer to', () => {
  const { libraryFile } = makeLibrary();
  const db = closedAfter(openMigrator(libraryFile, { create: false }));
  expect(pragmasOf(db, 'synchronous', 'foreign_keys', 'trusted_schema', 'mmap_size')).toEqual({
    ...EVERYWHERE,
    synchronous: 2,
    foreign_keys: 0,
  });
  expect(db.prepare(`SELECT sort_key('The Élan')`).pluck().get()).toBe('elan');
});

test('a copy that is opened to be checked becomes a single file', () => {
  const { libraryFile } = makeLibrary();
  const db = openCopy(libraryFile);
  expect(db.prepare('SELECT count(*) FROM tracks').pluck().get()).toBe(10);
  db.close();
  expect(namesIn(dirname(libraryFile))).toEqual(['library.db']);
  expect(readFileSync(libraryFile).subarray(18, 20)).toEqual(Buffer.from([1, 1]));
});

test('a schema may not call functions that do something', () => {
  const { libraryFile } = makeLibrary();
  withDatabase(libraryFile, (db) => {
    db.function('betray', () => 'betrayed');
    db.exec(`CREATE VIEW trap AS SELECT betray() AS word`);
  });
  const db = closedAfter(openMigrator(libraryFile, { create: false }));
  db.function('betray', () => 'betrayed');
  expect(() => db.prepare('SELECT word FROM trap').get()).toThrow(/unsafe use of betray/);
});

test('the scratch database is in memory, with the same functions', () => {
  const db = closedAfter(openScratch());
  expect(db.memory).toBe(true);
  expect(db.prepare(`SELECT sort_key('A Love Supreme')`).pluck().get()).toBe('love supreme');
});

test('the mutex never waits and is never written', () => {
  const file = join(makeScratchFolder(), 'library.db.mutex');
  const [one, two] = [closedAfter(openMutex(file)), closedAfter(openMutex(file))];
  one.exec('BEGIN EXCLUSIVE');
  const startedAt = performance.now();
  expect(() => two.exec('BEGIN EXCLUSIVE')).toThrow(
    expect.objectContaining({ code: 'SQLITE_BUSY' }),
  );
  // Any waiting at all would be SQLite's busy timeout, in seconds.
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  one.close();
  expect(statSync(file).size).toBe(0);
});

test('tells whether a file has content', () => {
  const { libraryFile } = makeLibrary();
  const { size } = statSync(libraryFile);
  expect(hasContent(libraryFile)).toBe(true);
  expect(hasContent(libraryFile, size - 1)).toBe(true);
  expect(hasContent(libraryFile, size)).toBe(false);
  expect(hasContent(`${libraryFile}-wal`)).toBe(false);
});

test('a file that cannot be used is closed again', () => {
  const { libraryFile } = makeLibrary();
  damagePage(libraryFile, 1);
  for (const open of [
    openReader,
    openCopy,
    (file: string) => openMigrator(file, { create: false }),
    (file: string) => openWriter(file, 2),
  ]) {
    expect(() => open(libraryFile)).toThrow(expect.objectContaining({ code: 'SQLITE_NOTADB' }));
  }
  expect(openFiles()).not.toContain(libraryFile);
});
