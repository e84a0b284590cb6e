/** What a scan does to others while it runs, and what it survives. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { AUDIO_FIXTURES, makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openReader } from '../../lifecycle/sqlite/connection.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { OpenDatabase } from '../open-database.ts';
import { ScanCheckpoints } from './scan-checkpoints.ts';
import { ScanRun } from './scan-run.ts';

const SONG = '04 fourth light.opus';
const BREAKING = new URL('./testing/breaking-tag-worker.ts', import.meta.url);

function openDatabase(tracks = 10): OpenDatabase {
  const libraryFile = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file: libraryFile, tracks });
  const { latest } = loadMigrationSet(shippedMigrationsDir());
  const database = new OpenDatabase({ libraryFile }, latest);
  onTestFinished(() => database.close());
  return database;
}

function makeMusic(...names: readonly string[]): string {
  const music = join(makeScratchFolder(), 'music');
  mkdirSync(music);
  for (const name of names) copyFileSync(join(AUDIO_FIXTURES, SONG), join(music, name));
  return music;
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${index}.opus`);

test('a file that makes the reading of tags break off is a problem, and the scan goes on', async () => {
  const database = openDatabase();
  const music = makeMusic(...numbered(20), 'exit.opus', 'last.opus');
  const events = { onState: () => {}, onChanged: () => {} };
  const run = () =>
    new ScanRun(
      database,
      { folders: [music], acceptsMissing: false },
      events,
      new AbortController().signal,
      BREAKING,
    ).run();
  expect(await run()).toMatchObject({ state: 'done', added: 21, failed: 1 });
  const problems = database.db.prepare('SELECT path FROM scan_problems WHERE path > ?').pluck();
  expect(problems.all(music)).toEqual([join(music, 'exit.opus')]);
  expect(await run()).toMatchObject({ state: 'done', unchanged: 21, failed: 1 });
});

test('what waits in the thread has its turn after each transaction of a scan', async () => {
  const database = openDatabase();
  const music = makeMusic(...numbered(100));
  const log: ('write' | 'other')[] = [];
  const events = { onState: () => {}, onChanged: () => log.push('write') };
  const other = setInterval(() => log.push('other'), 0);
  const immediate = () => {
    log.push('other');
    waiting = setImmediate(immediate);
  };
  let waiting = setImmediate(immediate);
  await new ScanRun(
    database,
    { folders: [music], acceptsMissing: false },
    events,
    new AbortController().signal,
  ).run();
  clearInterval(other);
  clearImmediate(waiting);
  const writes = log.filter((entry) => entry === 'write').length;
  expect(writes).toBeGreaterThan(5);
  expect(log.some((entry, index) => entry === 'write' && log[index + 1] === 'write')).toBe(false);
});

test('while a scan writes, another thread checkpoints what the writer leaves in the WAL', async () => {
  const database = openDatabase(20_000);
  const checkpoints = new ScanCheckpoints(database);
  const rate = (rating: number) =>
    database.write(() => database.db.exec(`UPDATE tracks SET rating = ${rating}`));
  rate(1);
  const before = database.pagesToCheckpoint();
  expect(before).toBeGreaterThan(1_000);
  await checkpoints.takeWhereDue();
  await checkpoints.end();
  expect(database.pagesToCheckpoint()).toBe(0);
  // The writer does it itself again.
  rate(2);
  expect(database.pagesToCheckpoint()).toBe(0);
});

test('what a reader needs in the WAL stays there, and the scan does not wait for it', async () => {
  const database = openDatabase(20_000);
  const checkpoints = new ScanCheckpoints(database);
  database.write(() => database.db.exec('UPDATE tracks SET rating = 1 WHERE id <= 10'));
  const reader = openReader(database.file);
  onTestFinished(() => {
    reader.close();
  });
  const rows = reader.prepare('SELECT id FROM tracks').iterate();
  rows.next();
  database.write(() => database.db.exec('UPDATE tracks SET rating = 2'));
  await checkpoints.takeWhereDue();
  await checkpoints.end();
  expect(database.pagesToCheckpoint()).toBeGreaterThan(1_000);
  rows.return?.();
});
