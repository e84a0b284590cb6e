/** Pages of tracks: in order, complete, found by words, and chosen by an index. */
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { TRACK_SORTS, type Track, TrackQuerySchema } from '../../../shared/api/tracks.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { updateSearchWords } from '../../lifecycle/sqlite/keep-search-words.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { findTracks, pageSql } from './track-queries.ts';

const TRACKS = 250;

let db: Connection;

beforeEach(() => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: TRACKS });
  db = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
  onTestFinished(() => {
    db.close();
  });
});

function find(query: Record<string, unknown>) {
  return findTracks(db, TrackQuerySchema.parse(query));
}

const COMPARED: { readonly [Sort in (typeof TRACK_SORTS)[number]]: (track: Track) => unknown } = {
  title: (track) => sortedBy('sort_title', track),
  artist: (track) => sortedBy('sort_artist', track),
  album: (track) => sortedBy('sort_album', track),
  year: (track) => track.year,
  duration: (track) => track.durationMs,
  plays: (track) => track.playCount,
  added: (track) => track.addedAt,
  rating: (track) => track.rating,
  lastPlayed: (track) => track.lastPlayedAt,
  position: (track) => sortedBy('sort_artist', track),
  relevance: (track) => sortedBy('sort_artist', track),
};

function sortedBy(column: string, track: Track): unknown {
  return db.prepare(`SELECT ${column} FROM tracks WHERE id = ?`).pluck().get(track.id);
}

test.for(TRACK_SORTS)('tracks sorted by %s come in that order, page after page', (sort) => {
  const pages = [0, 100, 200].flatMap((offset) => find({ sort, offset, limit: 100 }).tracks);
  expect(new Set(pages.map(({ id }) => id)).size).toBe(TRACKS);
  const values = pages.map(COMPARED[sort]);
  expect(values).toEqual(values.toSorted(compare));
});

const BY_ALBUM = ['title', 'artist', 'album', 'year', 'position', 'relevance'];

test.for(TRACK_SORTS)('the other direction by %s is the reverse, but within an album', (sort) => {
  const ascending = find({ sort, limit: 500 }).tracks;
  const descending = find({ sort, limit: 500, direction: 'desc' }).tracks;
  const compared = (track: Track) =>
    BY_ALBUM.includes(sort) ? [COMPARED[sort](track), track.album] : [track.id];
  expect(descending.map(compared)).toEqual(ascending.toReversed().map(compared));
});

test.for(['artist', 'album', 'year'])(
  'discs and tracks of an album rise, whichever way albums are sorted by %s',
  (sort) => {
    db.exec('UPDATE tracks SET disc_number = id % 3 + 1');
    for (const direction of ['asc', 'desc']) {
      const { tracks } = find({ sort, direction, limit: 500 });
      const places = Map.groupBy(tracks, ({ album, albumArtist }) => `${albumArtist}: ${album}`);
      expect(places.size).toBeGreaterThan(10);
      for (const album of places.values()) {
        const numbers = album.map(
          (track) => (track.discNumber ?? 0) * 1_000 + (track.trackNumber ?? 0),
        );
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      }
    }
  },
);

test.for(TRACK_SORTS)('an index gives the order by %s: only the page itself is sorted', (sort) => {
  for (const direction of ['asc', 'desc']) {
    const query = TrackQuerySchema.parse({ sort, direction });
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${pageSql(query)}`);
    const steps = JSON.stringify(plan.all({ limit: 100, offset: 50 }));
    expect(steps).toContain('SCAN tracks USING COVERING INDEX tracks_by_');
    expect(steps.match(/TEMP B-TREE FOR ORDER BY/g)).toHaveLength(1);
  }
});

test.for(['all', 'playlist'] as const)(
  'a page of %s is that part of the list, near its end too',
  (kind) => {
    const list = kind === 'all' ? ({ kind } as const) : ({ kind, id: 1 } as const);
    for (const direction of ['asc', 'desc'] as const) {
      const whole = find({ list, sort: 'title', direction, limit: 500 }).tracks;
      expect(whole.length).toBeGreaterThan(10);
      for (let offset = 0; offset <= whole.length; offset += 7) {
        const { tracks } = find({ list, sort: 'title', direction, offset, limit: 10 });
        expect(tracks).toEqual(whole.slice(offset, offset + 10));
      }
    }
  },
);

test('an album stays together when sorted by artist, in the order of its discs and tracks', () => {
  const { tracks } = find({ sort: 'artist', limit: 500 });
  const albums = tracks.map(({ album, albumArtist }) => `${albumArtist}: ${album}`);
  const changes = albums.filter((album, index) => album !== albums[index - 1]);
  expect(new Set(changes).size).toBe(changes.length);
  for (const [index, track] of tracks.entries()) {
    const next = tracks[index + 1];
    if (next === undefined || albums[index] !== albums[index + 1]) continue;
    expect(next.trackNumber ?? 0).toBeGreaterThanOrEqual(track.trackNumber ?? 0);
  }
});

test('a page beyond the end is empty and knows the total', () => {
  expect(find({ offset: 10_000 })).toEqual({ total: TRACKS, offset: 10_000, tracks: [] });
});

test('a track is told whole', () => {
  db.exec(`
    UPDATE tracks SET rating = 4, favourite = 1 WHERE id = 1;
    INSERT INTO track_genres (track_id, position, genre_id) VALUES (1, 7, 1), (1, 8, 2);
  `);
  const track = find({ limit: 500 }).tracks.find(({ id }) => id === 1);
  expect(track).toMatchObject({ rating: 4, favourite: true, discNumber: 1 });
  expect(track?.genre).toMatch(/, Ambient, Blues$/);
  expect(track?.path).toMatch(/^\/music\/.+\.flac$/);
  expect(track?.albumArtist).not.toBeNull();
});

test.for([
  ['ete', 'of a word without its accents'],
  ['ÉTÉ', 'whatever the case'],
  ['zlutoucky kun', 'of several words'],
  ['kun summer', 'of words of artist and album'],
  ['žluť', 'of the beginning of a word'],
  ['  summer,  kůň! ', 'past signs and spaces'],
])('a search for %j finds a track by means %s', ([text]) => {
  db.exec(`
    UPDATE albums SET title = 'Last Summer' WHERE id = (SELECT album_id FROM tracks WHERE id = 9);
    UPDATE tracks SET title = 'L’été', artist_credit = 'Žluťoučký Kůň' WHERE id = 9;
  `);
  updateSearchWords(db, 100);
  const { total, tracks } = find({ text, limit: 500 });
  expect(tracks.map(({ id }) => id)).toContain(9);
  expect(total).toBe(tracks.length);
});

test.for(['xyzzy', '!!!', 'summer xyzzy'])('a search for %j finds nothing', (text) => {
  expect(find({ text })).toEqual({ total: 0, offset: 0, tracks: [] });
});

test('what is found is sorted and paged like everything else', () => {
  const all = find({ text: 'the', sort: 'plays', direction: 'desc', limit: 500 });
  expect(all.total).toBeGreaterThan(50);
  const counts = all.tracks.map(({ playCount }) => playCount);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  const second = find({ text: 'the', sort: 'plays', direction: 'desc', offset: 20, limit: 20 });
  expect(second.tracks).toEqual(all.tracks.slice(20, 40));
});

test('what is called as typed comes first, then whole words, then longer ones, then files', () => {
  db.exec(
    `
    DELETE FROM tracks WHERE id > 6;
    UPDATE tracks SET title = 'T' || id, sort_title = 't' || id, artist_credit = 'A', sort_artist = 'a',
      album_id = NULL, sort_album = '', path = '/m/' || id;
    DELETE FROM track_artists;
    UPDATE tracks SET path = '/m/Album 400/x' WHERE id = 1;
    UPDATE tracks SET title = 'Album 4001' WHERE id = 2;
    UPDATE tracks SET title = 'About Album 400' WHERE id = 3;
    UPDATE albums SET title = 'Album 400' WHERE id = 1;
    UPDATE tracks SET album_id = 1, sort_album = sort_key_of_album WHERE id IN (4, 5);
    UPDATE tracks SET title = 'Album 400', sort_title = sort_key_of_album WHERE id = 6;
  `.replaceAll('sort_key_of_album', `'${sortKey('Album 400')}'`),
  );
  updateSearchWords(db, 1_000);
  const found = find({ text: 'album 400', sort: 'relevance' });
  expect(found.tracks.map(({ id }) => id)).toEqual([6, 4, 5, 3, 1, 2]);
  for (const [at, track] of found.tracks.entries()) {
    const page = find({ text: 'album 400', sort: 'relevance', offset: at, limit: 1 });
    expect(page).toEqual({ total: 6, offset: at, tracks: [track] });
  }
});

test('pages of what was found join to the whole, wherever they are read from', () => {
  for (const text of ['the', 's', 'blue', 'a the', '1']) {
    for (const sort of ['relevance', 'title', 'year'] as const) {
      for (const direction of ['asc', 'desc'] as const) {
        const whole = find({ text, sort, direction, limit: 500 });
        expect(whole.tracks).toHaveLength(whole.total);
        const pages = Array.from({ length: Math.ceil(whole.total / 7) }, (_, page) =>
          find({ text, sort, direction, offset: page * 7, limit: 7 }).tracks.map(({ id }) => id),
        );
        expect(pages.flat(), `${text} ${sort}`).toEqual(whole.tracks.map(({ id }) => id));
      }
    }
  }
});

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // What is not known comes first.
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  // As SQLite compares texts: by their UTF-8 bytes.
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
