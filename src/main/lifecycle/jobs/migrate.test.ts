/** migrate.ts: all pending steps, each once, and a library that is what its set defines. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { schemaOf } from '../migrations/defined-schema.ts';
import { readLedgerOf } from '../migrations/ledger.ts';
import { startPeer } from '../testing/peer.ts';
import {
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
} from '../testing/scratch-library.ts';
import { type MigrateRequest, migrateLibrary } from './migrate.ts';

function migrate(request: Omit<MigrateRequest, 'appVersion'>, context = quietContext()) {
  return migrateLibrary({ ...request, appVersion: '2.0.0' }, context);
}

test.each([0, 1, 2])('brings a library from version %i to the latest', (fromVersion) => {
  const { libraryFile: file, migrationsDir } =
    fromVersion === 0 ? makePlaces() : makeLibrary({ version: fromVersion });
  const set = writeMigrations(migrationsDir, TINY_MIGRATIONS);
  expect(migrate({ file, set, fromVersion })).not.toBeNull();

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
  expect(migrate({ file, set, fromVersion: 2 })).toBeNull();
  expect(digestOf(file)).toBe(before);
});

test('does not make a library where one was removed meanwhile', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  rmSync(file);
  expect(() => migrate({ file, set, fromVersion: 2 })).toThrow(/is not there/);
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
  expect(migrate({ file, set, fromVersion: 2 }, context)).toBeNull();
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
  expect(migrate({ file, set, fromVersion: 2 })).not.toBeNull();
  expect(queryValue(file, 'SELECT count(*) FROM tracks')).toBe(10);
  expect(namesIn(join(file, '..'))).toEqual(['library.db']);
});

test('has nothing against what SQLite keeps for itself', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  withDatabase(file, (db) => db.exec('ANALYZE'));
  expect(migrate({ file, set, fromVersion: 2 })).not.toBeNull();
});

test('is done although another process goes on reading', async () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  const peer = await startPeer();
  await peer.sql(file, 'BEGIN');
  expect(await peer.sql(file, 'SELECT count(*) FROM tracks')).toEqual([[10]]);
  expect(migrate({ file, set, fromVersion: 2 })).not.toBeNull();
  // The reader keeps its view, and the log what it may not see yet.
  expect(await peer.sql(file, 'PRAGMA user_version')).toEqual([[2]]);
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  await peer.sql(file, 'COMMIT');
  expect(await peer.sql(file, 'PRAGMA user_version')).toEqual([[3]]);
  await peer.closeDatabases();
  expect(existsSync(`${file}-wal`)).toBe(false);
});

test('gives up when another process goes on writing', async () => {
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
