/** The operator `missing:`, alone and beside words, in every list and order. */
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { TRACK_SORTS, TrackQuerySchema } from '../../../shared/api/tracks.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { updateSearchWords } from '../../lifecycle/sqlite/keep-search-words.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { findQueuePart, positionOf } from './track-places.ts';
import { findTracks, listTrackIds, pageSql } from './track-queries.ts';

let db: Connection;

beforeEach(() => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 60 });
  db = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
  onTestFinished(() => {
    db.close();
  });
  db.exec(`UPDATE tracks SET missing_since = NULL, favourite = id % 2;
    UPDATE tracks SET missing_since = '2026-01-01T00:00:00.000Z' WHERE id IN (5, 6, 7, 8);
    UPDATE tracks SET title = 'Zebra crossing' WHERE id IN (6, 7, 20)`);
  updateSearchWords(db, 1_000);
});

function find(query: Record<string, unknown>): number[] {
  const parsed = TrackQuerySchema.parse(query);
  const { total, tracks } = findTracks(db, parsed);
  expect(total).toBe(tracks.length);
  expect(listTrackIds(db, parsed)).toEqual({ total, ids: tracks.map(({ id }) => id) });
  return tracks.map(({ id }) => id).toSorted((a, b) => a - b);
}

test.for(TRACK_SORTS)('sorted by %s, the missing tracks are listed and no others', (sort) => {
  expect(find({ list: { kind: 'missing' }, sort })).toEqual([5, 6, 7, 8]);
  expect(find({ text: 'missing:', sort })).toEqual([5, 6, 7, 8]);
});

test.for([
  ['Missing: zebra', [6, 7]],
  ['zebra missing:', [6, 7]],
  ['zebra', [6, 7, 20]],
] as const)('“%s” finds the tracks that are meant', ([text, ids]) => {
  expect(find({ text })).toEqual(ids);
  expect(find({ text, sort: 'relevance' })).toEqual(ids);
});

test('words are searched for among the missing tracks of the list', () => {
  expect(find({ list: { kind: 'missing' }, text: 'zebra' })).toEqual([6, 7]);
  expect(find({ list: { kind: 'favourites' }, text: 'missing:' })).toEqual([5, 7]);
});

test('missing tracks are played and found in their order', () => {
  const query = TrackQuerySchema.parse({ text: 'missing:', sort: 'title' });
  const { ids } = listTrackIds(db, query);
  const part = findQueuePart(db, { ...query, id: ids[1] ?? 0, before: 10, after: 10 });
  expect(part.rows.map(({ id }) => id)).toEqual(ids);
  expect(positionOf(db, { ...query, id: ids[2] ?? 0 })).toBe(2);
});

test('the missing tracks are chosen by an index, and not by a look at every track', () => {
  for (const sort of TRACK_SORTS) {
    const sql = pageSql(TrackQuerySchema.parse({ list: { kind: 'missing' }, sort }));
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all({ limit: 10, offset: 0 });
    expect(JSON.stringify(plan)).toContain('missing_tracks');
  }
});
