/** Upgrades from every released version lose nothing and end in one and the same schema. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type KeptData, readKeptData } from '../fixtures/kept-data.ts';
import { listingDifferences } from '../fixtures/listings.ts';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import { countSearchDifferences } from '../fixtures/search-index.ts';
import { loadMigrationSet } from '../src/main/lifecycle/migrations/migration-set.ts';
import { readSchema } from '../src/main/lifecycle/migrations/schema.ts';
import { prepareLibrary } from '../src/main/lifecycle/prepare.ts';
import { openMigrator } from '../src/main/lifecycle/sqlite/connection.ts';
import type { Connection } from '../src/main/lifecycle/sqlite/database.ts';
import { sortKey } from '../src/main/lifecycle/sqlite/sort-key.ts';
import { shippedMigrationsDir } from '../src/main/locations.ts';

const { latest } = loadMigrationSet(shippedMigrationsDir());
const versions = Array.from({ length: latest }, (_, index) => index + 1);

/** Enough for duplicates with and without ratings, some of them thrice. */
const TRACKS = 2_000;

const root = mkdtempSync(join(tmpdir(), 'fermata-upgrades-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Where a library of this name lies, in a folder of its own. */
function libraryFile(name: string): string {
  return join(mkdtempSync(join(root, `${name}-`)), 'library.db');
}

const fresh = libraryFile('fresh');
beforeAll(() => prepare(fresh));

test('a new library has every table STRICT', () => {
  const lax = withLibrary(fresh, (db) =>
    db
      .prepare(
        `SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .pluck()
      .all(),
  );
  expect(lax).toEqual([]);
});

describe.for(versions)('a library of schema version %i', (version) => {
  const file = libraryFile(`version-${version}`);
  let before: KeptData;

  beforeAll(async () => {
    makeOldLibrary({ file, version, tracks: TRACKS });
    before = withLibrary(file, readKeptData);
    await prepare(file);
  });

  test('gets the schema of a new library', () => {
    expect(withLibrary(file, readSchema)).toEqual(withLibrary(fresh, readSchema));
  });

  test('keeps its tracks with their plays, ratings, favourites, artists and genres', () => {
    const after = withLibrary(file, readKeptData);
    expect(after.tracks).toEqual(before.tracks);
  });

  test('keeps the entries of its playlists in order, and the history of its plays', () => {
    const after = withLibrary(file, readKeptData);
    expect(after.playlistEntries).toEqual(before.playlistEntries ?? []);
    expect(after.plays).toEqual(before.plays ?? []);
  });

  test('has each file once', () => {
    const [tracks, paths] = withLibrary(file, (db) => [
      numberFrom(db, 'SELECT count(*) FROM tracks'),
      numberFrom(db, 'SELECT count(DISTINCT path) FROM tracks'),
    ]);
    expect(tracks).toBe(paths);
    expect(paths).toBe(before.tracks.length);
  });

  test('finds every word of its tracks, and no other', () => {
    expect(withLibrary(file, countSearchDifferences)).toBe(0);
  });

  test('lists its albums, artists and genres', () => {
    expect(withLibrary(file, listingDifferences)).toEqual([]);
  });

  test('sorts by names without articles, case and accents', () => {
    const names = withLibrary(file, (db) =>
      z.array(z.tuple([z.string(), z.string()])).parse(
        db
          .prepare(
            `SELECT name, sort_name FROM artists
             UNION ALL SELECT title, sort_title FROM albums
             UNION ALL SELECT title, sort_title FROM tracks
             UNION ALL SELECT albums.title, sort_album FROM tracks JOIN albums ON albums.id = album_id
             UNION ALL SELECT name, sort_artist FROM tracks
               JOIN track_artists ON track_id = tracks.id AND position = 0
               JOIN artists ON artists.id = artist_id`,
          )
          .raw()
          .all(),
      ),
    );
    expect(names.length).toBeGreaterThan(1_000);
    expect(names.map(([, key]) => key)).toEqual(names.map(([name]) => sortKey(name)));
  });

  test('is sound, and every reference leads somewhere', () => {
    withLibrary(file, (db) => {
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.pragma('foreign_key_check')).toEqual([]);
      expect(numberFrom(db, UNCOUNTED_PLAYS)).toBe(0);
      expect(numberFrom(db, WRONG_LAST_PLAYS)).toBe(0);
    });
  });
});

test('duplicates of a file become one track with what all of them had', async () => {
  const file = libraryFile('duplicates');
  makeOldLibrary({ file, version: 5, tracks: TRACKS });
  const duplicated = withLibrary(
    file,
    (db) =>
      numberFrom(db, 'SELECT count(*) FROM tracks') -
      numberFrom(db, 'SELECT count(DISTINCT path) FROM tracks'),
  );
  const [inPlaylists, plays, playCount] = withLibrary(file, (db) => [
    numberFrom(db, 'SELECT count(*) FROM playlist_tracks'),
    numberFrom(db, 'SELECT count(*) FROM plays'),
    numberFrom(db, 'SELECT sum(play_count) FROM tracks'),
  ]);
  await prepare(file);
  withLibrary(file, (db) => {
    expect(duplicated).toBe(TRACKS / 100);
    expect(numberFrom(db, 'SELECT count(*) FROM tracks')).toBe(TRACKS - duplicated);
    expect(numberFrom(db, 'SELECT count(*) FROM playlist_tracks')).toBe(inPlaylists);
    expect(numberFrom(db, 'SELECT count(*) FROM plays')).toBe(plays);
    expect(numberFrom(db, 'SELECT sum(play_count) FROM tracks')).toBe(playCount);
    expect(() =>
      db.exec(
        'INSERT INTO tracks (path, title, added_at) SELECT path, title, added_at FROM tracks',
      ),
    ).toThrow('UNIQUE constraint failed: tracks.path');
  });
});

const UNCOUNTED_PLAYS = `
  SELECT count(*) FROM tracks
  WHERE play_count < (SELECT count(*) FROM plays WHERE plays.track_id = tracks.id)`;

const WRONG_LAST_PLAYS = `
  SELECT count(*) FROM tracks
  WHERE last_played_at IS NOT (SELECT max(played_at) FROM plays WHERE plays.track_id = tracks.id)`;

function prepare(file: string) {
  return prepareLibrary(
    {
      libraryFile: file,
      backupsDir: join(dirname(file), 'backups'),
      migrationsDir: shippedMigrationsDir(),
      appVersion: '1.0.0',
      host: 'a test',
      open: async () => undefined,
    },
    () => {},
  );
}

function withLibrary<Result>(file: string, use: (db: Connection) => Result): Result {
  const db = openMigrator(file);
  try {
    return use(db);
  } finally {
    db.close();
  }
}

function numberFrom(db: Connection, sql: string): number {
  return z.number().parse(db.prepare(sql).pluck().get());
}
