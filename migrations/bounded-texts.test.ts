/** What one file once brought into a library is cut by the migration, and nothing else is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import { countSearchDifferences } from '../fixtures/search-index.ts';
import { prepareLibrary } from '../src/main/lifecycle/prepare.ts';
import { openMigrator } from '../src/main/lifecycle/sqlite/connection.ts';
import type { Connection } from '../src/main/lifecycle/sqlite/database.ts';
import { updateSearchWords } from '../src/main/lifecycle/sqlite/keep-search-words.ts';
import { shippedMigrationsDir } from '../src/main/locations.ts';

/** Before it. */
const VERSION = 29;

const LONG = `'${'T'.repeat(1_001)}'`;

const FILLED = `
  UPDATE tracks SET title = ${LONG} || hex(zeroblob(1000000)), sort_title = hex(zeroblob(1000000))
  WHERE id = 1;
  UPDATE tracks SET title = '${'ü'.repeat(1_000)}' WHERE id = 2;
  UPDATE albums SET title = ${LONG} WHERE id = 1;
  INSERT INTO artists (id, name) VALUES (5000, ${LONG} || 'a'), (5001, ${LONG} || 'b');
  INSERT INTO artists (id, name)
  WITH RECURSIVE n (n) AS (SELECT 10000 UNION ALL SELECT n + 1 FROM n WHERE n < 14000)
  SELECT n, 'artist ' || n FROM n;
  INSERT INTO track_artists (track_id, position, artist_id)
  SELECT 3, id - 9990, id FROM artists WHERE id >= 10000;
  INSERT INTO track_artists (track_id, position, artist_id) VALUES (4, 90, 5000), (4, 91, 5001);
  INSERT INTO track_details (track_id, composers)
  WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000)
  SELECT 5, json_group_array('composer ' || n) FROM n WHERE true
  ON CONFLICT DO UPDATE SET composers = excluded.composers;`;

function withLibrary<Result>(file: string, work: (db: Connection) => Result): Result {
  const db = openMigrator(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

test('Long texts and lists that a scan brought are cut; all others stay, and search finds what there is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-bounded-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'library.db');
  makeOldLibrary({ file, version: VERSION, tracks: 100 });
  const titles = 'SELECT title FROM tracks WHERE id > 2 ORDER BY id';
  const before = withLibrary(file, (db) => {
    db.exec(FILLED);
    updateSearchWords(db, 200);
    return db.prepare(titles).pluck().all();
  });
  await prepareLibrary(
    {
      libraryFile: file,
      backupsDir: join(folder, 'backups'),
      migrationsDir: shippedMigrationsDir(),
      appVersion: '1.0.0',
      host: 'a test',
      open: async () => null,
    },
    () => {},
  );
  withLibrary(file, (db) => {
    const one = (sql: string) => db.prepare(sql).pluck().get();
    expect(one('SELECT title FROM tracks WHERE id = 1')).toBe(`${'T'.repeat(999)}…`);
    expect(one('SELECT length(sort_title) FROM tracks WHERE id = 1')).toBe(1_000);
    expect(one('SELECT title FROM tracks WHERE id = 2')).toBe('ü'.repeat(1_000));
    expect(one('SELECT title FROM albums WHERE id = 1')).toBe(`${'T'.repeat(999)}…`);
    expect(one('SELECT max(length(name)) FROM artists')).toBeLessThanOrEqual(1_000);
    expect(one('SELECT count(*) FROM track_artists WHERE track_id = 4 AND position > 80')).toBe(2);
    expect(one('SELECT max(position) FROM track_artists')).toBe(99);
    expect(one('SELECT count(*) FROM artists WHERE id >= 10000')).toBe(90);
    expect(one('SELECT json_array_length(composers) FROM track_details WHERE track_id = 5')).toBe(
      100,
    );
    expect(db.prepare(titles).pluck().all()).toEqual(before);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    updateSearchWords(db, 200);
    expect(countSearchDifferences(db)).toBe(0);
  });
});
