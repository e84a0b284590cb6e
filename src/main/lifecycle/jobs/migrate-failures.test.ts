/** migrate.ts when a step fails or must not be done: none of them is, and the error says why. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FermataError } from '../../../shared/errors.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import type { MigrationSet } from '../migrations/migration-set.ts';
import {
  damagePage,
  digestOf,
  makeOldLibrary,
  namesIn,
  queryValue,
  quietContext,
  withDatabase,
} from '../testing/scratch-library.ts';
import { type MigrateRequest, migrateLibrary } from './migrate.ts';

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

test('refuses a library whose table lacks a rule of ours', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  withDatabase(file, (db) =>
    db.unsafeMode(true).exec(`
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'tracks'`),
  );
  expect(failureOf(file, set)).toMatchObject({
    code: 'MIGRATION_FAILED',
    message:
      'Your library was not upgraded: the schema is not as the migrations define it: table tracks is defined differently.',
  });
});

test('calls a library damaged whose table has lost a column of ours', () => {
  const { file, set } = makeOldLibrary({ '0003_a.sql': 'CREATE TABLE a (x INTEGER) STRICT;' });
  withDatabase(file, (db) => db.exec('ALTER TABLE tracks DROP COLUMN title'));
  expect(failureOf(file, set)).toMatchObject({
    code: 'LIBRARY_DAMAGED',
    message: expect.stringContaining('table tracks has no column title'),
  });
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
  expect(migrate({ file, set, fromVersion: 2 }, context(6))).not.toBeNull();
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
    message: `There is no space left on the disk of ${file}.`,
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
