/** hold-writers.ts and replace-content.ts, one step at a time: who waits, and who was quicker. */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { makeMusicLibrary, play, writeMusicLibrary } from '../testing/music-library.ts';
import { queryValue, quietContext, withDatabase } from '../testing/scratch-library.ts';
import { holdWriters, passWritersOn, releaseWriters } from './hold-writers.ts';
import { replaceContent } from './replace-content.ts';

const PLAYS = 'SELECT count(*) FROM plays';

let libraryFile: string;
let source: string;

beforeEach(() => {
  const options = makeMusicLibrary();
  libraryFile = options.libraryFile;
  source = `${libraryFile}.source`;
  writeMusicLibrary(source);
  onTestFinished(() => void releaseWriters({ leaveWal: false }));
});

const hold = () => holdWriters({ libraryFile, timeoutMs: 50 }, quietContext());
const undo = 'the-backup-before';
const replace = (onEvent: OnLifecycleEvent = () => {}) =>
  replaceContent({ libraryFile, source, undo, backupSequence: 0 }, quietContext(onEvent));

function another(): Database.Database {
  const db = new Database(libraryFile, { timeout: 0 });
  onTestFinished(() => void db.close());
  return db;
}

test('writers are kept out and readers are not, until they are released', async () => {
  const db = another();
  await hold();
  expect(() => db.exec('DELETE FROM plays')).toThrow(/locked/);
  expect(db.prepare(PLAYS).pluck().get()).toBe(300);
  releaseWriters({ leaveWal: false });
  db.exec('DELETE FROM plays');
});

test('a second hold tells whether somebody wrote in between', async () => {
  expect(await hold()).toBe(true);
  passWritersOn();
  expect(await hold()).toBe(false);
  passWritersOn();
  play(libraryFile, '2025-01-01T00:00:00Z');
  expect(await hold()).toBe(true);
});

test('waits for a writer no longer than it is told', async () => {
  const db = another();
  db.exec('BEGIN IMMEDIATE');
  await expect(hold()).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' });
  db.exec('COMMIT');
  expect(await hold()).toBe(true);
});

test('stops waiting when it is asked to', async () => {
  const db = another();
  db.exec('BEGIN IMMEDIATE');
  const throwIfStopped = () => {
    throw new Error('stopped');
  };
  const context = { ...quietContext(), throwIfStopped };
  await expect(holdWriters({ libraryFile, timeoutMs: 60_000 }, context)).rejects.toThrow('stopped');
});

test('replaces the content in one commit, after which writers go on', async () => {
  const db = another();
  play(libraryFile, '2025-01-01T00:00:00Z');
  await hold();
  expect(await replace()).toBe('replaced');
  expect(db.prepare(PLAYS).pluck().get()).toBe(300);
  db.exec('DELETE FROM plays');
});

test('tells that it is restored before the log is written back', async () => {
  const db = another();
  play(libraryFile, '2025-01-01T00:00:00Z');
  const fillBytes = 50_000_000;
  withDatabase(source, (filled) =>
    filled.exec(`CREATE TABLE fill AS SELECT zeroblob(${fillBytes})`),
  );
  await hold();
  let told: unknown;
  await replace((event) => {
    if (event.event !== 'restored') return;
    // The file alone cannot hold all of it yet.
    const isInLog = statSync(libraryFile).size < fillBytes;
    told = { undo: event.undo, plays: db.prepare(PLAYS).pluck().get(), isInLog };
  });
  expect(told).toEqual({ undo, plays: 300, isInLog: true });
  expect(statSync(libraryFile).size).toBeGreaterThan(fillBytes);
});

test('replaces nothing when a writer was quicker', async () => {
  await hold();
  const { library } = passWritersOn();
  play(libraryFile, '2025-01-01T00:00:00Z');
  library.exec('BEGIN IMMEDIATE');
  expect(await replace()).toBe('overtaken');
  expect(queryValue(libraryFile, PLAYS)).toBe(301);
});

test('replaces nothing while a writer has the lock', async () => {
  await hold();
  const { library } = passWritersOn();
  const db = another();
  library.exec('BEGIN');
  db.exec('BEGIN IMMEDIATE');
  expect(await replace()).toBe('overtaken');
  db.exec('COMMIT');
});

test('a stop in the middle rolls back what was written', async () => {
  play(libraryFile, '2025-01-01T00:00:00Z');
  await hold();
  let steps = 0;
  const throwIfStopped = () => {
    steps += 1;
    if (steps === 2) throw new Error('stopped');
  };
  // So many pages that the copy takes several steps.
  withDatabase(source, (db) => db.exec('CREATE TABLE filler AS SELECT zeroblob(50_000_000)'));
  const context = { ...quietContext(), throwIfStopped };
  const stopped = replaceContent({ libraryFile, source, undo, backupSequence: 0 }, context);
  await expect(stopped).rejects.toMatchObject({ code: 'RESTORE_FAILED' });
  expect(queryValue(libraryFile, PLAYS)).toBe(301);
  expect(queryValue(libraryFile, 'PRAGMA quick_check')).toBe('ok');
});

test('works without a WAL too, where readers are kept out meanwhile', async () => {
  for (const file of [libraryFile, source]) {
    withDatabase(file, (db) => db.pragma('journal_mode = DELETE'));
  }
  play(libraryFile, '2025-01-01T00:00:00Z');
  const reader = another();
  reader.exec('BEGIN');
  reader.prepare(PLAYS).get();
  await hold();
  expect(await replace()).toBe('overtaken');
  reader.exec('COMMIT');
  expect(await hold()).toBe(false);
  expect(await replace()).toBe('replaced');
  expect(reader.prepare(PLAYS).pluck().get()).toBe(300);
  expect(reader.pragma('journal_mode', { simple: true })).toBe('delete');
});
