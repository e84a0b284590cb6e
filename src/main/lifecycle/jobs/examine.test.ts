/** examine.ts: the deep check finds damage, dangling references and a schema that is not as defined. */
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { CheckDepth } from '../../../shared/health.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import {
  damagePage,
  fingerprint,
  makeLibrary,
  queryValue,
  quietContext,
  withDatabase,
} from '../testing/scratch-library.ts';
import { examineLibrary } from './examine.ts';

function examine(
  { libraryFile, migrationsDir }: { libraryFile: string; migrationsDir: string },
  depth: CheckDepth = 'quick',
) {
  const before = fingerprint(dirname(libraryFile));
  try {
    return examineLibrary(
      { file: libraryFile, set: loadMigrationSet(migrationsDir), depth, phase: 'verify' },
      quietContext(),
    );
  } finally {
    expect(fingerprint(dirname(libraryFile))).toEqual(before);
  }
}

test.each([1, 2, 3])('a sound library of version %i has nothing wrong with it', (version) => {
  expect(examine(makeLibrary({ version }))).toEqual({
    damage: null,
    mendable: [],
    danglingReferences: 0,
    unusedPages: 0,
    addedTriggers: [],
    schemaDifferences: [],
  });
});

test('counts rows that refer to nothing', () => {
  const places = makeLibrary();
  withDatabase(places.libraryFile, (db) =>
    db.exec('PRAGMA foreign_keys = OFF; DELETE FROM albums'),
  );
  expect(examine(places)).toMatchObject({ damage: null, danglingReferences: 10 });
});

test('tells what is defined differently from its own version', () => {
  const places = makeLibrary({ version: 2 });
  withDatabase(places.libraryFile, (db) => db.exec('DROP INDEX tracks_by_album'));
  expect(examine(places)).toMatchObject({
    mendable: ['tracks_by_album'],
    addedTriggers: [],
    schemaDifferences: [],
  });
});

test('a table that lacks a rule is a difference, and one of another program is none', () => {
  const places = makeLibrary({ version: 2 });
  withDatabase(places.libraryFile, (db) =>
    db.exec(
      'PRAGMA foreign_keys = OFF; CREATE TABLE mine (x); DROP TABLE albums; CREATE TABLE albums (id INTEGER PRIMARY KEY)',
    ),
  );
  expect(examine(places)).toMatchObject({
    schemaDifferences: ['table albums is defined differently'],
  });
});

test('tells of a page that was overwritten', () => {
  const places = makeLibrary({ tracks: 2_000 });
  const { libraryFile } = places;
  const leaf = `SELECT max(pageno) FROM dbstat WHERE name = 'tracks_by_album' AND pagetype = 'leaf'`;
  damagePage(libraryFile, Number(queryValue(libraryFile, leaf)));
  expect(examine(places)).toMatchObject({ damage: null, mendable: ['tracks_by_album'] });
});

test('tells of a page of rows that was overwritten', () => {
  const places = makeLibrary({ tracks: 2_000 });
  const { libraryFile } = places;
  const leaf = `SELECT max(pageno) FROM dbstat WHERE name = 'tracks' AND pagetype = 'leaf'`;
  damagePage(libraryFile, Number(queryValue(libraryFile, leaf)));
  expect(examine(places).damage).toMatch(/page|malformed|error code 11/);
});

test('a full check also finds an index that does not say what its table does', () => {
  const places = makeLibrary();
  withDatabase(places.libraryFile, (db) => {
    const definition = `SELECT sql FROM sqlite_schema WHERE name = 'tracks_by_album'`;
    const sql = z.string().parse(db.prepare(definition).pluck().get());
    db.exec('DROP INDEX tracks_by_album; CREATE INDEX tracks_by_album ON tracks (id + 1);');
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    db.prepare(`UPDATE sqlite_schema SET sql = ? WHERE name = 'tracks_by_album'`).run(sql);
  });
  expect(examine(places)).toMatchObject({ damage: null, mendable: [] });
  expect(examine(places, 'full')).toMatchObject({ damage: null, mendable: ['tracks_by_album'] });
});

test('a file that SQLite cannot read is damaged', () => {
  const places = makeLibrary();
  damagePage(places.libraryFile, 1);
  expect(() => examine(places)).toThrow(expect.objectContaining({ code: 'LIBRARY_DAMAGED' }));
});

test('stops when it is asked to', () => {
  const { libraryFile: file, migrationsDir } = makeLibrary();
  const stopped = new Error('stopped');
  const context = {
    onEvent: () => {},
    throwIfStopped() {
      throw stopped;
    },
  };
  const set = loadMigrationSet(migrationsDir);
  const request = { file, set, depth: 'quick', phase: 'verify' } as const;
  expect(() => examineLibrary(request, context)).toThrow(stopped);
});
