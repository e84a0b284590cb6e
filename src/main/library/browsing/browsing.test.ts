/** Albums, artists and genres: in order, complete, found by typing, and chosen by an index. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { ALBUM_SORTS, type Album, AlbumQuerySchema } from '../../../shared/api/albums.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { findTracks } from '../tracks/track-queries.ts';
import { findAlbum } from './album-details.ts';
import { albumPageSql, findAlbumByPrefix, findAlbums, listAlbumTrackIds } from './album-queries.ts';
import {
  findArtist,
  findArtistByPrefix,
  findArtists,
  findGenre,
  findGenres,
} from './artist-queries.ts';
import { findFolderContent } from './folder-queries.ts';

let db: Connection;

const folder = mkdtempSync(join(tmpdir(), 'fermata-browsing-'));
const whole = join(folder, 'library.db');
beforeAll(() => makeOldLibrary({ file: whole, tracks: 1_000 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  const file = join(makeScratchFolder(), 'library.db');
  copyFileSync(whole, file);
  db = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
  onTestFinished(() => {
    db.close();
  });
});

const albums = (query: Record<string, unknown> = {}) =>
  findAlbums(db, AlbumQuerySchema.parse(query));

const KEYS: Record<(typeof ALBUM_SORTS)[number], string> = {
  artist: 'sort_artist',
  title: 'sort_title',
  year: 'year',
  added: 'added_at',
  plays: 'plays',
};

function keyOf(column: string, { id }: Album): string | number {
  const key = db.prepare(`SELECT ${column} FROM listed_albums WHERE album_id = ?`).pluck().get(id);
  return z.union([z.string(), z.number()]).parse(key);
}

describe.for(ALBUM_SORTS)('albums sorted by %s', (sort) => {
  test('come in that order, each once, page after page, from both ends', () => {
    for (const direction of ['asc', 'desc'] as const) {
      const { total } = albums({ sort, direction });
      const pages = [0, 30, 60, 90].flatMap(
        (offset) => albums({ sort, direction, offset, limit: 30 }).albums,
      );
      expect(total).toBe(80);
      expect(new Set(pages.map(({ id }) => id)).size).toBe(total);
      const keys = pages.map((album) => keyOf(KEYS[sort], album));
      const rising = keys.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
      expect(keys).toEqual(direction === 'asc' ? rising : rising.toReversed());
    }
  });

  test('are chosen by an index', () => {
    const query = AlbumQuerySchema.parse({ sort });
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${albumPageSql(query)}`);
    const steps = z
      .array(z.object({ detail: z.string() }))
      .parse(plan.all({ limit: 100, offset: 0 }))
      .map(({ detail }) => detail);
    // Another index would have the page's albums, too, and all of them sorted for it.
    const index = `listed_albums_by_${sort === 'added' ? 'added_at' : sort}`;
    expect(steps).toContain(`SCAN listed_albums USING COVERING INDEX ${index}`);
  });
});

test('an artist’s albums are read from the first one, whichever way artists are sorted', () => {
  const falling = albums({ sort: 'artist', direction: 'desc', limit: 500 }).albums;
  const years = Map.groupBy(falling, ({ artist }) => artist);
  for (const own of years.values()) {
    const shown = own.map(({ year }) => year ?? 0);
    expect(shown).toEqual(shown.toSorted((one, other) => one - other));
  }
});

test('an album’s tracks are its own, in its order, and nothing beyond', () => {
  db.exec(`
    UPDATE tracks SET disc_number = nullif(2 - id % 2, 1), track_number = 100 - id WHERE album_id = 3;
    UPDATE tracks SET disc_number = 1 WHERE album_id = 3 AND id % 4 = 1`);
  const list = { kind: 'album', id: 3 };
  const { total, tracks } = findTracks(db, TrackQuerySchema.parse({ list, sort: 'album' }));
  const own = db.prepare('SELECT count(*) FROM tracks WHERE album_id = 3').pluck().get();
  expect(total).toBe(own);
  const places = tracks.map(({ discNumber, trackNumber }) => [discNumber ?? 1, trackNumber ?? 0]);
  expect(places).toEqual(places.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
  expect(listAlbumTrackIds(db, [3])).toEqual(tracks.map(({ id }) => id));
});

test('the tracks of several albums come album after album, as they were asked for', () => {
  const ids = listAlbumTrackIds(db, [9, 2]);
  const album = db.prepare('SELECT album_id FROM tracks WHERE id = ?').pluck();
  const found = ids.map((id) => album.get(id));
  expect([...new Set(found)]).toEqual([9, 2]);
});

test('the page of an album knows its discs, length, genres and composers', () => {
  db.exec(`
    UPDATE tracks SET disc_number = 2 WHERE album_id = 4 AND track_number > 6;
    UPDATE tracks SET missing_since = '2026-01-01T00:00:00Z' WHERE album_id = 4 AND track_number = 1`);
  const album = findAlbum(db, 4);
  expect(album).toMatchObject({ id: 4, isAway: false, missing: 1, formats: ['FLAC'] });
  expect(album?.discs.map(({ number }) => number)).toEqual([1, 2]);
  expect(album?.discs.reduce((sum, { tracks }) => sum + tracks, 0)).toBe(album?.tracks);
  expect(album?.genres.length).toBeGreaterThan(0);
  expect(album?.composers[0]?.names).toEqual([album?.artist]);
  const length = db.prepare('SELECT sum(duration_ms) FROM tracks WHERE album_id = 4').pluck();
  expect(album?.durationMs).toBe(length.get());
  expect(findAlbum(db, 99_999)).toBeNull();
});

test('a compilation is of various artists, and an album without a known artist is not', () => {
  db.exec(`UPDATE albums SET artist_credit = '', artist_id = NULL WHERE id IN (1, 2);
    DELETE FROM album_artists WHERE album_id IN (1, 2);
    UPDATE tracks SET artist_credit = '' WHERE album_id = 2`);
  expect(findAlbum(db, 1)).toMatchObject({ artist: null, isVarious: true });
  expect(findAlbum(db, 2)).toMatchObject({ artist: null, isVarious: false });
  const last = albums({ sort: 'artist', limit: 500 }).albums.slice(-2);
  expect(last.map(({ id }) => id).sort()).toEqual([1, 2]);
});

test('typing leads to the first album of that title or artist, in both directions', () => {
  for (const direction of ['asc', 'desc'] as const) {
    const { albums: all } = albums({ sort: 'title', direction, limit: 500 });
    const wanted = all[40]?.title ?? '';
    const query = AlbumQuerySchema.parse({ sort: 'title', direction });
    expect(all[findAlbumByPrefix(db, { ...query, prefix: wanted })]?.title).toBe(wanted);
  }
  expect(findAlbumByPrefix(db, { ...AlbumQuerySchema.parse({ sort: 'year' }), prefix: 'a' })).toBe(
    0,
  );
});

test('an artist’s albums, and those of others that the artist is on, are told apart', () => {
  db.exec('INSERT INTO track_artists (track_id, position, artist_id) VALUES (1, 7, 5)');
  const other = db.prepare('SELECT album_id FROM tracks WHERE id = 1').pluck().get();
  const own = albums({ list: { kind: 'artist', id: 5 }, sort: 'year' }).albums;
  const appearances = albums({ list: { kind: 'appearances', id: 5 } }).albums;
  expect(own.every(({ artists }) => artists.some(({ id }) => id === 5))).toBe(true);
  expect(appearances.map(({ id }) => id)).toContain(other);
  expect(appearances.some(({ artists }) => artists.some(({ id }) => id === 5))).toBe(false);
  expect(findArtist(db, 5)?.albums).toBe(own.length);
});

test('artists come by name, each once, and typing leads to them', () => {
  const pages = [0, 10, 20].flatMap(
    (offset) => findArtists(db, { direction: 'asc', offset, limit: 10 }).artists,
  );
  const keys = pages.map(({ id }) =>
    z.string().parse(db.prepare('SELECT sort_name FROM artists WHERE id = ?').pluck().get(id)),
  );
  expect(keys).toEqual(keys.toSorted((one, other) => (one < other ? -1 : 1)));
  expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
  const prefix = pages[12]?.name ?? '';
  expect(pages[findArtistByPrefix(db, { direction: 'asc', prefix })]?.name).toBe(prefix);
});

test('genres come by name with their tracks', () => {
  const { total, genres } = findGenres(db, { offset: 0, limit: 500 });
  expect(genres.length).toBe(total);
  for (const { id, tracks } of genres) {
    const list = { kind: 'genre', id };
    expect(findTracks(db, TrackQuerySchema.parse({ list })).total).toBe(tracks);
  }
  expect(findGenre(db, genres[0]?.id ?? 0)).toEqual(genres[0]);
});

test('songs right in a folder are listed, and not those below it', () => {
  db.exec(`
    INSERT INTO tracks (path, title, added_at) VALUES
      ('/f/a.mp3', 'A', '2025-01-01T00:00:00Z'), ('/f/sub/b.mp3', 'B', '2025-01-01T00:00:00Z'),
      ('/f2/c.mp3', 'C', '2025-01-01T00:00:00Z');
    INSERT INTO tracks (path, title, added_at, begin_ms)
      VALUES ('/f/whole.flac/02', 'Part', '2025-01-01T00:00:00Z', 1000)`);
  expect(findFolderContent(db, '/f')).toEqual({
    path: '/f',
    folders: [{ name: 'sub', path: '/f/sub' }],
    hasTracks: true,
  });
  expect(findFolderContent(db, '/nowhere')).toMatchObject({ folders: [], hasTracks: false });
  const list = { kind: 'folder', path: '/f' };
  const { tracks } = findTracks(db, TrackQuerySchema.parse({ list, sort: 'title' }));
  expect(tracks.map(({ title }) => title)).toEqual(['A', 'Part']);
});

test('what was played and what never was are together all tracks', () => {
  const played = findTracks(db, TrackQuerySchema.parse({ list: { kind: 'played' } }));
  const unplayed = findTracks(db, TrackQuerySchema.parse({ list: { kind: 'unplayed' } }));
  expect(played.total + unplayed.total).toBe(1_000);
  expect(unplayed.tracks.every(({ playCount }) => playCount === 0)).toBe(true);
});
