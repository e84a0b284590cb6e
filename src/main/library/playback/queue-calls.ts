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
import { findTracksById } from '../tracks/track-queries.ts';

export const queueHandlers = {
  shuffledPart: findShuffledPart,
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
