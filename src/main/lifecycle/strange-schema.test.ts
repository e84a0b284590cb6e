/** What is not made as the migrations make it is known, and what is is known at a glance. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeOldLibrary } from '../../../fixtures/old-library.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { examineLibrary } from './jobs/examine.ts';
import { readLibraryFacts } from './jobs/library-facts.ts';
import { migrateLibrary } from './jobs/migrate.ts';
import { loadMigrationSet } from './migrations/migration-set.ts';
import { openReader } from './sqlite/connection.ts';
import { readIdentityOf } from './sqlite/library-identity.ts';
import { readSchemaFloor } from './sqlite/schema-version.ts';
import { findStrangeness } from './strange-schema.ts';
import { makeEndless } from './testing/music-library.ts';
import { makeScratchFolder, quietContext, withDatabase } from './testing/scratch-library.ts';

const set = loadMigrationSet(shippedMigrationsDir());

test.each(['tracks', 'scan_problems', 'schema_version', 'library'])(
  'an endless view in the place of %s is not waited for by what looks at the library',
  (table) => {
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
  },
);

test('an endless view in the place of a table is not upgraded, whatever else is missing', () => {
  const file = makeEndless('tracks', 19);
  withDatabase(file, (db) => db.exec('DROP TRIGGER plays_are_counted; DROP INDEX tracks_by_title'));
  const upgrade = { file, set, fromVersion: 19, appVersion: '2.0.0' };
  expect(() => migrateLibrary(upgrade, quietContext())).toThrow(/table tracks is missing/);
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
