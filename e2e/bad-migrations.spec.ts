/**
 * Migrations that cannot be, or that fail: each has its typed error and exit status, names the file
 * and where it can the line, and leaves the library at its old version, byte for byte.
 */
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBackups } from './support/backups.ts';
import { readLibraryState } from './support/library-state.ts';
import {
  COUNT_APPLICATIONS,
  migrationFileName,
  shippedMigrations,
  writeMigrationSet,
} from './support/migration-sets.ts';
import { prepareToEnd } from './support/outcomes.ts';
import { expectRefusal, type RefusalCase } from './support/refusals.ts';
import { makeOldLibrary, type TestLibrary } from './support/test-library.ts';

const SHIPPED = await shippedMigrations();

/** The number that the first migration has which a case adds. */
const NEXT = SHIPPED.length + 1;

const shipped = (version: number) => {
  const name = SHIPPED[version - 1];
  if (name === undefined) throw new Error(`There is no migration ${version}.`);
  return name;
};

/** Adds migrations with this SQL after the shipped ones. */
const adding =
  (...sql: readonly string[]) =>
  async ({ migrationsDir }: TestLibrary) => {
    for (const [index, text] of sql.entries()) {
      await writeFile(join(migrationsDir, migrationFileName(NEXT + index, 'added')), text);
    }
  };

const added = (index: number) => migrationFileName(NEXT + index, 'added');

const BAD_SETS: readonly RefusalCase[] = [
  {
    name: 'that has a gap',
    code: 'MIGRATION_SET_INVALID',
    message: `Migration 0005 is missing: ${shipped(6)} is next`,
    arrange: ({ migrationsDir }) => rm(join(migrationsDir, shipped(5))),
  },
  {
    name: 'that lacks its beginning',
    code: 'MIGRATION_SET_INVALID',
    message: /Migration 0001 is missing/,
    arrange: ({ migrationsDir }) => rm(join(migrationsDir, shipped(1))),
  },
  {
    name: 'that has a number twice',
    code: 'MIGRATION_SET_INVALID',
    message: `0005_another.sql and ${shipped(5)} have the same number`,
    arrange: ({ migrationsDir }) =>
      writeFile(join(migrationsDir, '0005_another.sql'), 'CREATE TABLE another (id INTEGER);'),
  },
  {
    name: 'with a bad name',
    code: 'MIGRATION_SET_INVALID',
    message: /Add-Moods\.sql is not named like a migration \(NNNN_snake_case\.sql\)/,
    arrange: ({ migrationsDir }) =>
      writeFile(join(migrationsDir, 'Add-Moods.sql'), 'CREATE TABLE moods (id INTEGER);'),
  },
  {
    name: 'with an empty file',
    code: 'MIGRATION_SET_INVALID',
    message: `${added(0)} is empty`,
    arrange: adding(''),
  },
  {
    name: 'with a file of comments alone',
    code: 'MIGRATION_SET_INVALID',
    message: `${added(0)} is empty`,
    arrange: adding('-- Later.\n/* Much later. */\n'),
  },
  {
    name: 'with a COMMIT inside a step',
    code: 'MIGRATION_SET_INVALID',
    message: `${added(0)}:2 has the statement COMMIT`,
    arrange: adding('CREATE TABLE moods (id INTEGER PRIMARY KEY) STRICT;\nCOMMIT;\n'),
  },
  {
    name: 'with an undeclared DROP TABLE',
    code: 'MIGRATION_SET_INVALID',
    message: `${added(0)}:3 destroys data (DROP TABLE)`,
    arrange: adding('-- It is not needed any more.\n\nDROP TABLE plays;\n'),
  },
  {
    name: 'with an undeclared DELETE of everything',
    code: 'MIGRATION_SET_INVALID',
    message: `${added(0)}:1 destroys data (DELETE)`,
    arrange: adding('DELETE FROM plays;\n'),
  },
  {
    name: 'whose first steps are not those that the library was made with',
    code: 'MIGRATION_SET_INVALID',
    message: `${shipped(2)} is not the one that this library was upgraded with`,
    arrange: ({ migrationsDir }) =>
      appendFile(join(migrationsDir, shipped(2)), '-- A word more.\n'),
  },
  {
    name: 'that is not there',
    code: 'MIGRATION_SET_INVALID',
    message: /The migrations folder .* cannot be read/,
    arrange: ({ migrationsDir }) => rm(migrationsDir, { recursive: true }),
  },
  {
    name: 'that is empty',
    code: 'MIGRATION_SET_INVALID',
    message: /has no migrations/,
    async arrange({ migrationsDir }) {
      await rm(migrationsDir, { recursive: true });
      await mkdir(migrationsDir);
    },
  },
];

const FAILING_STEPS: readonly RefusalCase[] = [
  {
    name: 'has a syntax error (the third of three)',
    code: 'MIGRATION_FAILED',
    message: `${added(2)}:4: near "TABEL": syntax error`,
    arrange: adding(
      'CREATE TABLE moods (id INTEGER PRIMARY KEY) STRICT;',
      'UPDATE tracks SET play_count = play_count + 1;',
      '-- Two statements, and the second one has a mistake.\nUPDATE tracks SET year = 1;\n\nCREATE TABEL feelings (id);\n',
    ),
  },
  {
    name: 'violates a foreign key',
    code: 'MIGRATION_FAILED',
    message: /a row of playlist_tracks refers to one of tracks that does not exist/,
    arrange: adding('UPDATE playlist_tracks SET track_id = 1000000 WHERE position = 0;'),
  },
  {
    name: 'violates a constraint',
    code: 'MIGRATION_FAILED',
    message: `${added(0)}:1: CHECK constraint failed`,
    arrange: adding('UPDATE tracks SET play_count = -1;'),
  },
  {
    name: 'names a table that is not there',
    code: 'MIGRATION_FAILED',
    message: `${added(0)}:1: no such table: moods`,
    arrange: adding('UPDATE moods SET name = 1;'),
  },
  {
    name: 'calls a function that is not there',
    code: 'MIGRATION_FAILED',
    message: `${added(0)}:1: no such function: mood`,
    arrange: adding('UPDATE tracks SET year = mood(title);'),
  },
];

describe('A library is not touched by a migration set', () => {
  test.for(BAD_SETS)('$name', async ({ arrange, ...refusal }) => {
    const library = await makeOldLibrary();
    await arrange(library);
    await expectRefusal(library, refusal);
    expect(await readBackups(library.backupsDir)).toEqual([]);
  });

  test('whose first steps have changed since it was brought up to date by them', async () => {
    const library = await makeOldLibrary();
    await prepareToEnd(library);
    await appendFile(join(library.migrationsDir, shipped(2)), '-- A word more.\n');
    await expectRefusal(library, {
      code: 'MIGRATION_SET_INVALID',
      message: `${shipped(2)} is not the one that this library was upgraded with`,
    });
  });
});

describe('A library is as it was after a step that', () => {
  test.for(FAILING_STEPS)('$name', async ({ arrange, ...refusal }) => {
    const library = await makeOldLibrary();
    await arrange(library);
    const before = await readLibraryState(library.file);
    await expectRefusal(library, refusal);
    const backups = await readBackups(library.backupsDir);
    expect(backups.map(({ state }) => state)).toEqual([before]);
  });

  test('failed, and goes on from there with the next version of the app', async () => {
    const library = await makeOldLibrary();
    await adding('UPDATE moods SET name = 1;')(library);
    await expectRefusal(library, { code: 'MIGRATION_FAILED', message: /moods/ });
    await rm(library.migrationsDir, { recursive: true });
    await writeMigrationSet(library.migrationsDir, { added: [COUNT_APPLICATIONS] });
    expect(await prepareToEnd(library)).toMatchObject({ migratedBy: 'this-process' });
  });
});
