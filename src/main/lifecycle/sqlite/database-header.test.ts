/** database-header.ts against files that SQLite wrote, and files that nobody did. */
import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder, withDatabase } from '../testing/scratch-library.ts';
import { readDatabaseHeader, readStart } from './database-header.ts';

function makeDatabase(setUp: string): string {
  const file = join(makeScratchFolder(), 'some.db');
  withDatabase(file, (db) => db.exec(setUp));
  return file;
}

test('tells version, application and size of a database that SQLite wrote', () => {
  const file = makeDatabase(`
    PRAGMA page_size = 4096; PRAGMA user_version = 7; PRAGMA application_id = 1179798868;
    CREATE TABLE t (x);`);
  expect(readDatabaseHeader(file)).toEqual({
    fileBytes: 8192,
    pageSize: 4096,
    pageCount: 2,
    userVersion: 7,
    applicationId: 0x46524d54,
    isInWalMode: false,
    isPlausible: true,
  });
});

test('tells a database that is in WAL mode', () => {
  const file = makeDatabase('PRAGMA journal_mode = WAL; CREATE TABLE t (x);');
  expect(readDatabaseHeader(file)).toMatchObject({ isInWalMode: true, isPlausible: true });
});

test.each([16, 18, 19, 21, 22, 23, 44, 47, 56, 59])(
  'does not find a header plausible whose byte %i is wrong',
  (offset) => {
    const file = makeDatabase('CREATE TABLE t (x);');
    const { content } = readStart(file, 100);
    content.writeUInt8(content.readUInt8(offset) ^ 0xff, offset);
    writeFileSync(file, content, { flag: 'r+' });
    expect(readDatabaseHeader(file)).toMatchObject({ isPlausible: false });
  },
);

test('reads the largest page size, which the header cannot write out', () => {
  const file = makeDatabase('PRAGMA page_size = 65536; CREATE TABLE t (x);');
  expect(readDatabaseHeader(file)).toMatchObject({ pageSize: 65_536, pageCount: 2 });
});

test('reads negative versions and the highest application id as SQLite does', () => {
  const file = makeDatabase('PRAGMA user_version = -3; PRAGMA application_id = -1;');
  expect(readDatabaseHeader(file)).toMatchObject({ userVersion: -3, applicationId: 0xffffffff });
});

test('does not trust a page count that another program left behind', () => {
  const file = makeDatabase('CREATE TABLE t (x);');
  const { content } = readStart(file, 100);
  // The change counter moves on, as a program from before SQLite 3.7 would leave it.
  content.writeUInt32BE(content.readUInt32BE(24) + 1, 24);
  writeFileSync(file, content, { flag: 'r+' });
  expect(readDatabaseHeader(file)).toMatchObject({ pageCount: null });
});

test('tells a file that is empty, cut short or something else', () => {
  const folder = makeScratchFolder();
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  expect(readDatabaseHeader(write('empty', ''))).toBe('empty');
  expect(readDatabaseHeader(write('text', 'a plain text '.repeat(20)))).toBe('not-sqlite');
  expect(readDatabaseHeader(write('zeros', Buffer.alloc(200)))).toBe('not-sqlite');
  const database = makeDatabase('CREATE TABLE t (x);');
  truncateSync(database, 99);
  expect(readDatabaseHeader(database)).toBe('not-sqlite');
});

test('passes on why a file cannot be read', () => {
  const folder = makeScratchFolder();
  expect(() => readDatabaseHeader(join(folder, 'absent'))).toThrow(/ENOENT/);
  expect(() => readDatabaseHeader(folder)).toThrow('it is no ordinary file');
});

test('reads no more than there is', () => {
  const file = join(makeScratchFolder(), 'short');
  appendFileSync(file, 'abc');
  const { content, fileBytes } = readStart(file, 1000);
  expect([content.toString(), fileBytes]).toEqual(['abc', 3]);
  expect(readStart(file, 2).content.toString()).toBe('ab');
});
