/** The answers of shared/api/queue.ts. */
import { z } from 'zod';
import {
  type queueCalls,
  type ShuffledPart,
  type TrackGains,
  TrackGainsSchema,
} from '../../../shared/api/queue.ts';
import { ListRowSchema, type TrackOrderQuery } from '../../../shared/api/tracks.ts';
import type { Handlers, ReadableDb } from '../handlers.ts';
import { partsOf, quickCondition } from '../tracks/list-parts.ts';
import { parameters, rowId, rowsSql } from '../tracks/list-sql.ts';
import { isOfAll } from '../tracks/search-filters.ts';
import { findTracksById } from '../tracks/track-queries.ts';
import { bitsFor, shuffledId } from './shuffled-ids.ts';

export const queueHandlers = {
  shuffledPart: (db, query) =>
    isOfAll(query) && query.text.trim() === ''
      ? findShuffledTracks(db, query)
      : findShuffledPart(db, query),
  tracksById: (db, { ids }) => findTracksById(db, ids),
  trackGains: (db, { id }) => findGains(db, id),
} satisfies Handlers<typeof queueCalls>;

/**
 * A prime below 2³¹ that is 2 modulo 3: cubing modulo it gives each number below it another one, so that
 * no two rows have one place in a shuffled order, and the squares before it fit into SQLite's integers.
 */
const PRIME = 2_147_483_579;

const PlacedRowSchema = ListRowSchema.extend({ place: z.number().int() });

interface ShuffledPartQuery extends TrackOrderQuery {
  readonly seed: number;
  /** Only rows whose places come after it. */
  readonly after: number;
  readonly limit: number;
}

/** So many ids of the library are looked up at once. */
const LOOKED_UP = 512;

/** A cursor into all tracks says how many bits their ids had when the list was begun, above its place. */
const PLACES = 2 ** 40;

/**
 * A part of all tracks in the shuffled order of a seed: which id is at a place is computed, and looked up. Of
 * a million tracks it reads no more than the part.
 */
function findShuffledTracks(db: ReadableDb, query: ShuffledPartQuery): ShuffledPart {
  const { seed, after, limit } = query;
  const last = z
    .number()
    .int()
    .parse(db.prepare('SELECT coalesce(max(id), 0) FROM tracks').pluck().get());
  // Tracks that are added later do not change the order, as long as their ids have no more bits.
  const bits = after === -1 ? bitsFor(last) : Math.floor(after / PLACES);
  const find = db
    .prepare('SELECT tracks.id FROM json_each(?) AS asked JOIN tracks ON tracks.id = asked.value')
    .pluck();
  const ids: number[] = [];
  let place = after === -1 ? 0 : (after % PLACES) + 1;
  for (; place < 2 ** bits && ids.length < limit; place += 1) {
    const count = Math.min(LOOKED_UP, 2 ** bits - place);
    const asked = Array.from({ length: count }, (_, at) => shuffledId(place + at, bits, seed));
    const found = new Set(z.array(z.number().int()).parse(find.all(JSON.stringify(asked))));
    const taken = asked.findIndex((id) => found.has(id) && ids.push(id) === limit);
    place += taken === -1 ? count - 1 : taken;
  }
  return {
    rows: ids.map((id) => ({ id, entryId: null })),
    after: place < 2 ** bits ? bits * PLACES + place - 1 : null,
  };
}

/**
 * A part of a list in the shuffled order of a seed. The place of each row follows from its id alone, so that
 * nothing has to be remembered of the rows that were played: it reads the list's ids, and keeps a part.
 */
function findShuffledPart(db: ReadableDb, query: ShuffledPartQuery): ShuffledPart {
  const { seed, after, limit } = query;
  const placed = partsOf(db, query).flatMap((part) => {
    const { sql, values } = quickCondition(db, query, part);
    const rows = db.prepare(`
      SELECT id, entryId, place FROM (
        SELECT id, entryId, (y * y % ${PRIME}) * y % ${PRIME} AS place FROM (
          SELECT id, entryId, ((x * x % ${PRIME}) * x + :seed * 7919) % ${PRIME} AS y FROM (
            ${rowsSql(query, placeColumns(query), { where: sql, order: null })}
          )
        )
      )
      WHERE place > :after
      ORDER BY place
      LIMIT :limit`);
    const found = rows.all({ ...parameters(query), ...values, seed, after, limit: limit + 1 });
    return z.array(PlacedRowSchema).parse(found);
  });
  const rows = placed.toSorted((one, other) => one.place - other.place);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    rows: rows.slice(0, limit).map(({ id, entryId }) => ({ id, entryId })),
    after: last?.place ?? null,
  };
}

function placeColumns(query: TrackOrderQuery): string {
  const entryId = query.list.kind === 'playlist' ? 'entries.id' : 'NULL';
  return `tracks.id AS id, ${entryId} AS entryId, (${rowId(query)} + :seed) % ${PRIME} AS x`;
}

function findGains(db: ReadableDb, id: number): TrackGains | null {
  const row = db
    .prepare('SELECT track_gain_db AS track, album_gain_db AS album FROM tracks WHERE id = ?')
    .get(id);
  return row === undefined ? null : TrackGainsSchema.parse(row);
}
