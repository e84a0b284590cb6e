/** Shuffled orders of lists, and how loud tracks are to be played. */
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import type { ListRow, TrackOrderQuery } from '../../../shared/api/tracks.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { queueHandlers } from './queue-calls.ts';

const LIST = {
  list: { kind: 'all' },
  text: '',
  sort: 'artist',
  direction: 'asc',
} as const satisfies TrackOrderQuery;

let db: Connection;

beforeEach(() => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 60 });
  db = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
  db.exec(`
    DELETE FROM playlist_tracks;
    INSERT INTO playlist_tracks (playlist_id, position, track_id) SELECT 1, id, 1 + id % 2 FROM tracks
    WHERE id < 10;`);
  onTestFinished(() => {
    db.close();
  });
});

/** All of a list in the order of a seed, asked for by parts. */
function shuffledRows(seed: number, limit: number, list: TrackOrderQuery = LIST): ListRow[] {
  const rows: ListRow[] = [];
  let after: number | null = -1;
  while (after !== null) {
    const part = queueHandlers.shuffledPart(db, { ...list, seed, after, limit });
    rows.push(...part.rows);
    ({ after } = part);
  }
  return rows;
}

const idsOf = (rows: readonly ListRow[]) => rows.map(({ id }) => id);
const ALL = Array.from({ length: 60 }, (_, index) => index + 1);

test('a shuffled list has each track once, whatever the size of its parts', () => {
  const whole = idsOf(shuffledRows(7, 500));
  expect(whole.toSorted((one, other) => one - other)).toEqual(ALL);
  expect(whole).not.toEqual(ALL);
  expect(idsOf(shuffledRows(7, 7))).toEqual(whole);
  expect(idsOf(shuffledRows(7, 60))).toEqual(whole);
});

test('each seed has an order of its own, in which neighbours are strangers', () => {
  const seeds = [0, 1, 2, 1_000, 2 ** 31 - 1];
  const orders = seeds.map((seed) => idsOf(shuffledRows(seed, 500)));
  expect(new Set(orders.map(String)).size).toBe(seeds.length);
  for (const order of orders) {
    const steps = order.slice(1).map((id, index) => id - (order[index] ?? 0));
    expect(steps.filter((step) => step === 1).length).toBeLessThan(8);
    expect(new Set(steps).size).toBeGreaterThan(25);
  }
});

test('tracks that come and go meanwhile leave the places of the others as they are', () => {
  const before = idsOf(shuffledRows(3, 500));
  db.exec('DELETE FROM tracks WHERE id IN (5, 6)');
  const rest = before.filter((id) => id !== 5 && id !== 6);
  expect(idsOf(shuffledRows(3, 500))).toEqual(rest);
});

test('a track that stands in a playlist several times is played as often', () => {
  const list: TrackOrderQuery = { ...LIST, list: { kind: 'playlist', id: 1 }, sort: 'position' };
  const rows = shuffledRows(3, 4, list);
  expect(new Set(rows.map(({ entryId }) => entryId)).size).toBe(9);
  expect(new Set(idsOf(rows))).toEqual(new Set([1, 2]));
});

test('what was found is shuffled alone, in all its parts', () => {
  const found = db.prepare('SELECT id, title FROM tracks WHERE id = 4').get();
  const { title } = found as { title: string };
  const text = title.split(' ')[0] ?? '';
  const rows = idsOf(shuffledRows(3, 2, { ...LIST, text, sort: 'relevance' }));
  expect(rows).toContain(4);
  expect(new Set(rows).size).toBe(rows.length);
  expect(rows.length).toBeLessThan(60);
});

test('tracks are told in the order that they are asked for, as often, without those that are gone', () => {
  const tracks = queueHandlers.tracksById(db, { ids: [5, 3, 999, 5] });
  expect(idsOf(tracks)).toEqual([5, 3, 5]);
});

test('the gains of a track are those of its tags, and none where it has none', () => {
  db.exec(`
    UPDATE tracks SET track_gain_db = NULL, album_gain_db = NULL;
    UPDATE tracks SET track_gain_db = -7.5 WHERE id = 1`);
  expect(queueHandlers.trackGains(db, { id: 1 })).toEqual({ track: -7.5, album: null });
  expect(queueHandlers.trackGains(db, { id: 2 })).toEqual({ track: null, album: null });
  expect(queueHandlers.trackGains(db, { id: 999 })).toBeNull();
});
