/** What the schema itself keeps in step, and what it refuses, in a library of the latest version. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { listingDifferences } from '../fixtures/listings.ts';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import { countSearchDifferences } from '../fixtures/search-index.ts';
import { loadMigrationSet } from '../src/main/lifecycle/migrations/migration-set.ts';
import { readSchema } from '../src/main/lifecycle/migrations/schema.ts';
import {
  isSearchOutOfStep,
  rebuildSearch,
  searchDefinition,
} from '../src/main/lifecycle/search-index.ts';
import { openWriter } from '../src/main/lifecycle/sqlite/connection.ts';
import type { Connection } from '../src/main/lifecycle/sqlite/database.ts';
import {
  hasStaleSearchWords,
  updateSearchWords,
} from '../src/main/lifecycle/sqlite/keep-search-words.ts';
import { shippedMigrationsDir } from '../src/main/locations.ts';

let db: Connection;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-triggers-'));
  const file = join(folder, 'library.db');
  makeOldLibrary({ file, tracks: 100 });
  db = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

test.for([
  `INSERT INTO tracks (path, title, artist_credit, album_id, added_at)
   VALUES ('/new.mp3', 'Ёлка', 'Žluťoučký Kůň', 3, '2025-01-01T00:00:00Z')`,
  `UPDATE tracks SET title = 'Entirely Different' WHERE id % 2 = 0`,
  `UPDATE tracks SET artist_credit = 'Somebody Else' WHERE id % 3 = 0`,
  'UPDATE tracks SET album_id = 1 WHERE id BETWEEN 40 AND 60',
  'UPDATE tracks SET album_id = NULL WHERE id = 7',
  `UPDATE albums SET title = title || ' (Deluxe)'`,
  'DELETE FROM albums WHERE id = 2',
  'DELETE FROM tracks WHERE id > 50',
  `UPDATE tracks SET year = 2031, path = path || '.mp3' WHERE id < 9`,
  `UPDATE artists SET name = 'Renamed ' || id`,
  `UPDATE genres SET name = 'Polka ' || id`,
  'UPDATE albums SET artist_id = 1 WHERE id > 2',
  'DELETE FROM track_artists WHERE track_id < 20',
  'DELETE FROM track_genres WHERE track_id < 20',
  'INSERT INTO track_genres (track_id, position, genre_id) VALUES (1, 5, 3), (2, 5, 4)',
  'INSERT INTO track_artists (track_id, position, artist_id) VALUES (1, 5, 1), (2, 5, 2)',
  `INSERT INTO track_details (track_id, composers) VALUES (1, '["Zemlinsky","Zorn"]')`,
  `UPDATE track_details SET composers = NULL, conductors = '["Zinman"]'`,
  'DELETE FROM track_details',
  'INSERT INTO album_artists (album_id, position, artist_id) SELECT 1, 5, max(id) FROM artists',
  'DELETE FROM album_artists WHERE album_id < 5',
])('search stays in step after %s', (change) => {
  expect(countSearchDifferences(db)).toBe(0);
  const { changes } = db.prepare(change).run();
  expect(changes).toBeGreaterThan(0);
  updateSearchWords(db, 1_000);
  expect(countSearchDifferences(db)).toBe(0);
});

test.for([
  `INSERT INTO tracks (path, title, album_id, added_at, play_count)
   VALUES ('/new.mp3', 'New', 3, '2025-01-01T00:00:00Z', 4)`,
  'UPDATE tracks SET album_id = 1 WHERE id BETWEEN 40 AND 60',
  'UPDATE tracks SET album_id = NULL WHERE album_id = 2',
  'UPDATE tracks SET play_count = play_count + 3, album_id = 5 WHERE id % 3 = 0',
  'DELETE FROM tracks WHERE id > 50',
  'DELETE FROM tracks',
  'DELETE FROM albums WHERE id = 2',
  `UPDATE albums SET sort_title = 'z' || sort_title, year = NULL`,
  'UPDATE albums SET artist_id = NULL WHERE id > 2',
  `UPDATE artists SET sort_name = 'x' || sort_name`,
  'DELETE FROM track_artists WHERE track_id < 20',
  'INSERT INTO track_artists (track_id, position, artist_id) VALUES (1, 5, 1), (2, 5, 2)',
  'DELETE FROM track_genres WHERE track_id < 90',
  'INSERT INTO track_genres (track_id, position, genre_id) VALUES (1, 5, 3), (2, 5, 4)',
  'INSERT INTO album_artists (album_id, position, artist_id) SELECT 1, 5, max(id) FROM artists',
  'DELETE FROM album_artists WHERE album_id < 5',
  `INSERT INTO plays (track_id, played_at) VALUES (1, '2031-01-01T00:00:00Z')`,
])('albums, artists and genres are listed as they are after %s', (change) => {
  expect(listingDifferences(db)).toEqual([]);
  const { changes } = db.prepare(change).run();
  expect(changes).toBeGreaterThan(0);
  expect(listingDifferences(db)).toEqual([]);
});

test('an edit that names nothing leaves no words to be brought up to date', () => {
  db.exec('UPDATE tracks SET rating = 3, play_count = 9, title = title, album_id = album_id');
  expect(hasStaleSearchWords(db)).toBe(false);
});

test('words are brought up to date so many at a time', () => {
  db.exec(`UPDATE tracks SET title = 'New ' || id`);
  updateSearchWords(db, 60);
  expect(hasStaleSearchWords(db)).toBe(true);
  updateSearchWords(db, 60);
  expect(hasStaleSearchWords(db)).toBe(false);
});

test('the search index can be built anew, whatever became of it', () => {
  db.exec(`
    UPDATE search_words SET title = ' other ' WHERE track_id < 30;
    DELETE FROM search_words WHERE track_id > 70;
    INSERT INTO search_words (track_id, title, artist, album, further) VALUES (9999, '', '', '', '');
    INSERT INTO track_search (track_search) VALUES ('delete-all');
  `);
  const schema = readSchema(db);
  const definition = searchDefinition(db) ?? expect.fail('There is no index.');
  expect(isSearchOutOfStep(db)).toBe(true);
  db.transaction(() => rebuildSearch(db, definition))();
  expect(isSearchOutOfStep(db)).toBe(false);
  expect(countSearchDifferences(db)).toBe(0);
  expect(readSchema(db)).toEqual(schema);
  db.exec(`UPDATE tracks SET title = 'Later' WHERE id = 5`);
  updateSearchWords(db, 10);
  expect(countSearchDifferences(db)).toBe(0);
});

test('a track that waits for its words is not out of step', () => {
  db.exec(
    `INSERT INTO tracks (path, title, added_at) VALUES ('/n.mp3', 'New', '2025-01-01T00:00:00Z')`,
  );
  expect(isSearchOutOfStep(db)).toBe(false);
  updateSearchWords(db, 10);
  expect(isSearchOutOfStep(db)).toBe(false);
});

test('the comparison of the search index notices what is not in step', () => {
  db.exec(`UPDATE search_words SET title = ' other ' WHERE track_id = 1`);
  expect(countSearchDifferences(db)).toBeGreaterThan(0);
  db.exec(`INSERT INTO track_search (track_search) VALUES ('delete-all')`);
  expect(() => countSearchDifferences(db)).toThrow('malformed');
});

test('a play is counted and becomes the last one, unless a later one is known', () => {
  const state = db
    .prepare(
      'SELECT play_count AS playCount, last_played_at AS lastPlayedAt FROM tracks WHERE id = 1',
    )
    .raw();
  db.exec(`DELETE FROM plays; UPDATE tracks SET play_count = 0, last_played_at = NULL`);
  const play = db.prepare('INSERT INTO plays (track_id, played_at) VALUES (1, ?)');
  play.run('2025-06-01T00:00:00Z');
  expect(state.get()).toEqual([1, '2025-06-01T00:00:00Z']);
  play.run('2025-05-01T00:00:00Z');
  expect(state.get()).toEqual([2, '2025-06-01T00:00:00Z']);
});

test('tracks are sorted by the new title of their album', () => {
  db.exec(`UPDATE albums SET sort_title = 'zebra' WHERE id = 1`);
  const keys = db.prepare('SELECT DISTINCT sort_album FROM tracks WHERE album_id = 1').pluck();
  expect(keys.all()).toEqual(['zebra']);
});

test('a track leaves its playlists, plays and links behind it clean', () => {
  db.exec('DELETE FROM tracks');
  for (const table of ['playlist_tracks', 'plays', 'track_artists', 'track_genres']) {
    expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  }
});

test.for([
  'UPDATE tracks SET rating = 6 WHERE id = 1',
  'UPDATE tracks SET favourite = 2 WHERE id = 1',
  'UPDATE tracks SET play_count = -1 WHERE id = 1',
  `UPDATE tracks SET title = '' WHERE id = 1`,
  `UPDATE tracks SET duration_ms = 'long' WHERE id = 1`,
  'UPDATE tracks SET album_id = 9999 WHERE id = 1',
  'UPDATE tracks SET track_gain_db = 61 WHERE id = 1',
  'INSERT INTO playlist_tracks (playlist_id, position, track_id) VALUES (1, 0, 1)',
  `INSERT INTO artists (name) SELECT name FROM artists WHERE id = 1`,
  `UPDATE albums SET release_id = 'one release'`,
  `UPDATE albums SET release_id = ''`,
])('the schema refuses %s', (change) => {
  expect(() => db.exec(change)).toThrow(/constraint failed|cannot store TEXT/);
});
