/** Libraries that were made by hand: they look like one, and are not made as the migrations make them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import { ENDLESS, makeEndless, makeMusicLibrary } from '../lifecycle/testing/music-library.ts';
import { queryValue, withDatabase } from '../lifecycle/testing/scratch-library.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { openLibrary } from './library.ts';

const set = loadMigrationSet(shippedMigrationsDir());

test.each(['tracks', 'scan_problems', 'schema_version', 'library'])(
  'an endless view in the place of %s is damage, told as the library is opened',
  async (table) => {
    await expect(openLibrary(makeEndless(table), set.latest)).rejects.toMatchObject({
      code: 'LIBRARY_DAMAGED',
      message: expect.stringContaining(`table ${table} is missing`),
    });
  },
);

test('a trigger and a view under our names are made again as it is opened, and kept beside it', async () => {
  const { libraryFile } = makeMusicLibrary();
  const trigger =
    'CREATE TRIGGER plays_are_counted AFTER INSERT ON plays BEGIN DELETE FROM tracks; END';
  withDatabase(libraryFile, (db) =>
    db.exec(`
      DROP TRIGGER plays_are_counted;
      ${trigger};
      DROP VIEW searched_tracks;
      CREATE VIEW searched_tracks AS ${ENDLESS}
        SELECT id AS track_id, '' AS title, '' AS artist, '' AS album, '' AS further, '' AS path FROM e;
      INSERT OR IGNORE INTO stale_search_words SELECT id FROM tracks`),
  );
  const library = await openLibrary(libraryFile, set.latest);
  try {
    const told = JSON.stringify(library.remarks);
    expect(told).toContain('plays_are_counted, searched_tracks');
    const kept = /[^"]+set-aside\.sql/.exec(told)?.[0] ?? '';
    expect(readFileSync(kept, 'utf8')).toContain(trigger);
    await library.calls.recordPlay({ id: 1, startedAt: '2025-05-05T00:00:00.000Z' });
    expect(queryValue(libraryFile, 'SELECT count(*) FROM tracks')).toBe(300);
  } finally {
    await library.close();
  }
});

test('a computed column is not one of ours; a library that lacks a rule is opened', async () => {
  const changed = (sql: string) => {
    const { libraryFile } = makeMusicLibrary();
    withDatabase(libraryFile, (db) =>
      db.unsafeMode(true).exec(`CREATE VIEW loud AS SELECT 1; ${sql}`),
    );
    return libraryFile;
  };
  const computed = changed(`
    ALTER TABLE genres RENAME COLUMN name TO other;
    ALTER TABLE genres ADD COLUMN name TEXT AS (hex(zeroblob(1000)))`);
  await expect(openLibrary(computed, set.latest)).rejects.toMatchObject({
    code: 'LIBRARY_DAMAGED',
    message: expect.stringContaining('table genres has no column name'),
  });
  const withoutRule = changed(`
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'genres'`);
  const library = await openLibrary(withoutRule, set.latest);
  await library.close();
});

test('what another program has added under its own name stays', async () => {
  const { libraryFile } = makeMusicLibrary();
  withDatabase(libraryFile, (db) =>
    db.exec(
      'CREATE VIEW loud AS SELECT id FROM tracks; CREATE INDEX mine ON plays (played_at, id)',
    ),
  );
  const library = await openLibrary(libraryFile, set.latest);
  expect(library.remarks).toEqual([]);
  await library.close();
  expect(
    queryValue(libraryFile, `SELECT count(*) FROM sqlite_schema WHERE name IN ('loud', 'mine')`),
  ).toBe(2);
});
