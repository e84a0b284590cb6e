/** migration-set.ts: every kind of set that is refused, by file and line, before anything is done. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FermataError } from '../../../shared/errors.ts';
import { stepTitle } from '../../../shared/lifecycle-events.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import {
  type MigrationFiles,
  makeScratchFolder,
  TINY_MIGRATIONS,
  writeMigrations,
} from '../testing/scratch-library.ts';
import {
  checkLedger,
  checkStatements,
  loadMigrationSet,
  type MigrationSet,
  migrationTitle,
} from './migration-set.ts';

const TABLE = 'CREATE TABLE t (a INTEGER);';

function load(files: MigrationFiles): MigrationSet {
  return writeMigrations(join(makeScratchFolder(), 'migrations'), files);
}

/** The message that a set is refused with. */
function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(FermataError);
    if (error instanceof FermataError) {
      expect(error.code).toBe('MIGRATION_SET_INVALID');
      return error.message;
    }
  }
  throw new Error('The set was not refused.');
}

function statementRefusal(sql: string): string {
  const set = load({ '0001_first.sql': sql });
  return refusalOf(() => checkStatements(set));
}

test('loads a set in order, with numbers, names and checksums', () => {
  const set = load(TINY_MIGRATIONS);
  expect(set.latest).toBe(3);
  expect(set.migrations.map(({ version, name, fileName }) => [version, name, fileName])).toEqual([
    [1, 'albums', '0001_albums.sql'],
    [2, 'tracks', '0002_tracks.sql'],
    [3, 'play_counts', '0003_play_counts.sql'],
  ]);
  expect(new Set(set.migrations.map(({ checksum }) => checksum)).size).toBe(3);
  expect(() => checkStatements(set)).not.toThrow();
});

test('ignores what is not SQL', () => {
  const set = load({ '0001_first.sql': TABLE, 'README.md': 'how to', '.DS_Store': '' });
  expect(set.latest).toBe(1);
});

test('gives a file the same checksum whatever its line endings are', () => {
  const checksumOf = (sql: string) => load({ '0001_first.sql': sql }).migrations[0]?.checksum;
  expect(checksumOf(`${TABLE}\r\n${TABLE}\r\n`)).toBe(checksumOf(`${TABLE}\n${TABLE}\n`));
  expect(checksumOf(`${TABLE} `)).not.toBe(checksumOf(TABLE));
});

test.each<[string, MigrationFiles, RegExp]>([
  ['no files', {}, /has no migrations/],
  [
    'a gap',
    { '0001_a.sql': TABLE, '0003_c.sql': TABLE },
    /^Migration 0002 is missing: 0003_c\.sql/,
  ],
  ['no first', { '0002_b.sql': TABLE }, /^Migration 0001 is missing: 0002_b\.sql/],
  ['a zeroth', { '0000_a.sql': TABLE, '0001_b.sql': TABLE }, /0001 is missing: 0000_a\.sql/],
  [
    'a number twice',
    { '0001_a.sql': TABLE, '0002_b.sql': TABLE, '0002_c.sql': TABLE },
    /^0002_b\.sql and 0002_c\.sql have the same number/,
  ],
  ['capitals', { '0001_Albums.sql': TABLE }, /^0001_Albums\.sql is not named like a migration/],
  ['three digits', { '001_a.sql': TABLE }, /^001_a\.sql is not named/],
  ['a hyphen', { '0001_a-b.sql': TABLE }, /^0001_a-b\.sql is not named/],
  ['no name', { '0001_.sql': TABLE }, /^0001_\.sql is not named/],
  ['a copy', { '0001_a.sql': TABLE, '0001_a copy.sql': TABLE }, /^0001_a copy\.sql is not named/],
  ['an empty file', { '0001_a.sql': TABLE, '0002_b.sql': '' }, /^0002_b\.sql is empty/],
  ['a blank file', { '0001_a.sql': ' \n\t\n' }, /^0001_a\.sql is empty/],
])('refuses %s', (_, files, message) => {
  expect(refusalOf(() => load(files))).toMatch(message);
});

test('refuses a folder that is not there, and a folder in place of a file', () => {
  const folder = makeScratchFolder();
  expect(refusalOf(() => loadMigrationSet(join(folder, 'absent')))).toMatch(/cannot be read/);
  mkdirSync(join(folder, '0001_a.sql'));
  expect(refusalOf(() => loadMigrationSet(folder))).toMatch(/0001_a\.sql cannot be read/);
});

test('refuses a file of comments alone', () => {
  expect(statementRefusal('-- nothing yet\n/* soon */')).toBe('0001_first.sql is empty.');
});

test.each([
  'BEGIN',
  'COMMIT',
  'END TRANSACTION',
  'ROLLBACK',
  'SAVEPOINT s',
  'RELEASE s',
  `ATTACH 'x' AS y`,
  'DETACH y',
  'VACUUM',
  'commit',
])('refuses %s, at its line', (statement) => {
  const word = statement.toUpperCase().split(' ')[0];
  expect(statementRefusal(`${TABLE}\n\n  /* why */ ${statement};`)).toMatch(
    new RegExp(`^0001_first\\.sql:3 has the statement ${word},`),
  );
});

test('does not mistake a trigger body, a string or a comment for a transaction', () => {
  const set = load({
    '0001_first.sql': `
      CREATE TABLE t (a INTEGER, "commit" TEXT);
      -- COMMIT;
      INSERT INTO t VALUES (1, '; COMMIT; --');
      CREATE TRIGGER x AFTER INSERT ON t BEGIN UPDATE t SET a = 2; END;`,
  });
  expect(() => checkStatements(set)).not.toThrow();
});

test.each([
  ['DROP TABLE t', 'DROP TABLE'],
  ['drop table if exists t', 'DROP TABLE'],
  ['DELETE FROM t', 'DELETE'],
  ['DELETE FROM t RETURNING a', 'DELETE'],
  ['WITH x AS (SELECT 1 WHERE 1) DELETE FROM t', 'DELETE'],
  ['DELETE FROM t -- WHERE a', 'DELETE'],
  ['ALTER TABLE t DROP COLUMN a', 'DROP COLUMN'],
  ['ALTER TABLE t DROP a', 'DROP COLUMN'],
])('refuses %s unless the line before allows it', (statement, destruction) => {
  expect(statementRefusal(`${TABLE}\n${statement};`)).toBe(
    `0001_first.sql:2 destroys data (${destruction}) and does not say so: write "-- fermata: allow ${destruction}" on the line before.`,
  );
  const allowed = load({
    '0001_first.sql': `${TABLE}\n-- fermata: allow ${destruction}\n${statement};`,
  });
  expect(() => checkStatements(allowed)).not.toThrow();
});

test.each([
  '-- fermata: allow DELETE\nDROP TABLE t;',
  '-- fermata: allow DROP TABLE\n\nDROP TABLE t;',
  'DROP TABLE t; -- fermata: allow DROP TABLE',
  '-- fermata: allow DROP TABLE\nDROP TABLE t;\nDROP TABLE u;',
  '/* fermata: allow DROP TABLE */\nDROP TABLE t;',
])('accepts a permission only for its own statement: %j', (sql) => {
  expect(statementRefusal(sql)).toMatch(/destroys data \(DROP TABLE\)/);
});

test.each([
  'DELETE FROM t WHERE a = 1;',
  'WITH x AS (SELECT 1 AS a) DELETE FROM t WHERE a IN (SELECT a FROM x);',
  'DROP INDEX i;',
  'DROP VIEW v;',
  'DROP TRIGGER x;',
  'ALTER TABLE t RENAME TO u;',
  'ALTER TABLE t RENAME COLUMN a TO b;',
  'CREATE TABLE t (a INTEGER REFERENCES u (a) ON DELETE CASCADE);',
])('has nothing against %s', (sql) => {
  expect(() => checkStatements(load({ '0001_first.sql': sql }))).not.toThrow();
});

test('accepts a ledger that tells the same history, as far as it goes', () => {
  const set = load(TINY_MIGRATIONS);
  const ledger = set.migrations.map(({ version, name, checksum }) => ({ version, name, checksum }));
  for (const applied of [0, 1, 3]) {
    expect(() => checkLedger(set, ledger.slice(0, applied))).not.toThrow();
  }
});

test('refuses a migration that changed after a library was upgraded with it', () => {
  const released = load(TINY_MIGRATIONS);
  const ledger = released.migrations.map(({ version, name, checksum }) => ({
    version,
    name,
    checksum,
  }));
  const edited = load({ ...TINY_MIGRATIONS, '0002_tracks.sql': `${TABLE}` });
  expect(refusalOf(() => checkLedger(edited, ledger))).toMatch(
    /^Migration 0002_tracks\.sql .*has changed since/,
  );
  expect(() => checkLedger(edited, ledger.slice(0, 1))).not.toThrow();
});

test('refuses a ledger with a migration that the set does not have', () => {
  const set = load({ '0001_first.sql': TABLE });
  const ledger = [{ version: 2, name: 'gone', checksum: 'x' }];
  expect(refusalOf(() => checkLedger(set, ledger))).toMatch(/2 \(gone\)/);
});

test('says that a migrations folder cannot be read when it is a file', () => {
  const folder = makeScratchFolder();
  const file = join(folder, 'migrations');
  writeFileSync(file, '');
  expect(refusalOf(() => loadMigrationSet(file))).toMatch(/cannot be read/);
  rmSync(file);
});

test('names a migration for people', () => {
  const [, , third] = load(TINY_MIGRATIONS).migrations;
  expect(third && migrationTitle(third)).toBe('Play counts');
});

test('each shipped migration has a title in the catalog, in English the words of its name', () => {
  for (const migration of loadMigrationSet(shippedMigrationsDir()).migrations) {
    const { name } = migration;
    // A title that the catalog does not have would be told as it was sent.
    expect(stepTitle({ name, title: 'not in the catalog' })).toBe(migrationTitle(migration));
  }
});
