/** Removing, bringing back and relocating, on a library of real rows: nothing that a person made is lost. */
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readKeptData } from '../../../../fixtures/kept-data.ts';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { isWritable, type WritableDb } from '../handlers.ts';
import { listTrackIds } from '../tracks/track-queries.ts';
import { findElsewhere } from './found-elsewhere.ts';
import { relocate } from './relocate.ts';
import { listRemovals, removeFolder, removeTracks } from './removals.ts';
import { restoreRemoval } from './restore-removal.ts';

const TRACKS = 60;
const NOW = '2026-05-01T00:00:00.000Z';
const LATER = '2026-05-02T00:00:00.000Z';

let db: WritableDb;

beforeEach(() => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: TRACKS });
  const opened = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
  onTestFinished(() => {
    opened.close();
  });
  if (!isWritable(opened)) throw new Error('The library cannot be written.');
  db = opened;
  db.exec(`DELETE FROM scan_roots; DELETE FROM scan_problems;
    UPDATE tracks SET path = '/old/' || CASE WHEN id <= 40 THEN 'a' ELSE 'b' END || '/' || id || '.flac';
    UPDATE tracks SET rating = id % 5 + 1, favourite = id % 2;
    INSERT INTO scan_roots (path, added_at) VALUES ('/old', '${NOW}')`);
});

/** Everything but what search and scans derive. */
function content() {
  const rows = (sql: string) => db.prepare(sql).all();
  return {
    kept: readKeptData(db),
    tracks: rows('SELECT * FROM tracks ORDER BY id'),
    artists: rows(
      `SELECT track_id, position, name FROM track_artists JOIN artists ON artists.id = artist_id
       ORDER BY track_id, position`,
    ),
    genres: rows(
      `SELECT track_id, position, name FROM track_genres JOIN genres ON genres.id = genre_id
       ORDER BY track_id, position`,
    ),
    entries: rows('SELECT * FROM playlist_tracks ORDER BY playlist_id, position'),
    albums: rows(
      `SELECT albums.id, title, artist_id, year, release_id, artist_credit, sort_title, sha256
       FROM albums LEFT JOIN artworks ON artworks.id = artwork_id ORDER BY albums.id`,
    ),
    albumFolders: rows('SELECT * FROM album_folders ORDER BY folder, album_id'),
    roots: rows('SELECT path, added_at, scanned_at FROM scan_roots ORDER BY path'),
  };
}

const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

function paths(): unknown[] {
  return db.prepare('SELECT path FROM tracks ORDER BY id').pluck().all();
}

test('tracks that were removed come back with all that was made of them, and in their places', () => {
  const before = content();
  const { removal, tracks } = removeTracks(db, [3, 7, 8, 41, 999], NOW);
  expect(tracks).toBe(4);
  expect(count('tracks')).toBe(TRACKS - 4);
  expect(content().entries).not.toEqual(before.entries);
  expect(restoreRemoval(db, removal)).toEqual({ folder: null, ids: [3, 7, 8, 41] });
  expect(content()).toEqual(before);
  expect(count('removed_rows')).toBe(0);
});

test('a playlist has no gaps while tracks of it are removed', () => {
  removeTracks(db, [3, 7, 8, 41], NOW);
  const gaps = db.prepare(`
    SELECT playlist_id FROM playlist_tracks GROUP BY playlist_id
    HAVING max(position) <> count(*) - 1 OR min(position) <> 0`);
  expect(gaps.all()).toEqual([]);
});

test('albums, artists and genres of removed tracks go with them and come back', () => {
  const before = content();
  const all = before.kept.tracks.map((_, index) => index + 1);
  const { removal } = removeTracks(db, all, NOW);
  for (const table of ['tracks', 'albums', 'artists', 'genres', 'playlist_tracks', 'plays']) {
    expect(count(table)).toBe(0);
  }
  restoreRemoval(db, removal);
  expect(content()).toEqual(before);
});

test('tracks that the library does not have cannot be removed', () => {
  expect(() => db.transaction(() => removeTracks(db, [999], NOW))()).toThrow(/does not have/);
  expect(listRemovals(db)).toEqual([]);
});

test('what was brought back is not brought back twice', () => {
  const { removal } = removeTracks(db, [3], NOW);
  restoreRemoval(db, removal);
  expect(() => restoreRemoval(db, removal)).toThrow(/brought back already/);
  const again = removeTracks(db, [4], LATER).removal;
  // The number may be the same; the time is not.
  expect(() => restoreRemoval(db, { ...again, removedAt: NOW })).toThrow(/brought back already/);
});

test('a music folder is removed with its tracks, and comes back', () => {
  db.exec(`INSERT INTO scan_roots (path, added_at) VALUES ('/old/b', '${NOW}')`);
  const before = content();
  const { removal, tracks } = removeFolder(db, '/old', NOW);
  // What is in another music folder stays.
  expect(tracks).toBe(40);
  expect(db.prepare('SELECT path FROM scan_roots').pluck().all()).toEqual(['/old/b']);
  expect(listRemovals(db)).toMatchObject([{ ...removal, folder: '/old', tracks: 40 }]);
  expect(restoreRemoval(db, removal).folder).toBe('/old');
  expect(content()).toEqual(before);
});

test('a music folder inside another one is removed without its tracks: they stay in the other one', () => {
  db.exec(`INSERT INTO scan_roots (path, added_at) VALUES ('/old/b', '${NOW}')`);
  expect(removeFolder(db, '/old/b', NOW).tracks).toBe(0);
  expect(count('tracks')).toBe(TRACKS);
});

test('what is no music folder is not removed', () => {
  expect(() => removeFolder(db, '/old/a', NOW)).toThrow(/not one of the music folders/);
});

test('a track that was scanned anew meanwhile becomes one with what comes back', () => {
  const plays = db.prepare('SELECT play_count FROM tracks WHERE id = 3').pluck();
  const before = Number(plays.get());
  const { removal } = removeTracks(db, [3], NOW);
  db.exec(`INSERT INTO tracks (id, path, title, added_at, play_count)
    VALUES (900, '/old/a/3.flac', 'Again', '${LATER}', 0);
    INSERT INTO plays (track_id, played_at) VALUES (900, '${LATER}')`);
  expect(restoreRemoval(db, removal).ids).toEqual([3]);
  expect(db.prepare('SELECT id FROM tracks WHERE path = ?').pluck().all('/old/a/3.flac')).toEqual([
    3,
  ]);
  expect(db.prepare('SELECT rating, play_count FROM tracks WHERE id = 3').get()).toEqual({
    rating: 4,
    play_count: before + 1,
  });
  expect(count('tracks')).toBe(TRACKS);
});

test('a track whose number another one has meanwhile comes back under a new one', () => {
  const entries = db.prepare(
    'SELECT playlist_id, position FROM playlist_tracks WHERE track_id = ?',
  );
  const places = entries.all(TRACKS);
  const { removal } = removeTracks(db, [TRACKS], NOW);
  db.exec(
    `INSERT INTO tracks (id, path, title, added_at) VALUES (${TRACKS}, '/x.flac', 'X', '${NOW}')`,
  );
  const [id = 0] = restoreRemoval(db, removal).ids;
  expect(id).not.toBe(TRACKS);
  expect(entries.all(id)).toEqual(places);
});

function move(from: string, to: string, others: Partial<Parameters<typeof relocate>[1]> = {}) {
  const relocation = { from, to, staying: [], merged: null, ...others };
  return db.transaction(() => relocate(db, relocation, NOW))();
}

test('a folder is relocated: every row stays, with another path', () => {
  const before = content();
  expect(move('/old', '/new place')).toEqual({ moved: TRACKS, staying: [], merged: null });
  expect(paths()).toEqual(
    before.kept.tracks.map((_, at) => `/new place/${at < 40 ? 'a' : 'b'}/${at + 1}.flac`),
  );
  expect(db.prepare('SELECT path FROM scan_roots').pluck().all()).toEqual(['/new place']);
  move('/new place', '/old');
  expect(content()).toEqual({ ...before, albumFolders: content().albumFolders });
});

test.for([
  ['/old', '/old/deeper'],
  ['/old/a', '/old'],
  ['/old', '/old/a'],
  ['/old/', '/new/'],
])('a relocation from %s to %s is taken back exactly', ([from = '', to = '']) => {
  const before = content();
  const { staying, merged } = move(from, to);
  expect(new Set(paths()).size).toBe(TRACKS);
  move(to, from, { staying, merged });
  expect(content().tracks).toEqual(before.tracks);
  expect(content().entries).toEqual(before.entries);
});

test('only a part of a music folder is relocated, and its new place becomes a music folder', () => {
  const before = content();
  expect(move('/old/a', '/elsewhere/a')).toMatchObject({ moved: 40 });
  expect(db.prepare('SELECT path FROM scan_roots ORDER BY path').pluck().all()).toEqual([
    '/elsewhere/a',
    '/old',
  ]);
  move('/elsewhere/a', '/old/a');
  expect(content()).toEqual({ ...before, albumFolders: content().albumFolders });
});

test('a folder that begins with the same letters is not the same folder', () => {
  db.exec(`UPDATE tracks SET path = '/old2/1.flac' WHERE id = 1`);
  move('/old', '/new');
  expect(paths()[0]).toBe('/old2/1.flac');
});

test('a library from Windows goes on under another system', () => {
  db.exec(`UPDATE tracks SET path = 'D:\\Music\\' || replace(substr(path, 6), '/', '\\')`);
  db.exec(`DELETE FROM scan_roots;
    INSERT INTO scan_roots (path, added_at) VALUES ('D:\\', '${NOW}'), ('D:\\Music\\a', '${NOW}')`);
  const roots = () => db.prepare('SELECT path FROM scan_roots ORDER BY id').pluck().all();
  const before = content();
  expect(move('D:\\', '/media/me/D')).toMatchObject({ moved: TRACKS });
  expect(paths()[0]).toBe('/media/me/D/Music/a/1.flac');
  expect(roots()).toEqual(['/media/me/D', '/media/me/D/Music/a']);
  move('/media/me/D', 'D:\\');
  expect([roots(), content().tracks]).toEqual([['D:\\', 'D:\\Music\\a'], before.tracks]);
});

test('tracks that were scanned at the new place already become one with the old ones, and come apart again', () => {
  db.exec(`INSERT INTO tracks (id, path, title, added_at, rating, play_count)
    VALUES (900, '/new/a/1.flac', 'One', '${LATER}', 5, 3), (901, '/new/a/other.flac', 'O', '${LATER}', 1, 0);
    UPDATE tracks SET rating = NULL WHERE id = 1;
    UPDATE tracks SET text_encoding = 'koi8-r' WHERE id = 900;
    INSERT INTO plays (track_id, played_at) VALUES (900, '${LATER}');
    INSERT INTO scan_roots (path, added_at) VALUES ('/new', '${LATER}');
    UPDATE playlist_tracks SET track_id = 900 WHERE id = (SELECT max(id) FROM playlist_tracks)`);
  const before = content();
  const { moved, staying, merged } = move('/old', '/new');
  expect({ moved, staying }).toEqual({ moved: TRACKS, staying: [901] });
  expect(count('tracks')).toBe(TRACKS + 1);
  const plays = Number(db.prepare('SELECT count(*) FROM plays WHERE track_id = 1').pluck().get());
  const marks = 'path, rating, last_played_at, text_encoding';
  expect(db.prepare(`SELECT ${marks} FROM tracks WHERE id = 1`).get()).toEqual({
    path: '/new/a/1.flac',
    rating: 5,
    last_played_at: LATER,
    text_encoding: 'koi8-r',
  });
  expect(plays).toBeGreaterThan(0);
  expect(listRemovals(db)).toEqual([]);
  move('/new', '/old', { staying, merged });
  expect(content().tracks).toEqual(before.tracks);
  expect(content().entries).toEqual(before.entries);
  expect(content().kept.plays).toEqual(before.kept.plays);
  expect(content().roots).toEqual(before.roots);
});

test('a folder without tracks cannot be relocated', () => {
  expect(() => move('/nowhere', '/new')).toThrow(/has no tracks in/);
});

test('lists have the tracks that are there after a removal, and after it was taken back', () => {
  const query = { list: { kind: 'all' }, text: '', sort: 'title', direction: 'asc' } as const;
  const ids = () => listTrackIds(db, { ...query, offset: 0, limit: 500 }).ids.length;
  const { removal } = removeTracks(db, [1, 2], NOW);
  expect(ids()).toBe(TRACKS - 2);
  restoreRemoval(db, removal);
  expect(ids()).toBe(TRACKS);
});

test('a folder is found where most of its tracks are of the same content, laid out alike', () => {
  db.exec(`UPDATE tracks SET content_key = printf('%032d', id);
    INSERT INTO tracks (path, title, added_at, content_key)
    SELECT '/copy' || substr(path, 5), title, added_at, content_key FROM tracks WHERE id <= 40;
    INSERT INTO tracks (path, title, added_at, content_key)
    SELECT '/mixed/' || id || '.flac', title, added_at, content_key FROM tracks WHERE id <= 30`);
  expect(findElsewhere(db, '/old')).toEqual({ path: '/copy', tracks: 40 });
  expect(findElsewhere(db, '/old/b')).toBeNull();
  db.exec(`UPDATE tracks SET missing_since = '${NOW}' WHERE path LIKE '/copy/%' AND id % 2`);
  expect(findElsewhere(db, '/old')).toBeNull();
});

test('every column that holds a path is known to a relocation', () => {
  const columns = db
    .prepare(
      `SELECT tables.name || '.' || columns.name FROM pragma_table_list AS tables,
         pragma_table_info(tables.name) AS columns
       WHERE tables.schema = 'main' AND tables.type = 'table'
         AND (columns.name LIKE '%path%' OR columns.name LIKE '%folder%' OR columns.name LIKE '%file')
       ORDER BY 1`,
    )
    .pluck()
    .all();
  expect(columns).toEqual([
    'album_folders.folder',
    'cue_sheets.path',
    'folder_pictures.folder',
    'folder_pictures.path',
    // As they were when they were removed.
    'removals.folder',
    'scan_problems.path',
    // As a person named it: it is shown as long as it leads there (folder-list.ts).
    'scan_roots.given_path',
    'scan_roots.path',
    'tracks.path',
    // As they are written in the files of playlists.
    'unfound_entries.paths',
  ]);
});
