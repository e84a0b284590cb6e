/** migrate.ts: all pending steps or none, each once, and a library that is what its set defines. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FermataError } from '../../shared/errors.ts';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import { readLedgerOf } from './ledger.ts';
import { type MigrateRequest, migrateLibrary, schemaOf } from './migrate.ts';
import type { MigrationSet } from './migration-set.ts';
import { startPeer } from './testing/peer.ts';
import {
  damagePage,
  digestOf,
  makeLibrary,
  makeOldLibrary,
  makePlaces,
  namesIn,
  queryRows,
  queryValue,
  quietContext,
  TINY_MIGRATIONS,
  withDatabase,
  writeMigrations,
} from './testing/scratch-library.ts';

function migrate(request: Omit<MigrateRequest, 'appVersion'>, context = quietContext()) {
  return migrateLibrary({ ...request, appVersion: '2.0.0' }, context);
}

/** The error of a migration that fails, after checking that the library is what it was. */
function failureOf(file: string, set: MigrationSet, context = quietContext()): FermataError {
  const before = [digestOf(file), namesIn(join(file, '..'))];
  try {
    migrate({ file, set, fromVersion: 2 }, context);
  } catch (error) {
    expect([digestOf(file), namesIn(join(file, '..'))]).toEqual(before);
    if (error instanceof FermataError) return error;
    throw error;
  }
  throw new Error('The migration did not fail.');
}

test.each([0, 1, 2])('brings a library from version %i to the latest', (fromVersion) => {
  const { libraryFile: file, migrationsDir } =
    fromVersion === 0 ? makePlaces() : makeLibrary({ version: fromVersion });
  const set = writeMigrations(migrationsDir, TINY_MIGRATIONS);
  expect(migrate({ file, set, fromVersion })).toBe('migrated');

  expect(queryRows(file, 'PRAGMA user_version')).toEqual([{ user_version: 3 }]);
  expect(queryRows(file, 'PRAGMA application_id')).toEqual([{ application_id: 0x46524d54 }]);
  const schema = `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name`;
  expect(queryRows(file, schema)).toEqual(schemaOf(set));
  expect(readLedgerOf(file)).toEqual(
    set.migrations.map(({ version, name, checksum }) => ({ version, name, checksum })),
  );
  const ledger = `SELECT app_version, duration_ms >= 0 AS timed, applied_at LIKE '____-__-__T%Z' AS dated
                  FROM schema_version WHERE version > ${fromVersion}`;
  const entry = { app_version: '2.0.0', timed: 1, dated: 1 };
  expect(queryRows(file, ledger)).toEqual(Array.from({ length: 3 - fromVersion }, () => entry));
});

test('keeps the data, and applies each step once', () => {
  const { file, set } = makeOldLibrary({
    '0003_play_counts.sql': TINY_MIGRATIONS['0003_play_counts.sql'],
  });
  migrate({ file, set, fromVersion: 2 });
  expect(
    queryRows(file, 'SELECT count(*) AS tracks, sum(play_count) AS plays FROM tracks'),
  ).toEqual([{ tracks: 10, plays: 10 }]);
});

test('leaves one file, in WAL mode, with everything written back', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  withDatabase(file, (db) => db.pragma('journal_mode = DELETE'));
  migrate({ file, set, fromVersion: 2 });
  expect(namesIn(join(file, '..'))).toEqual(['library.db']);
  expect(queryRows(file, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
});

test('tells each step as it goes', () => {
  const { file, set } = makeOldLibrary({
    '0003_play_counts.sql': 'CREATE TABLE a (x INTEGER) STRICT;',
    '0004_b.sql': 'CREATE TABLE b (x INTEGER) STRICT;',
  });
  const events: LifecycleEvent[] = [];
  migrate(
    { file, set, fromVersion: 2 },
    quietContext((event) => events.push(event)),
  );
  const durationMs = expect.any(Number);
  const progress = { event: 'progress', phase: 'migrate', total: 2, unit: 'steps' };
  expect(events).toEqual([
    { event: 'phase', phase: 'migrate' },
    { ...progress, done: 0 },
    { event: 'step', version: 3, name: 'play_counts', title: 'Play counts', index: 1, total: 2 },
    { event: 'step-applied', version: 3, name: 'play_counts', durationMs },
    { ...progress, done: 1 },
    { event: 'step', version: 4, name: 'b', title: 'B', index: 2, total: 2 },
    { event: 'step-applied', version: 4, name: 'b', durationMs },
    { ...progress, done: 2 },
    { event: 'phase', phase: 'verify' },
  ]);
});

test('does nothing to a library that somebody else has upgraded meanwhile', () => {
  const { libraryFile: file, migrationsDir } = makeLibrary({ version: 3 });
  const set = writeMigrations(migrationsDir, TINY_MIGRATIONS);
  const before = digestOf(file);
  expect(migrate({ file, set, fromVersion: 2 })).toBe('overtaken');
  expect(digestOf(file)).toBe(before);
});

test('does not make a library where one was removed meanwhile', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  rmSync(file);
  expect(() => migrate({ file, set, fromVersion: 2 })).toThrow(/cannot be written/);
  expect(namesIn(join(file, '..'))).toEqual([]);
});

test('reads the version again only once nobody else can write', async () => {
  const { file, set } = makeOldLibrary({
    '0003_play_counts.sql': TINY_MIGRATIONS['0003_play_counts.sql'],
  });
  const peer = await startPeer();
  await peer.sql(file, 'BEGIN IMMEDIATE');
  await peer.sql(file, 'PRAGMA user_version = 3');
  // The commit comes while the migration waits for the write lock.
  const context = quietContext(({ event }) => {
    if (event === 'phase') void peer.sql(file, 'COMMIT');
  });
  expect(migrate({ file, set, fromVersion: 2 }, context)).toBe('overtaken');
});

test('takes back two good steps when the third has a syntax error, and names its line', () => {
  const { file, set } = makeOldLibrary({
    '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT; DROP INDEX tracks_by_album;',
    '0004_b.sql': `UPDATE tracks SET title = 'lost';`,
    '0005_c.sql': '-- why\nCREATE TABLE c (x INTEGER);\n\nCREATE TABEL d (x);\n',
  });
  expect(failureOf(file, set)).toMatchObject({
    code: 'MIGRATION_FAILED',
    message: 'Your library was not upgraded: 0005_c.sql:4: near "TABEL": syntax error.',
    libraryState: 'Your library has not been changed.',
  });
});

test('names the line of a statement that fails on the data', () => {
  const { file, set } = makeOldLibrary({
    '0003_a.sql': '\nCREATE UNIQUE INDEX one_track ON tracks (album_id);',
  });
  expect(failureOf(file, set)).toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('0003_a.sql:2: UNIQUE constraint failed: tracks.album_id'),
    cause: { code: 'SQLITE_CONSTRAINT_UNIQUE' },
  });
});

test('takes back a step that leaves a row without the one it refers to', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'DELETE FROM albums WHERE id = 1;' });
  expect(failureOf(file, set)).toMatchObject({
    code: 'MIGRATION_FAILED',
    message:
      'Your library was not upgraded: a row of tracks refers to one of albums that does not exist.',
  });
});

test('rebuilds a table that others refer to', () => {
  const { file, set } = makeOldLibrary({
    '0003_a.sql': `
      CREATE TABLE new_albums (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE) STRICT;
      INSERT INTO new_albums SELECT id, title FROM albums;
      -- fermata: allow DROP TABLE
      DROP TABLE albums;
      ALTER TABLE new_albums RENAME TO albums;`,
  });
  expect(migrate({ file, set, fromVersion: 2 })).toBe('migrated');
  expect(queryValue(file, 'SELECT count(*) FROM tracks')).toBe(10);
  expect(namesIn(join(file, '..'))).toEqual(['library.db']);
});

test.each([
  ['CREATE TABLE mine (x)', 'table mine is unexpected'],
  ['CREATE INDEX mine ON tracks (title)', 'index mine is unexpected'],
  ['DROP INDEX tracks_by_album', 'index tracks_by_album is missing'],
  ['ALTER TABLE tracks ADD COLUMN mine TEXT', 'table tracks is defined differently'],
  ['CREATE TRIGGER mine AFTER INSERT ON tracks BEGIN SELECT 1; END', 'trigger mine is unexpected'],
])('refuses a library that somebody changed by hand: %s', (change, difference) => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  withDatabase(file, (db) => db.exec(change));
  expect(failureOf(file, set)).toMatchObject({
    code: 'MIGRATION_FAILED',
    message: `Your library was not upgraded: the schema is not as the migrations define it: ${difference}.`,
  });
});

test('has nothing against what SQLite keeps for itself', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  withDatabase(file, (db) => db.exec('ANALYZE'));
  expect(migrate({ file, set, fromVersion: 2 })).toBe('migrated');
});

test('refuses a set whose released steps are not the ones the library was made with', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  withDatabase(file, (db) => db.exec(`UPDATE schema_version SET checksum = 'x' WHERE version = 2`));
  expect(failureOf(file, set)).toMatchObject({
    code: 'MIGRATION_SET_INVALID',
    message: expect.stringContaining('0002_tracks.sql'),
  });
});

test('refuses a set with a COMMIT inside before it opens anything', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER);\nCOMMIT;' });
  const events: LifecycleEvent[] = [];
  const error = failureOf(
    file,
    set,
    quietContext((event) => events.push(event)),
  );
  expect(error).toMatchObject({
    code: 'MIGRATION_SET_INVALID',
    message: expect.stringContaining('0003_a.sql:2'),
  });
  expect(events).toEqual([]);
});

test('rolls back at whichever statement it is stopped', () => {
  const { file, set } = makeOldLibrary({
    '0003_a.sql': `CREATE TABLE a (x INTEGER); UPDATE tracks SET title = 'lost'; DROP INDEX tracks_by_album;`,
    '0004_b.sql': 'CREATE TABLE b (x INTEGER);',
  });
  let looks = 0;
  const context = (stopAt: number) => ({
    onEvent: () => {},
    throwIfStopped() {
      looks += 1;
      if (looks === stopAt) throw new FermataError('INTERRUPTED', 'Stopped.', { advice: '' });
    },
  });
  // Before each of the four statements, and before the commit.
  for (let stopAt = 1; stopAt <= 5; stopAt += 1) {
    looks = 0;
    expect(failureOf(file, set, context(stopAt)).code).toBe('INTERRUPTED');
  }
  looks = 0;
  expect(migrate({ file, set, fromVersion: 2 }, context(6))).toBe('migrated');
});

test('says that the disk is full, not that the migration is wrong', () => {
  const { file, set } = makeOldLibrary({
    '0003_a.sql': `
      CREATE TABLE a (x BLOB) STRICT;
      PRAGMA max_page_count = 12;
      INSERT INTO a VALUES (zeroblob(100000));`,
  });
  expect(failureOf(file, set)).toMatchObject({
    code: 'NO_SPACE',
    message: `There is no room left on the disk of ${file}.`,
  });
});

test('says that the library is damaged when a page of it is', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': `UPDATE tracks SET title = 'new';` });
  const page = queryValue(file, `SELECT rootpage FROM sqlite_schema WHERE name = 'tracks'`);
  damagePage(file, Number(page));
  expect(failureOf(file, set).code).toBe('LIBRARY_DAMAGED');
});

test('offers its own functions to migrations, and to nothing that stays', () => {
  const { file, set } = makeOldLibrary({
    '0003_a.sql': `
      ALTER TABLE albums ADD COLUMN sort_title TEXT;
      UPDATE albums SET sort_title = sort_key('The ' || title);`,
  });
  migrate({ file, set, fromVersion: 2 });
  expect(queryValue(file, 'SELECT sort_title FROM albums')).toBe('blue train');
  const { file: other, set: otherSet } = makeOldLibrary({
    '0003_a.sql': 'CREATE INDEX by_key ON albums (sort_key(title));',
  });
  expect(failureOf(other, otherSet).message).toContain('unsafe use of sort_key');
});

test('is done although another process goes on reading', async () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  const peer = await startPeer();
  await peer.sql(file, 'BEGIN');
  expect(await peer.sql(file, 'SELECT count(*) FROM tracks')).toEqual([[10]]);
  expect(migrate({ file, set, fromVersion: 2 })).toBe('migrated');
  // The reader keeps its view, and the log what it may not see yet.
  expect(await peer.sql(file, 'PRAGMA user_version')).toEqual([[2]]);
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  await peer.sql(file, 'COMMIT');
  expect(await peer.sql(file, 'PRAGMA user_version')).toEqual([[3]]);
  await peer.closeDatabases();
  expect(existsSync(`${file}-wal`)).toBe(false);
});

test('gives up when another process goes on writing', { timeout: 15_000 }, async () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  const peer = await startPeer();
  await peer.sql(file, 'BEGIN IMMEDIATE');
  expect(() => migrate({ file, set, fromVersion: 2 })).toThrow(
    expect.objectContaining({
      code: 'LOCK_TIMEOUT',
      message: `Another program is writing to ${file}.`,
    }),
  );
  await peer.sql(file, 'ROLLBACK');
  expect(queryRows(file, 'PRAGMA user_version')).toEqual([{ user_version: 2 }]);
});
