/** Libraries that were made by hand: they look like one, and are not made as the migrations make them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeOldLibrary } from '../../../fixtures/old-library.ts';
import { examineLibrary } from '../lifecycle/jobs/examine.ts';
import { readLibraryFacts } from '../lifecycle/jobs/library-facts.ts';
import { migrateLibrary } from '../lifecycle/jobs/migrate.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import { openReader } from '../lifecycle/sqlite/connection.ts';
import { readIdentityOf } from '../lifecycle/sqlite/library-identity.ts';
import { readSchemaFloor } from '../lifecycle/sqlite/schema-version.ts';
import { findStrangeness } from '../lifecycle/strange-schema.ts';
import { makeMusicLibrary } from '../lifecycle/testing/music-library.ts';
import {
  makeScratchFolder,
  queryValue,
  quietContext,
  withDatabase,
} from '../lifecycle/testing/scratch-library.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { openLibrary } from './library.ts';

const set = loadMigrationSet(shippedMigrationsDir());
const ENDLESS = 'WITH RECURSIVE e(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM e)';

/** A library whose table is elsewhere, and a view that never ends in its place. */
function makeEndless(table: string): string {
  const { libraryFile } = makeMusicLibrary();
  withDatabase(libraryFile, (db) =>
    db.unsafeMode(true).exec(`
      PRAGMA legacy_alter_table = ON;
      ALTER TABLE ${table} RENAME TO elsewhere;
      CREATE VIEW ${table} AS ${ENDLESS} SELECT elsewhere.* FROM elsewhere, e`),
  );
  return libraryFile;
}

describe.each(['tracks', 'scan_problems', 'schema_version', 'library'])(
  'an endless view in the place of %s',
  (table) => {
    test('is damage, told as the library is opened', async () => {
      await expect(openLibrary(makeEndless(table), set.latest)).rejects.toMatchObject({
        code: 'LIBRARY_DAMAGED',
        message: expect.stringContaining(`table ${table} is missing`),
      });
    });

    test('is not waited for by what looks at the library', () => {
      const file = makeEndless(table);
      const request = { file, set, depth: 'full', phase: 'verify' } as const;
      expect(examineLibrary(request, quietContext()).schemaDifferences).toContain(
        `table ${table} is missing`,
      );
      expect(readLibraryFacts({ file }).journalMode).toBe('wal');
      readIdentityOf(file);
      const db = openReader(file);
      expect(readSchemaFloor(db)).toBe(table === 'library' ? null : set.latest);
      db.close();
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

test.each([1, 5, 12, 19, set.latest])(
  'a library that was made at version %i is known at a glance once it is upgraded',
  (version) => {
    const file = join(makeScratchFolder(), 'library.db');
    makeOldLibrary({ file, version, tracks: 5 });
    const upgrade = { file, set, fromVersion: version, appVersion: '2.0.0' };
    if (version < set.latest) migrateLibrary(upgrade, quietContext());
    withDatabase(file, (db) => {
      // Comparing, which takes twenty times as long, would bring our schema.
      expect(findStrangeness(db, set)).toEqual({ own: [], changed: [] });
    });
  },
);
