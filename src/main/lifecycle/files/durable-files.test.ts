/** durable-files.ts: files that are whole or not there. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder, namesIn } from '../testing/scratch-library.ts';
import {
  flushFile,
  flushFolder,
  publishFile,
  publishNewFile,
  removeDatabase,
  writeDurably,
} from './durable-files.ts';

function write(folder: string, ...names: string[]): void {
  for (const name of names) writeFileSync(join(folder, name), name);
}

test('a small file has all of its content, and its temporary name is gone', async () => {
  const folder = makeScratchFolder();
  const file = join(folder, 'note.json');
  await writeDurably(file, 'one');
  await writeDurably(file, 'two');
  expect(namesIn(folder)).toEqual(['note.json']);
  expect(readFileSync(file, 'utf8')).toBe('two');
});

test('a published file takes the place of the one before', async () => {
  const folder = makeScratchFolder();
  write(folder, 'new', 'old');
  await publishFile(join(folder, 'new'), join(folder, 'old'));
  expect(namesIn(folder)).toEqual(['old']);
  expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('new');
});

test('a new file takes nobody else’s place', async () => {
  const folder = makeScratchFolder();
  write(folder, 'new', 'taken');
  expect(await publishNewFile(join(folder, 'new'), join(folder, 'taken'))).toBe(false);
  expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('taken');
  expect(await publishNewFile(join(folder, 'new'), join(folder, 'free'))).toBe(true);
  expect(namesIn(folder)).toEqual(['free', 'taken']);
});

test('what cannot be flushed or published is an error', async () => {
  const folder = makeScratchFolder();
  const absent = join(folder, 'absent');
  await expect(flushFile(absent)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(flushFolder(absent)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(publishFile(absent, join(folder, 'x'))).rejects.toMatchObject({ code: 'ENOENT' });
  mkdirSync(join(folder, 'note.json'));
  await expect(writeDurably(join(folder, 'note.json'), '')).rejects.toMatchObject({
    code: 'EISDIR',
  });
});

test('a database is removed with everything that SQLite keeps beside it, and nothing else', async () => {
  const folder = makeScratchFolder();
  write(folder, 'a.db', 'a.db-journal', 'a.db-wal', 'a.db-shm', 'a.db.mutex', 'b.db');
  await removeDatabase(join(folder, 'a.db'));
  await removeDatabase(join(folder, 'absent.db'));
  expect(namesIn(folder)).toEqual(['a.db.mutex', 'b.db']);
});
