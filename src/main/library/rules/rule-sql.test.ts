/** Rules, on real tracks: an index finds what can be seen of each track, and both are what is meant. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { TRACK_SORTS, TrackQuerySchema } from '../../../shared/api/tracks.ts';
import { type SimpleRule, TEXT_FIELDS } from '../../../shared/rules/rule.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { updateSearchWords } from '../../lifecycle/sqlite/keep-search-words.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { findQueuePart, positionOf } from '../tracks/track-places.ts';
import { findTracks, listTrackIds } from '../tracks/track-queries.ts';
import { filterOf } from './rule-sql.ts';

const TRACKS = 60;
const IdsSchema = z.array(z.number());

let db: Connection;

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-rules-'));
  const file = join(folder, 'library.db');
  makeOldLibrary({ file, tracks: TRACKS });
  db = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
  db.exec(`
    UPDATE tracks SET missing_since = NULL, favourite = id % 2, year = NULL, rating = NULL,
      play_count = 0, last_played_at = NULL, codec = 'MP3', added_at = '2020-01-01T00:00:00.000Z';
    UPDATE tracks SET missing_since = '2026-01-01T00:00:00.000Z' WHERE id IN (5, 6);
    UPDATE tracks SET year = 1900 + id WHERE id <= 40;
    UPDATE tracks SET rating = 1 + id % 5 WHERE id <= 30;
    UPDATE tracks SET play_count = id % 3 WHERE id > 20;
    UPDATE tracks SET codec = 'FLAC' WHERE id IN (1, 2);
    UPDATE tracks SET codec = 'MPEG 1 Layer 3' WHERE id = 3;
    UPDATE tracks SET codec = 'ALAC' WHERE id = 4;
    UPDATE tracks SET added_at = '2026-11-20T12:00:00.000Z' WHERE id IN (7, 8);
    UPDATE tracks SET last_played_at = '2026-11-29T12:00:00.000Z' WHERE id IN (8, 9);
    UPDATE tracks SET last_played_at = '2020-05-05T12:00:00.000Z' WHERE id = 10;
    UPDATE tracks SET title = 'Zebra crossing' WHERE id IN (6, 7, 20);
    UPDATE tracks SET title = 'Crossing the zebra' WHERE id = 21;
    UPDATE tracks SET path = '/music/100%_Live/Café.flac' WHERE id = 22;
    INSERT INTO genres (id, name) VALUES (900, 'Drum & Bass'), (901, 'Élektro');
    DELETE FROM track_genres WHERE track_id IN (23, 24);
    INSERT INTO track_genres (track_id, position, genre_id) VALUES (23, 0, 900), (24, 0, 901);
    INSERT INTO track_details (track_id, composers) VALUES (25, '["Antonín Dvořák"]'), (26, '["J. S. Bach", "Busoni"]')
      ON CONFLICT (track_id) DO UPDATE SET composers = excluded.composers;`);
  updateSearchWords(db, 1_000);
  return () => {
    db.close();
    rmSync(folder, { recursive: true });
  };
});

function find(text: string, more: object = {}): number[] {
  const query = TrackQuerySchema.parse({ text, limit: 500, ...more });
  const { total, tracks } = findTracks(db, query);
  expect(total).toBe(tracks.length);
  return tracks.map(({ id }) => id).toSorted((a, b) => a - b);
}

test.for([
  ['title:zeb', [6, 7, 20, 21]],
  ['title:=zebra', []],
  ['title:"crossing zebra"', [6, 7, 20, 21]],
  ['title:"cross"', []],
  ['zebra missing:', [6]],
  ['zebra -missing:', [7, 20, 21]],
  ['missing: -favourite:', [6]],
  ['zebra -cros', []],
  ['zebra -title:"the"', [6, 7, 20]],
  ['year:1901..1903', [1, 2, 3]],
  ['year:<1903', [1, 2]],
  ['rating:>4 year:<1910', [4, 9]],
  ['-rating:0 year:1931..', []],
  ['plays:2 year:..1926', [23, 26]],
  ['format:flac', [1, 2]],
  ['format:m4a', [4]],
  ['-format:mp3', [1, 2, 4]],
  ['format:lossless', [1, 2, 4]],
  ['genre:"drum & bass"', [23]],
  ['genre:elek', [24]],
  ['composer:dvorak', [25]],
  ['composer:bus', [26]],
  ['composer:zebra', []],
  ['path:100%_live', [22]],
  ['path:live/cafe\u0301.flac', [22]],
  ['path:100_%', []],
] as const)('“%s” finds the tracks that are meant, in every order', ([text, ids]) => {
  for (const sort of TRACK_SORTS) expect(find(text, { sort })).toEqual(ids);
});

test('spans of time are counted back from now, and what was never played was not played lately', () => {
  const now = new Date('2026-11-30T12:00:00Z');
  const ids = (rule: SimpleRule) => idsOf([rule], now);
  expect(ids({ field: 'added', last: 30, unit: 'days' })).toEqual([7, 8]);
  expect(ids({ field: 'played', last: 2, unit: 'weeks' })).toEqual([8, 9]);
  expect(ids({ field: 'played', last: 1, unit: 'years', not: true })).toHaveLength(TRACKS - 2);
  expect(ids({ field: 'played', from: '2020-01-01', to: '2020-12-31' })).toEqual([10]);
  expect(ids({ field: 'played', from: null, to: null })).toEqual([8, 9, 10]);
});

function idsOf(rules: readonly SimpleRule[], now: Date): number[] {
  const filter = filterOf(db, rules, now) ?? expect.fail('There are rules.');
  const [found, seen] = [filter.found, filter.condition].map(({ sql, values }) =>
    IdsSchema.parse(
      db.prepare(`SELECT id FROM tracks WHERE ${sql} ORDER BY id`).pluck().all(values),
    ),
  );
  expect(seen).toEqual(found);
  return seen ?? [];
}

const not = fc.option(fc.boolean(), { nil: undefined });
const end = fc.option(fc.nat(2_000), { nil: null });
const day = fc.option(fc.constantFrom('2019-12-31', '2020-01-01', '2026-11-20'), { nil: null });
const anyRule: fc.Arbitrary<SimpleRule> = fc.oneof(
  fc.record({
    field: fc.constantFrom(...TEXT_FIELDS),
    test: fc.constantFrom('has', 'words', 'is'),
    value: fc
      .oneof(fc.constantFrom('zebra', 'the', 'e', 'mp3', '"', '%'), fc.string({ maxLength: 8 }))
      .filter((text) => text.trim() !== ''),
    not,
  }),
  fc.record({ field: fc.constantFrom('year', 'rating', 'plays'), from: end, to: end, not }),
  fc.record({
    field: fc.constantFrom('added', 'played'),
    last: fc.integer({ min: 1, max: 100_000 }),
    unit: fc.constantFrom('hours', 'days', 'weeks', 'months', 'years'),
    not,
  }),
  fc.record({ field: fc.constantFrom('added', 'played'), from: day, to: day, not }),
  fc.record({ field: fc.constantFrom('missing', 'favourite'), not }),
);

test('whatever the rules are, indexes find what is seen of each track, and a rule and its contrary share all tracks', () => {
  const now = new Date('2026-11-30T12:00:00Z');
  fc.assert(
    fc.property(fc.array(anyRule, { minLength: 1, maxLength: 3 }), (rules) => {
      idsOf(rules, now);
      const [rule] = rules;
      if (rule === undefined) return;
      const both = [...idsOf([rule], now), ...idsOf([{ ...rule, not: rule.not !== true }], now)];
      expect(both).toHaveLength(TRACKS);
      expect(new Set(both).size).toBe(TRACKS);
    }),
    { numRuns: 300 },
  );
});

test('what operators choose is played and found in its order', () => {
  const query = TrackQuerySchema.parse({ text: 'year:1901..1910 -missing:', sort: 'year' });
  const { ids } = listTrackIds(db, query);
  expect(ids).toEqual([1, 2, 3, 4, 7, 8, 9, 10]);
  const part = findQueuePart(db, { ...query, id: 3, before: 10, after: 10 });
  expect(part.rows.map(({ id }) => id)).toEqual(ids);
  expect(positionOf(db, { ...query, id: 7 })).toBe(4);
  expect(listTrackIds(db, { ...query, offset: 5, limit: 2 }).ids).toEqual([8, 9]);
});

test('operators choose among the tracks of a playlist and the favourites', () => {
  db.exec(`INSERT INTO playlists (id, name, created_at) VALUES (77, 'Mine', '2026-01-01T00:00:00.000Z');
    INSERT INTO playlist_tracks (playlist_id, position, track_id) VALUES (77, 0, 30), (77, 1, 2), (77, 2, 2)`);
  onTestFinished(() => {
    db.exec('DELETE FROM playlists WHERE id = 77');
  });
  const inPlaylist = { list: { kind: 'playlist', id: 77 } };
  expect(find('format:flac', { ...inPlaylist, sort: 'position' })).toEqual([2, 2]);
  expect(find('rating:1..', inPlaylist)).toEqual([2, 2, 30]);
  expect(find('format:flac', { list: { kind: 'favourites' } })).toEqual([1]);
});
