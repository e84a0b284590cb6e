/** Places in lists: each one as if the whole list had been read. */
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import {
  type ListRow,
  TRACK_SORTS,
  type TrackOrderQuery,
  TrackQuerySchema,
} from '../../../shared/api/tracks.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { updateSearchWords } from '../../lifecycle/sqlite/keep-search-words.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { rangesAfter, rangesBefore, reversed } from './key-ranges.ts';
import { orderOf, rowsSql } from './list-sql.ts';
import { findByPrefix, findQueuePart, positionOf } from './track-places.ts';
import { findTracks } from './track-queries.ts';

let db: Connection;

beforeEach(() => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 60 });
  db = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
  // Equal values, and none: only the id tells many of them apart.
  db.exec(`
    UPDATE tracks SET rating = CASE WHEN id % 3 = 0 THEN id % 5 + 1 END, favourite = id % 2;
    UPDATE tracks SET year = NULL, album_id = NULL, sort_album = '' WHERE id % 4 = 0;
    UPDATE tracks SET disc_number = NULL WHERE id % 5 = 0;
    UPDATE tracks SET track_number = NULL, sort_artist = 'same' WHERE id % 7 < 3;
    DELETE FROM playlist_tracks;
    INSERT INTO playlist_tracks (playlist_id, position, track_id)
    SELECT 1, id, 61 - id FROM tracks WHERE id < 40;`);
  onTestFinished(() => {
    db.close();
  });
});

const LISTS = [
  { kind: 'all' },
  { kind: 'favourites' },
  { kind: 'playlist', id: 1 },
] as const satisfies TrackOrderQuery['list'][];

const ORDERS = TRACK_SORTS.flatMap((sort) => [
  { sort, direction: 'asc' } as const,
  { sort, direction: 'desc' } as const,
]);

function rowsOf(query: Partial<TrackOrderQuery>): ListRow[] {
  const page = findTracks(db, TrackQuerySchema.parse({ ...query, limit: 500 }));
  return page.tracks.map(({ id, entryId }) => ({ id, entryId }));
}

function idsOf(query: Partial<TrackOrderQuery>): number[] {
  return rowsOf(query).map(({ id }) => id);
}

test.for(LISTS)('each track has its place in every order: $kind', (list) => {
  for (const order of ORDERS) {
    for (const text of ['', 'a']) {
      const query = { ...order, list, text };
      const ids = idsOf(query);
      expect(ids.length).toBeGreaterThan(0);
      const places = ids.map((id) => positionOf(db, { ...query, id }));
      expect(places, JSON.stringify(query)).toEqual([...ids.keys()]);
    }
  }
});

test.for(LISTS)('a queue is a part of its list in every order: $kind', (list) => {
  const [before, after] = [3, 5];
  for (const order of ORDERS) {
    const query = { ...order, list, text: '' };
    const rows = rowsOf(query);
    const parts = rows.map((row) => findQueuePart(db, { ...query, ...row, before, after }));
    const expected = rows.map((_, at) => {
      const first = Math.max(0, at - before);
      return {
        rows: rows.slice(first, at + after + 1),
        position: at - first,
        isBeginning: first === 0,
        isEnd: at + after + 1 >= rows.length,
      };
    });
    expect(parts, JSON.stringify(query)).toEqual(expected);
    expect(findQueuePart(db, { ...query, id: null, before, after })).toEqual({
      rows: rows.slice(0, after + 1),
      position: 0,
      isBeginning: true,
      isEnd: false,
    });
  }
});

test.for(LISTS)('a queue goes on from one part of what was found to the next: $kind', (list) => {
  db.exec(`
    UPDATE tracks SET title = 'Blue', sort_title = 'blue' WHERE id IN (7, 22);
    UPDATE tracks SET title = 'So Blue' WHERE id IN (1, 9, 31);
    UPDATE tracks SET title = 'Bluebird' WHERE id IN (3, 13, 33);`);
  updateSearchWords(db, 100);
  const query = { list, text: 'blue', sort: 'relevance', direction: 'asc' } as const;
  const rows = rowsOf(query);
  expect(rows.length).toBeGreaterThan(3);
  for (const [at, row] of rows.entries()) {
    expect(positionOf(db, { ...query, id: row.id })).toBe(at);
    const part = findQueuePart(db, { ...query, ...row, before: 2, after: 2 });
    expect(part.rows).toEqual(rows.slice(Math.max(0, at - 2), at + 3));
    expect([part.isBeginning, part.isEnd]).toEqual([at <= 2, at + 3 >= rows.length]);
  }
});

const ALL = { list: { kind: 'all' }, text: '', sort: 'title', direction: 'asc' } as const;

test('a track that is not in a list has no place, and is played alone', () => {
  const query = { ...ALL, list: { kind: 'favourites' } } as const;
  expect(positionOf(db, { ...query, id: 2 })).toBeNull();
  expect(findQueuePart(db, { ...query, id: 2, before: 3, after: 3 })).toEqual({
    rows: [{ id: 2, entryId: null }],
    position: 0,
    isBeginning: true,
    isEnd: true,
  });
});

test('a track that stands in a playlist twice is played from the row that was chosen', () => {
  db.exec('INSERT INTO playlist_tracks (playlist_id, position, track_id) VALUES (1, 100, 60)');
  const query = { ...ALL, list: { kind: 'playlist', id: 1 }, sort: 'position' } as const;
  const last = rowsOf(query).at(-1) ?? expect.fail('The playlist is empty.');
  expect(last.id).toBe(60);
  const part = findQueuePart(db, { ...query, ...last, before: 1, after: 5 });
  expect(part).toMatchObject({ position: 1, isEnd: true, isBeginning: false });
  expect(part.rows[1]).toEqual(last);
});

test('nothing is played of a list that finds nothing', () => {
  const query = { ...ALL, text: '!!!', id: null, before: 0, after: 5 };
  expect(findQueuePart(db, query)).toMatchObject({ rows: [], isEnd: true });
});

test('a typed letter leads to the first title with it, or to the one after it', () => {
  db.exec(`
    UPDATE tracks SET sort_title = 'z' WHERE id > 3;
    UPDATE tracks SET sort_title = 'alpha' WHERE id = 1;
    UPDATE tracks SET sort_title = 'beta' WHERE id = 2;
    UPDATE tracks SET sort_title = 'delta' WHERE id = 3;`);
  const place = (prefix: string) => findByPrefix(db, { ...ALL, prefix });
  expect(['A', 'bé', 'c', 'd', 'z'].map(place)).toEqual([0, 1, 2, 2, 3]);
  const down = (prefix: string) => findByPrefix(db, { ...ALL, direction: 'desc', prefix });
  expect(['z', 'd', 'b', 'a'].map(down)).toEqual([0, 57, 58, 59]);
});

test.for(TRACK_SORTS)(
  'an index leads to the rows beside a track by %s: none are sorted',
  (sort) => {
    const query = { ...ALL, sort };
    const order = orderOf(query);
    const key = order.map(() => 1);
    const ranges = [
      ...rangesAfter(order, key).map((range) => ({ ...range, order })),
      ...rangesBefore(order, key).map((range) => ({ ...range, order: reversed(order) })),
    ];
    // In columns that always have a value, nothing is searched for: there are no such rows.
    const sought = ranges.filter(({ where }) => !where.endsWith('IS NULL'));
    for (const { where, values, order } of sought) {
      const rows = rowsSql(query, 'tracks.id', { where, order });
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${rows}`).all(...values);
      expect(JSON.stringify(plan), where).toContain(
        'SEARCH tracks USING COVERING INDEX tracks_by_',
      );
      expect(JSON.stringify(plan), where).not.toContain('TEMP B-TREE');
    }
  },
);
