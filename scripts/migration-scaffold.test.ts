/** A new migration gets the next number, and a bad name makes no file. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  checkStatements,
  loadMigrationSet,
} from '../src/main/lifecycle/migrations/migration-set.ts';
import { scaffoldMigration } from './migration-scaffold.ts';

let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fermata-scaffold-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await writeFile(join(dir, '0001_first.sql'), 'CREATE TABLE a (x) STRICT;');
});

test('the next migration has the next number and the name', async () => {
  expect(basename(scaffoldMigration(dir, 'play_history'))).toBe('0002_play_history.sql');
  expect(await readdir(dir)).toEqual(['0001_first.sql', '0002_play_history.sql']);
});

test('an unfinished migration is refused by the engine', () => {
  scaffoldMigration(dir, 'play_history');
  expect(() => checkStatements(loadMigrationSet(dir))).toThrow('0002_play_history.sql is empty');
});

test.for(['', 'Play', 'play history', 'play-history', '_play', 'play__history', '../play', 'été'])(
  'the name "%s" is refused and makes no file',
  async (name) => {
    expect(() => scaffoldMigration(dir, name)).toThrow('is not a name in snake case');
    expect(await readdir(dir)).toEqual(['0001_first.sql']);
  },
);

test('a name that is taken is refused', () => {
  expect(() => scaffoldMigration(dir, 'first')).toThrow('0001_first.sql has that name already');
});

test('nothing is added to a set with a gap', async () => {
  await writeFile(join(dir, '0003_third.sql'), 'SELECT 1;');
  expect(() => scaffoldMigration(dir, 'fourth')).toThrow('Migration 0002 is missing');
});

test('a migration that is there keeps its content', async () => {
  scaffoldMigration(dir, 'second');
  scaffoldMigration(dir, 'third');
  expect(await readFile(join(dir, '0001_first.sql'), 'utf8')).toBe('CREATE TABLE a (x) STRICT;');
});
