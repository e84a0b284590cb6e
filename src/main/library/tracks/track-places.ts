/** Where tracks stand in a list, and which ones stand beside them. */
import { z } from 'zod';
import type { QueuePart, TrackOrderQuery, TrackQuery } from '../../../shared/api/tracks.ts';
import { sortKey } from '../../lifecycle/sqlite/sql-functions.ts';
import type { ReadableDb } from '../handlers.ts';
import { type KeyRange, type RowKey, rangesAfter, rangesBefore } from './key-ranges.ts';
import { findsNothing, orderOf, parameters, rowsSql } from './list-sql.ts';
import { searchExpression } from './search-text.ts';

/** The orders in which a typed letter leads somewhere. */
const TYPED: Partial<Record<TrackQuery['sort'], string>> = {
  title: 'sort_title',
  artist: 'sort_artist',
  album: 'sort_album',
};

const KeySchema = z.array(z.union([z.string(), z.number(), z.null()]));
const IdsSchema = z.array(z.number().int());
const CountSchema = z.number().int();

/** Which place a track has among those that match a query, from 0; null where it is not there. */
export function positionOf(db: ReadableDb, query: TrackOrderQuery & { id: number }): number | null {
  const expression = searchExpression(query.text);
  if (findsNothing(query.text, expression)) return null;
  const key = keyOf(db, query, expression);
  if (key === null) return null;
  const counts = rangesBefore(orderOf(query), key).map(({ where, values }) => {
    const rows = rowsSql(query, expression !== null, '1', { isOrdered: false, where });
    const count = db.prepare(`SELECT count(*) FROM (${rows})`).pluck();
    return CountSchema.parse(count.get(...values, parameters(query, expression)));
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The place of the first track whose name in the order of the query begins with a prefix, or comes
 * after it. Orders by numbers have no names: the first place.
 */
export function findByPrefix(db: ReadableDb, query: TrackOrderQuery & { prefix: string }): number {
  const column = TYPED[query.sort];
  const expression = searchExpression(query.text);
  const key = sortKey(query.prefix);
  if (column === undefined || key === '' || findsNothing(query.text, expression)) return 0;
  // Downwards, what begins with the prefix comes after everything that follows it.
  const isBefore = query.direction === 'asc' ? `${column} < :key` : `${column} >= :next`;
  const before = db
    .prepare(
      `SELECT count(*) FROM (${rowsSql(query, expression !== null, `tracks.${column}`, { isOrdered: false })})
       WHERE ${isBefore}`,
    )
    .pluck()
    .get({ ...parameters(query, expression), key, next: `${key}\u{10ffff}` });
  return z.number().int().parse(before);
}

/**
 * A part of a list, to be played: some tracks before one of them, itself, and some after it.
 *
 * @param id null for the first one; a track that is not in the list stands alone
 */
export function findQueuePart(
  db: ReadableDb,
  query: TrackOrderQuery & { id: number | null; before: number; after: number },
): QueuePart {
  const expression = searchExpression(query.text);
  const isEmpty = findsNothing(query.text, expression);
  const { id, before, after } = query;
  if (id === null) {
    const ids = isEmpty
      ? []
      : idsIn(db, query, expression, rangesAfter(orderOf(query), null), after + 1);
    return {
      ids: ids.slice(0, after + 1),
      position: 0,
      isBeginning: true,
      isEnd: ids.length <= after + 1,
    };
  }
  const key = isEmpty ? null : keyOf(db, query, expression);
  if (key === null) return { ids: [id], position: 0, isBeginning: true, isEnd: true };
  const order = orderOf(query);
  const reverse = { ...query, direction: query.direction === 'asc' ? 'desc' : 'asc' } as const;
  const earlier = idsIn(db, reverse, expression, rangesBefore(order, key), before);
  const later = idsIn(db, query, expression, rangesAfter(order, key), after);
  return {
    ids: [...earlier.slice(0, before).toReversed(), id, ...later.slice(0, after)],
    position: Math.min(before, earlier.length),
    isBeginning: earlier.length <= before,
    isEnd: later.length <= after,
  };
}

/** The ids in ranges of a list, nearest first: one more than asked for, where there is one. */
function idsIn(
  db: ReadableDb,
  query: TrackOrderQuery,
  expression: string | null,
  ranges: readonly KeyRange[],
  limit: number,
): number[] {
  const ids: number[] = [];
  for (const { where, values } of ranges) {
    const missing = limit + 1 - ids.length;
    if (missing <= 0) break;
    const rows = rowsSql(query, expression !== null, 'tracks.id', { where });
    const found = db.prepare(`${rows} LIMIT :missing`).pluck();
    ids.push(
      ...IdsSchema.parse(found.all(...values, { ...parameters(query, expression), missing })),
    );
  }
  return ids;
}

/** What a track is sorted by in a list; null where it is not there. */
function keyOf(
  db: ReadableDb,
  query: TrackOrderQuery & { id: number | null },
  expression: string | null,
): RowKey | null {
  const columns = orderOf(query).columns.join(', ');
  const rows = rowsSql(query, expression !== null, columns, { where: 'tracks.id = :id' });
  const row = db
    .prepare(`${rows} LIMIT 1`)
    .raw()
    .get({ ...parameters(query, expression), id: query.id });
  return row === undefined ? null : KeySchema.parse(row);
}
