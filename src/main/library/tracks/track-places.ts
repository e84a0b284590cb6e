/** Where tracks stand in a list, and which ones stand beside them. */
import { z } from 'zod';
import {
  type ListRow,
  ListRowSchema,
  type QueuePart,
  type TrackOrderQuery,
  type TrackQuery,
} from '../../../shared/api/tracks.ts';
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

const CountSchema = z.number().int();

/** Which place a track has among those that match a query, from 0; null where it is not there. */
export function positionOf(db: ReadableDb, query: TrackOrderQuery & { id: number }): number | null {
  const expression = searchExpression(query.text);
  if (findsNothing(query.text, expression)) return null;
  const found = findRow(db, query, expression);
  if (found === null) return null;
  const counts = rangesBefore(orderOf(query), found.key).map(({ where, values }) => {
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
 * A part of a list, to be played: some rows before one of them, itself, and some after it.
 *
 * @param id the row's track, null for the first row; a track that is not in the list stands alone
 * @param entryId which of a playlist's rows; the track's first one by default
 */
export function findQueuePart(
  db: ReadableDb,
  query: TrackOrderQuery & {
    id: number | null;
    entryId?: number | null;
    before: number;
    after: number;
  },
): QueuePart {
  const expression = searchExpression(query.text);
  const isEmpty = findsNothing(query.text, expression);
  const { id, before, after } = query;
  const order = orderOf(query);
  if (id === null) {
    const rows = isEmpty ? [] : rowsIn(db, query, expression, rangesAfter(order, null), after + 1);
    return {
      rows: rows.slice(0, after + 1),
      position: 0,
      isBeginning: true,
      isEnd: rows.length <= after + 1,
    };
  }
  const found = isEmpty ? null : findRow(db, query, expression);
  if (found === null) {
    return { rows: [{ id, entryId: null }], position: 0, isBeginning: true, isEnd: true };
  }
  const { key, row } = found;
  const reverse = { ...query, direction: query.direction === 'asc' ? 'desc' : 'asc' } as const;
  const earlier = rowsIn(db, reverse, expression, rangesBefore(order, key), before);
  const later = rowsIn(db, query, expression, rangesAfter(order, key), after);
  return {
    rows: [...earlier.slice(0, before).toReversed(), row, ...later.slice(0, after)],
    position: Math.min(before, earlier.length),
    isBeginning: earlier.length <= before,
    isEnd: later.length <= after,
  };
}

/** Rows in ranges of a list, nearest first: one more than asked for, where there is one. */
function rowsIn(
  db: ReadableDb,
  query: TrackOrderQuery,
  expression: string | null,
  ranges: readonly KeyRange[],
  limit: number,
): ListRow[] {
  const columns = `tracks.id AS id, ${entryColumn(query)} AS entryId`;
  const rows: ListRow[] = [];
  for (const { where, values } of ranges) {
    const missing = limit + 1 - rows.length;
    if (missing <= 0) break;
    const found = db.prepare(
      `${rowsSql(query, expression !== null, columns, { where })} LIMIT :missing`,
    );
    rows.push(
      ...z
        .array(ListRowSchema)
        .parse(found.all(...values, { ...parameters(query, expression), missing })),
    );
  }
  return rows;
}

/** A track's row in a list, and what it is sorted by there; null where it is not there. */
function findRow(
  db: ReadableDb,
  query: TrackOrderQuery & { id: number | null; entryId?: number | null },
  expression: string | null,
): { readonly key: RowKey; readonly row: ListRow } | null {
  const { id, entryId = null, list } = query;
  const isEntry = list.kind === 'playlist' && entryId !== null;
  const columns = [...orderOf(query).columns, 'tracks.id', entryColumn(query)].join(', ');
  const where = isEntry ? 'tracks.id = :id AND entries.id = :entryId' : 'tracks.id = :id';
  const found = db
    .prepare(`${rowsSql(query, expression !== null, columns, { where })} LIMIT 1`)
    .raw()
    .get({ ...parameters(query, expression), id, ...(isEntry && { entryId }) });
  if (found === undefined) return null;
  const values = KeySchema.parse(found);
  const [trackId, ownEntry] = values.slice(-2);
  return {
    key: values.slice(0, -2),
    row: ListRowSchema.parse({ id: trackId, entryId: ownEntry }),
  };
}

/** The entry that a row of a playlist is; NULL in other lists. */
function entryColumn({ list }: TrackOrderQuery): string {
  return list.kind === 'playlist' ? 'entries.id' : 'NULL';
}
