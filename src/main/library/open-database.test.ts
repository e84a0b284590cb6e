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
