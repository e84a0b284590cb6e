/** The schema floor: an older app goes on with a newer library where the migrations in between allow it. */
import { expect, test } from 'vitest';
import { takeBackup } from './backups/take-backup.ts';
import { inspectLibrary } from './jobs/inspect.ts';
import { checkStatements } from './migrations/migration-set.ts';
import { restoreLibrary } from './restore/restore.ts';
import { openWriter } from './sqlite/connection.ts';
import { requireKnownVersion } from './sqlite/schema-version.ts';
import { failureOf, optionsFor, prepare } from './testing/preparing.ts';
import {
  type MigrationFiles,
  makePlaces,
  queryValue,
  type ScratchLibrary,
  withDatabase,
  writeMigrations,
} from './testing/scratch-library.ts';

/** Two steps, as an app has them that knows floors. */
const OLDER: MigrationFiles = {
  '0001_albums.sql': 'CREATE TABLE albums (id INTEGER PRIMARY KEY, title TEXT NOT NULL) STRICT;',
  '0002_library.sql': `
    CREATE TABLE library (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      id TEXT NOT NULL,
      backup_sequence INTEGER NOT NULL DEFAULT 0,
      schema_floor INTEGER NOT NULL,
      floor_version INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO library (singleton, id, schema_floor) VALUES (1, 'a library', 2);`,
};

const NEWER: MigrationFiles = {
  ...OLDER,
  '0003_mood.sql': `-- Moods, which apps without them leave alone.
    -- fermata: floor 0002
    ALTER TABLE albums ADD COLUMN mood TEXT;`,
};

const NEWEST: MigrationFiles = {
  ...NEWER,
  '0004_needed.sql': `ALTER TABLE albums ADD COLUMN needed TEXT NOT NULL DEFAULT '';`,
};

/** A library of the older app, which a newer one has upgraded. */
async function makeUpgraded(by: MigrationFiles): Promise<ScratchLibrary> {
  const places = makePlaces(OLDER);
  await prepare(places);
  writeMigrations(places.migrationsDir, by);
  await prepare(places, { appVersion: '3.0.0' });
  writeMigrations(places.migrationsDir, OLDER);
  return places;
}

const floorIn = ({ libraryFile }: ScratchLibrary) =>
  queryValue(libraryFile, 'SELECT schema_floor FROM library');

const versionOf = ({ libraryFile }: ScratchLibrary) =>
  queryValue(libraryFile, 'PRAGMA user_version');

test('a migration that declares a floor leaves it, one that does not raises it to its own version', async () => {
  expect(floorIn(await makeUpgraded(NEWER))).toBe(2);
  expect(floorIn(await makeUpgraded(NEWEST))).toBe(4);
  // The floor never goes back, whatever a later migration declares.
  const later = { ...NEWEST, '0005_more.sql': `-- fermata: floor 0002\nCREATE TABLE x (y) ;` };
  expect(floorIn(await makeUpgraded(later))).toBe(4);
});

test('an older app opens, writes and backs up a newer library that allows it, and says so', async () => {
  const places = await makeUpgraded(NEWER);
  const { library, fromVersion, toVersion, migratedBy, events } = await prepare(places);
  expect([library, fromVersion, toVersion, migratedBy]).toEqual(['library.db at 2', 3, 3, 'none']);
  expect(events).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining('can go on using it') }),
  );
  const db = openWriter(places.libraryFile, 2);
  db.exec(`INSERT INTO albums (title) VALUES ('From before')`);
  db.close();
  const { manifest } = await takeBackup({ ...optionsFor(places), kind: 'manual' }, () => {});
  expect(manifest).toMatchObject({ schemaVersion: 3, schemaFloor: 2 });
  expect(versionOf(places)).toBe(3);
});

test('an older app restores a backup of a newer schema that allows it', async () => {
  const places = await makeUpgraded(NEWER);
  const { manifest } = await takeBackup({ ...optionsFor(places), kind: 'manual' }, () => {});
  withDatabase(places.libraryFile, (db) => db.exec(`INSERT INTO albums (title) VALUES ('x')`));
  const restored = await restoreLibrary({ ...optionsFor(places), backup: manifest.id }, () => {});
  expect(restored).toMatchObject({ fromVersion: 3, toVersion: 3 });
  expect(queryValue(places.libraryFile, 'SELECT count(*) FROM albums')).toBe(0);
});

test('a newer library that does not allow it is refused, with the version that is needed', async () => {
  const places = await makeUpgraded(NEWEST);
  const { code, advice } = await failureOf(places);
  expect([code, advice]).toEqual([
    'LIBRARY_TOO_NEW',
    'Update Fermata to 3.0.0 or newer, or restore the newest backup that this version can read.',
  ]);
  expect(() => openWriter(places.libraryFile, 2)).toThrow(/upgraded by a newer/);
});

test.each([
  ['allows it passes the fence of its writes', NEWER, null],
  ['does not allow it is stopped by it', NEWEST, /upgraded by a newer/],
] as const)(
  'a running app whose library a newer one upgrades in a way that %s',
  async (_, by, refused) => {
    const places = makePlaces(OLDER);
    await prepare(places);
    const db = openWriter(places.libraryFile, 2);
    const check = () => requireKnownVersion(db, 2);
    check();
    writeMigrations(places.migrationsDir, by);
    await prepare(places);
    if (refused === null) check();
    else expect(check).toThrow(refused);
    db.close();
  },
);

test('a floor that was worked out for another version says nothing', async () => {
  const places = await makeUpgraded(NEWER);
  withDatabase(places.libraryFile, (db) => db.pragma('user_version = 4'));
  expect(inspectLibrary(places.libraryFile, 2)).toEqual({ state: 'ahead', version: 4 });
  expect(() => openWriter(places.libraryFile, 2)).toThrow(/upgraded by a newer/);
});

test('a table library of another tool says nothing, and what is no number neither', async () => {
  const places = makePlaces({ '0001_albums.sql': OLDER['0001_albums.sql'] ?? '' });
  await prepare(places);
  withDatabase(places.libraryFile, (db) =>
    db.exec(`CREATE TABLE library (schema_floor, floor_version); INSERT INTO library VALUES ('all', 2);
      PRAGMA user_version = 2`),
  );
  expect(inspectLibrary(places.libraryFile, 1)).toEqual({ state: 'ahead', version: 2 });
});

test.each([
  ['-- fermata: floor 2', '0003_mood.sql:1'],
  ['-- fermata: floor 0003', '0003_mood.sql:1'],
  ['-- fermata: floor 0000', '0003_mood.sql:1'],
  ['-- fermata: floor 0002\n-- fermata: floor 0001', '0003_mood.sql:2'],
])('a floor that is none is refused with its line: %s', (comment, where) => {
  const places = makePlaces();
  const set = writeMigrations(places.migrationsDir, {
    ...OLDER,
    '0003_mood.sql': `${comment}\nALTER TABLE albums ADD COLUMN mood TEXT;`,
  });
  expect(() => checkStatements(set)).toThrow(
    expect.objectContaining({
      code: 'MIGRATION_SET_INVALID',
      message: expect.stringContaining(`${where} declares a floor`),
    }),
  );
});
