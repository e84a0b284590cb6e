/** Where tracks stand in a list, and which ones stand beside them. */
import { z } from 'zod';
import {
  type ListRow,
  ListRowSchema,
  type QueuePart,
  type TrackOrderQuery,
  type TrackQuery,
} from '../../../shared/api/tracks.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import { AFTER_PREFIX } from '../../lifecycle/sqlite/sort-rules.ts';
import type { ReadableDb } from '../handlers.ts';
import { type RowKey, type RowOrder, rangesAfter, rangesBefore, reversed } from './key-ranges.ts';
import { countPart, type ListPart, partsOf, quickCondition } from './list-parts.ts';
import { orderOf, parameters, rowsSql } from './list-sql.ts';
import { sortLanguageOf } from './sort-language.ts';

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
  const parts = partsOf(db, query);
  const found = findRow(db, query, parts);
  if (found === null) return null;
  const earlier = parts.slice(0, found.index).map((part) => countPart(db, query, part));
  const { sql, values: named } = quickCondition(db, query, found.part);
  const before = rangesBefore(orderOf(query), found.key).map(({ where, values }) => {
    const rows = rowsSql(query, '1', { order: null, where: `(${where}) AND (${sql})` });
    const count = db.prepare(`SELECT count(*) FROM (${rows})`).pluck();
    return CountSchema.parse(count.get(...values, { ...parameters(query), ...named }));
  });
  return [...earlier, ...before].reduce((sum, count) => sum + count, 0);
}

/**
 * The place of the first track whose name in the order of the query begins with a prefix, or comes
 * after it. Orders by numbers have no names: the first place.
 */
export function findByPrefix(db: ReadableDb, query: TrackOrderQuery & { prefix: string }): number {
  const column = TYPED[query.sort];
  const key = sortKey(query.prefix, sortLanguageOf(db));
  const [part] = partsOf(db, query);
  if (column === undefined || key === '' || part === undefined) return 0;
  // Downwards, what begins with the prefix comes after everything that follows it.
  const isBefore = query.direction === 'asc' ? `${column} < :key` : `${column} >= :next`;
  const { sql, values } = quickCondition(db, query, part);
  const before = db
    .prepare(
      `SELECT count(*) FROM (${rowsSql(query, `tracks.${column}`, { where: sql, order: null })})
       WHERE ${isBefore}`,
    )
    .pluck()
    .get({ ...parameters(query), ...values, key, next: `${key}${AFTER_PREFIX}` });
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
  const { id, before, after } = query;
  const parts = partsOf(db, query);
  if (id === null) {
    const rows = rowsAfter(db, query, {
      parts,
      order: orderOf(query),
      key: null,
      limit: after + 1,
    });
    return {
      rows: rows.slice(0, after + 1),
      position: 0,
      isBeginning: true,
      isEnd: rows.length <= after + 1,
    };
  }
  const found = findRow(db, query, parts);
  if (found === null) {
    return { rows: [{ id, entryId: null }], position: 0, isBeginning: true, isEnd: true };
  }
  const { key, row, index } = found;
  const passed = parts.slice(0, index + 1).toReversed();
  const order = orderOf(query);
  const earlier = rowsAfter(db, query, {
    parts: passed,
    order: reversed(order),
    key,
    limit: before,
  });
  const later = rowsAfter(db, query, { parts: parts.slice(index), order, key, limit: after });
  return {
    rows: [...earlier.slice(0, before).toReversed(), row, ...later.slice(0, after)],
    position: Math.min(before, earlier.length),
    isBeginning: earlier.length <= before,
    isEnd: later.length <= after,
  };
}

interface RowsAfter {
  readonly order: RowOrder;
  readonly parts: readonly ListPart[];
  /** Of a row in the first part; null for all of it. */
  readonly key: RowKey | null;
  readonly limit: number;
}

/** Rows of a list from a place on, nearest first: one more than asked for, where there is one. */
function rowsAfter(
  db: ReadableDb,
  query: TrackOrderQuery,
  { parts, order, key, limit }: RowsAfter,
): ListRow[] {
  const columns = `tracks.id AS id, ${entryColumn(query)} AS entryId`;
  const rows: ListRow[] = [];
  for (const [index, part] of parts.entries()) {
    const ranges = rangesAfter(order, index === 0 ? key : null);
    for (const { where, values } of ranges) {
      const missing = limit + 1 - rows.length;
      if (missing <= 0) return rows;
      const { sql, values: named } = quickCondition(db, query, part);
      const found = db.prepare(
        `${rowsSql(query, columns, { where: `(${where}) AND (${sql})`, order })} LIMIT :missing`,
      );
      const read = found.all(...values, { ...parameters(query), ...named, missing });
      rows.push(...z.array(ListRowSchema).parse(read));
    }
  }
  return rows;
}

interface FoundRow {
  readonly key: RowKey;
  readonly row: ListRow;
  /** In which part of the list it is. */
  readonly part: ListPart;
  readonly index: number;
}

/** A track's row in a list, and what it is sorted by there; null where it is not there. */
function findRow(
  db: ReadableDb,
  query: TrackOrderQuery & { id: number | null; entryId?: number | null },
  parts: readonly ListPart[],
): FoundRow | null {
  const { id, entryId = null, list } = query;
  const isEntry = list.kind === 'playlist' && entryId !== null;
  const columns = [
    ...orderOf(query).map(({ column }) => column),
    'tracks.id',
    entryColumn(query),
  ].join(', ');
  const isRow = isEntry ? 'tracks.id = :id AND entries.id = :entryId' : 'tracks.id = :id';
  for (const [index, part] of parts.entries()) {
    const { condition } = part;
    const found = db
      .prepare(`${rowsSql(query, columns, { where: `${isRow} AND (${condition.sql})` })} LIMIT 1`)
      .raw()
      .get({ ...parameters(query), ...condition.values, id, ...(isEntry && { entryId }) });
    if (found === undefined) continue;
    const values = KeySchema.parse(found);
    const [trackId, ownEntry] = values.slice(-2);
    return {
      key: values.slice(0, -2),
      row: ListRowSchema.parse({ id: trackId, entryId: ownEntry }),
      part,
      index,
    };
  }
  return null;
}

/** The entry that a row of a playlist is; NULL in other lists. */
function entryColumn({ list }: TrackOrderQuery): string {
  return list.kind === 'playlist' ? 'entries.id' : 'NULL';
}
