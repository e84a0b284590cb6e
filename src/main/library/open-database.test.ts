/** How the open library's database is closed: what nobody who only uses it gets to see. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../fixtures/test-library.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { OpenDatabase } from './open-database.ts';

const { latest } = loadMigrationSet(shippedMigrationsDir());

const COUNT = 'SELECT count(*) FROM tracks';

let file = '';

beforeEach(() => {
  file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 500 });
});

test('closing empties the log although another process has the library open', () => {
  const other = new Database(file);
  onTestFinished(() => void other.close());
  other.prepare(COUNT).get();
  const database = new OpenDatabase({ libraryFile: file }, latest);
  database.write(() => database.db.prepare('UPDATE tracks SET play_count = play_count + 1').run());
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  database.close();
  expect(statSync(`${file}-wal`).size).toBe(0);
});

test('closing measures the tables that were used', () => {
  const measured = (db: Database.Database) =>
    db.prepare(`SELECT stat FROM sqlite_stat1 WHERE tbl = 'plays'`).pluck().all();
  const other = new Database(file);
  onTestFinished(() => void other.close());
  other.exec('ANALYZE; DELETE FROM sqlite_stat1');
  const database = new OpenDatabase({ libraryFile: file }, latest);
  // SQLite measures what a query would have liked to know of.
  database.db.prepare('SELECT * FROM plays WHERE track_id = 1 AND played_at > 1').all();
  database.close();
  expect(measured(other)).not.toEqual([]);
});

test('a reader of a library that is not in WAL mode does not keep it from being opened', () => {
  const reader = new Database(file);
  onTestFinished(() => void reader.close());
  reader.pragma('journal_mode = DELETE');
  reader.exec('BEGIN');
  reader.prepare(COUNT).get();
  const database = new OpenDatabase({ libraryFile: file }, latest);
  expect(database.isHeldUp()).toBe(true);
  expect(database.db.prepare(COUNT).pluck().get()).toBe(500);
  const play = () => database.db.prepare('UPDATE tracks SET play_count = play_count + 1').run();
  expect(() => database.write(play, 50)).toThrow(
    expect.objectContaining({
      code: 'LOCK_TIMEOUT',
      message: `Another program is using ${file}, and keeps Fermata from writing to it.`,
    }),
  );
  reader.exec('COMMIT');
  expect(database.write(play).changes).toBe(500);
  expect(database.isHeldUp()).toBe(false);
  expect(database.db.pragma('journal_mode', { simple: true })).toBe('wal');
  database.close();
});

test('a library that readers hold up is closed at once', () => {
  const reader = new Database(file);
  onTestFinished(() => void reader.close());
  reader.pragma('journal_mode = DELETE');
  reader.exec('BEGIN');
  reader.prepare(COUNT).get();
  const database = new OpenDatabase({ libraryFile: file }, latest);
  const startedAt = performance.now();
  database.close();
  // SQLite would wait five seconds for the reader.
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test('what an edit names anew is found at once; of many tracks, the rest is caught up with', () => {
  const database = new OpenDatabase({ libraryFile: file }, latest);
  onTestFinished(() => database.close());
  const found = database.db
    .prepare(`SELECT count(*) FROM track_search WHERE track_search MATCH 'renamed'`)
    .pluck();
  const rename = 'UPDATE tracks SET title = ? WHERE id BETWEEN ? AND ?';
  database.write(() => database.db.prepare(rename).run('Renamed', 1, 3));
  expect(found.get()).toBe(3);
  expect(database.catchUpSearch()).toBe(false);
  database.write(() => database.db.prepare(rename).run('Renamed', 1, 500));
  expect(found.get()).toBeLessThan(500);
  while (database.catchUpSearch());
  expect(found.get()).toBe(500);
});

test('what another program names anew is found once it is caught up with', () => {
  const database = new OpenDatabase({ libraryFile: file }, latest);
  onTestFinished(() => database.close());
  const other = new Database(file);
  other.exec(`UPDATE tracks SET title = 'By hand' WHERE id = 7; DELETE FROM tracks WHERE id = 8`);
  other.close();
  expect(database.catchUpSearch()).toBe(false);
  const found = database.db
    .prepare(`SELECT rowid FROM track_search WHERE track_search MATCH 'hand'`)
    .pluck();
  expect(found.all()).toEqual([7]);
});
