/** What albums, artists and genres are listed from is mended from the tables that it follows from. */
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { listingDifferences } from '../../../fixtures/listings.ts';
import { makeOldLibrary } from '../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../fixtures/test-library.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { findOutOfStep, judgeSchema, mendFollowing, mendOwnSchema } from './jobs/own-schema.ts';
import { definedBy } from './migrations/defined-schema.ts';
import { loadMigrationSet } from './migrations/migration-set.ts';
import { readSchema, type SchemaObject } from './migrations/schema.ts';
import { openMigrator } from './sqlite/connection.ts';
import type { Connection } from './sqlite/database.ts';
import { readContent } from './sqlite/library-content.ts';

let db: Connection;
let own: readonly SchemaObject[];

beforeEach(() => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 200 });
  own = definedBy(loadMigrationSet(shippedMigrationsDir())).objects;
  db = openMigrator(file);
  onTestFinished(() => {
    db.close();
  });
});

test.for([
  'UPDATE listed_albums SET tracks = tracks + 1 WHERE album_id = 3',
  'DELETE FROM listed_artists WHERE artist_id = 2',
  'INSERT INTO listed_genres (genre_id, tracks) VALUES (999, 4)',
])('lists that another tool has changed are noticed, and filled anew: %s', (change) => {
  expect(findOutOfStep(db, own)).toEqual([]);
  db.exec(change);
  expect(findOutOfStep(db, own)).toEqual(['listed_albums']);
  expect(mendFollowing(db, own, 'may-be-sound')).toContain('listed_albums');
  expect(listingDifferences(db)).toEqual([]);
  expect(findOutOfStep(db, own)).toEqual([]);
});

test('a list that is gone is made again, and its loss is no loss of rows', () => {
  const before = readContent(db);
  db.exec('DROP TABLE listed_artists');
  expect(judgeSchema(own, readSchema(db)).differences).toEqual([]);
  expect(readContent(db)).toEqual(before);
  expect(mendOwnSchema(db, own)).toContain('listed_artists');
  expect(listingDifferences(db)).toEqual([]);
});
