/** ledger.ts: what a library has recorded of its migrations, read with and without opening it. */
import { expect, test } from 'vitest';
import { migrateLibrary } from '../jobs/migrate.ts';
import { makeLibrary, makePlaces, quietContext } from '../testing/scratch-library.ts';
import { readLedgerOf, showsMigrations } from './ledger.ts';
import { loadMigrationSet, type MigrationSet } from './migration-set.ts';

function withChecksum(set: MigrationSet, version: number, checksum: string): MigrationSet {
  const migrations = set.migrations.map((migration) =>
    migration.version === version ? { ...migration, checksum } : migration,
  );
  return { ...set, migrations };
}

test('a library shows the migrations that made it, and no others', () => {
  const { libraryFile, migrationsDir } = makeLibrary({ version: 3 });
  const set = loadMigrationSet(migrationsDir);
  expect(showsMigrations(libraryFile, set)).toBe(true);
  for (const { version } of set.migrations) {
    expect(showsMigrations(libraryFile, withChecksum(set, version, 'f'.repeat(64)))).toBe(false);
  }
});

test('a library of a version before does not show the migrations that it lacks', () => {
  const { libraryFile, migrationsDir } = makeLibrary({ version: 2 });
  expect(showsMigrations(libraryFile, loadMigrationSet(migrationsDir))).toBe(false);
});

test('a ledger that has grown over many pages is read through SQLite', () => {
  const files = Array.from({ length: 150 }, (_, index) => [
    `${String(index + 1).padStart(4, '0')}_step.sql`,
    `CREATE TABLE table_${index} (id INTEGER PRIMARY KEY) STRICT;`,
  ]);
  const { libraryFile: file, migrationsDir } = makePlaces(Object.fromEntries(files));
  const set = loadMigrationSet(migrationsDir);
  migrateLibrary({ file, set, fromVersion: 0, appVersion: '1.0.0' }, quietContext());
  expect(showsMigrations(file, set)).toBe(false);
  expect(readLedgerOf(file)).toEqual(
    set.migrations.map(({ version, name, checksum }) => ({ version, name, checksum })),
  );
});
