/**
 * The parts of a list, one after another, each in the order of the list. A list sorted by relevance has what
 * is called exactly as was typed first, then what has the typed words, then what has longer ones; all others
 * are one part.
 */
import { z } from 'zod';
import type { TrackOrderQuery } from '../../../shared/api/tracks.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import type { ReadableDb } from '../handlers.ts';
import type { Filter } from '../rules/rule-sql.ts';
import { ANY_TRACK, allOf, type Condition, namedValues } from './conditions.ts';
import { type RowOrder, reversed } from './key-ranges.ts';
import { countAll, countOnce } from './list-counts.ts';
import { orderBy, orderOf, parameters, rowId, rowsSql } from './list-sql.ts';
import { isOfAll, isOfMissing, searchOf } from './search-filters.ts';
import { NAMES, type Search, searchCondition, searchExpression } from './search-text.ts';
import { sortLanguageOf } from './sort-language.ts';

export interface ListPart {
  /** Tells it from all other parts of lists. */
  readonly name: string;
  /** Which tracks are in it, as can be seen of each track: for a part that has many. */
  readonly condition: Condition;
  /** The same, as an index finds them: for a part that has few. None where no index does. */
  readonly found: Condition | null;
  /** How many rows it has, where that is known without counting them. */
  readonly count: ((db: ReadableDb) => number) | null;
  /** A number that is quicker to know and not less than that. */
  readonly atMost?: (db: ReadableDb) => number;
}

/** The parts of a list. */
export function partsOf(db: ReadableDb, query: TrackOrderQuery): readonly ListPart[] {
  const { filter, ...searched } = searchOf(db, query);
  const parts = searchedParts(db, query, searched);
  if (filter === null) return parts;
  const isAll = isOfAll(query);
  return parts.map((part): ListPart => {
    const name = `${part.name} ${filter.name}`;
    const condition = allOf(part.condition, filter.condition);
    // Few are called exactly so, and an index has them: the operators are looked at for each.
    if (part.found === part.condition) return { name, condition, found: condition, count: null };
    const found = isAll ? bothFound(db, query, { ...part, filter, ...searched }) : null;
    const atMost = () => Math.min(part.atMost?.(db) ?? countAll(db), countLeft(db, query, filter));
    const count = isAll && searched.search === null ? () => countLeft(db, query, filter) : null;
    return { name, condition, found, count, ...(isAll && { atMost }) };
  });
}

/** How many tracks the operators leave of a list. */
function countLeft(
  db: ReadableDb,
  query: TrackOrderQuery,
  { name, found, expression }: Filter,
): number {
  if (expression !== null) return countMatches(db, expression);
  return countOnce(db, `left ${name}`, () => countRows(db, query, found));
}

interface Both extends Pick<ListPart, 'condition' | 'found'> {
  readonly filter: Filter;
  readonly search: Search | null;
}

/** What has the words and is left by the operators: found by what fewer tracks have, the other looked at. */
function bothFound(
  db: ReadableDb,
  query: TrackOrderQuery,
  { condition, found, filter, search }: Both,
): Condition {
  if (search === null || found === null) return allOf(condition, filter.found);
  const withWords = countMatches(db, searchExpression(search));
  return countLeft(db, query, filter) < withWords
    ? allOf(condition, filter.found)
    : allOf(found, filter.condition);
}

function searchedParts(
  db: ReadableDb,
  query: TrackOrderQuery,
  { search, name }: { readonly search: Search | null; readonly name: string },
): readonly ListPart[] {
  const isAll = isOfAll(query);
  if (search === null) {
    return [{ name: 'all', condition: ANY_TRACK, found: null, count: isAll ? countAll : null }];
  }
  if (query.sort === 'relevance')
    return byRelevance(query, search, sortKey(name, sortLanguageOf(db)));
  const expression = searchExpression(search);
  return [
    {
      name: expression,
      condition: hasWords(search, 'word'),
      found: isAll ? matching(expression) : null,
      count: isAll ? (db) => countMatches(db, expression) : null,
    },
  ];
}

/** Columns of tracks that say what one of them, or all of an album or an artist, is called. */
const EXACT = ['sort_title', 'sort_album', 'sort_artist'] as const;

/** Words that are as typed in a title, artist or album: before those that only begin so. */
const WHOLE = { isWhole: true, columns: NAMES } as const;

/** @param exact what is called as was typed is sorted by it */
function byRelevance(query: TrackOrderQuery, search: Search, exact: string): ListPart[] {
  const isAll = isOfAll(query);
  const has = hasWords(search, 'word');
  const hasWhole = hasWords(search, 'whole', WHOLE);
  const lacksWhole = { sql: `NOT ${hasWhole.sql}`, values: hasWhole.values };
  const isNamed = {
    sql: EXACT.map((column) => `${column} = :exact`).join(' OR '),
    values: { exact },
  };
  const isNotNamed = { sql: `NOT (${isNamed.sql})`, values: { exact } };
  const all = searchExpression(search);
  const whole = searchExpression(search, WHOLE);
  const countNamed = (db: ReadableDb, condition: Condition) =>
    countRows(db, query, allOf(isNamed, condition));
  const name = `relevance ${exact} ${all}`;
  return [
    ...EXACT.map((column, at): ListPart => {
      const before = EXACT.slice(0, at).map((other) => `${other} <> :exact`);
      const sql = [`${column} = :exact`, ...before].join(' AND ');
      const condition = allOf({ sql, values: { exact } }, has);
      return { name: `${name} ${column}`, condition, found: condition, count: null };
    }),
    {
      name: `${name} whole`,
      condition: allOf(hasWhole, isNotNamed),
      found: isAll ? allOf(matching(whole), isNotNamed) : null,
      count: isAll ? (db) => countMatches(db, whole) - countNamed(db, hasWhole) : null,
      atMost: (db) => countMatches(db, whole),
    },
    {
      name: `${name} rest`,
      condition: allOf(has, lacksWhole, isNotNamed),
      found: isAll ? allOf(matching(`(${all}) NOT (${whole})`), isNotNamed) : null,
      count: isAll
        ? (db) =>
            countMatches(db, all) - countMatches(db, whole) - countNamed(db, allOf(has, lacksWhole))
        : null,
    },
  ];
}

function hasWords(
  search: Search,
  prefix: string,
  where: Parameters<typeof searchCondition>[2] = {},
): Condition {
  const { values, name } = namedValues(prefix);
  return { sql: searchCondition(search, name, where), values };
}

function matching(expression: string): Condition {
  return {
    sql: 'tracks.id IN (SELECT rowid FROM track_search WHERE track_search MATCH :expression)',
    values: { expression },
  };
}

const CountSchema = z.number().int();

function countMatches(db: ReadableDb, expression: string): number {
  return countOnce(db, `matches ${expression}`, () =>
    CountSchema.parse(
      db
        .prepare('SELECT count(*) FROM track_search WHERE track_search MATCH ?')
        .pluck()
        .get(expression),
    ),
  );
}

function countRows(db: ReadableDb, query: TrackOrderQuery, { sql, values }: Condition): number {
  const rows = rowsSql(query, '1', { where: sql, order: null });
  const count = db.prepare(`SELECT count(*) FROM (${rows})`).pluck();
  return CountSchema.parse(count.get({ ...parameters(query), ...values }));
}

export function countPart(db: ReadableDb, query: TrackOrderQuery, part: ListPart): number {
  // Counted once by itself, and for longer than until the next write.
  if (part.count === countAll) return countAll(db);
  const name = JSON.stringify([query.list, isOfMissing(query), part.name]);
  return countOnce(db, name, () =>
    part.count === null ? countRows(db, query, part.found ?? part.condition) : part.count(db),
  );
}

/** How many rows a list has. */
export function countList(db: ReadableDb, query: TrackOrderQuery): number {
  const { search, filter } = searchOf(db, query);
  // All parts together have what the index finds.
  if (search !== null && isOfAll(query)) {
    const expression = searchExpression(search);
    if (filter === null) return countMatches(db, expression);
    const name = JSON.stringify([expression, filter.name]);
    return countOnce(db, name, () => {
      const condition = hasWords(search, 'word');
      const found = matching(expression);
      return countRows(db, query, bothFound(db, query, { condition, found, filter, search }));
    });
  }
  const parts = partsOf(db, query);
  return parts.reduce((sum, part) => sum + countPart(db, query, part), 0);
}

/** Whether nothing chooses among the rows of a list. */
export function isWhole(db: ReadableDb, query: TrackOrderQuery): boolean {
  const { search, filter } = searchOf(db, query);
  return search === null && filter === null;
}

/** So many tracks are looked up and sorted in a moment. */
const FEW = 10_000;

/** The quicker of the two conditions of a part. */
export function quickCondition(db: ReadableDb, query: TrackOrderQuery, part: ListPart): Condition {
  return part.found !== null && countPart(db, query, part) <= FEW ? part.found : part.condition;
}

/** What is read of a list at once. */
export interface Stretch {
  readonly offset: number;
  readonly limit: number;
}

/** The ids of rows of a list, in its order: of entries in a playlist, or of tracks. */
export function listRows(db: ReadableDb, query: TrackOrderQuery, stretch: Stretch): number[] {
  const ids: number[] = [];
  let { offset } = stretch;
  for (const part of partsOf(db, query)) {
    const limit = stretch.limit - ids.length;
    if (limit <= 0) break;
    // To count is needed only where rows are to be passed over.
    const count = offset === 0 ? null : countPart(db, query, part);
    if (count !== null && offset >= count) {
      offset -= count;
      continue;
    }
    ids.push(...rowsOfPart(db, query, part, { offset, limit }));
    offset = 0;
  }
  return ids;
}

/**
 * Where a part has many rows, a page of them is soon found in an index that has all tracks in order. If they
 * are few, or stand far from where that begins, they are looked up and sorted.
 */
function rowsOfPart(
  db: ReadableDb,
  query: TrackOrderQuery,
  part: ListPart,
  { offset, limit }: Stretch,
): number[] {
  const { found, condition } = part;
  if (found === null || found === condition) {
    return readRows(db, query, condition, { offset, limit });
  }
  if (offset === 0) {
    const count = part.atMost?.(db) ?? countPart(db, query, part);
    if (count === 0) return [];
    const sought = { order: orderOf(query), wanted: limit, count };
    return walk(db, query, condition, sought) ?? readRows(db, query, found, { offset, limit });
  }
  const count = countPart(db, query, part);
  const length = Math.max(0, Math.min(limit, count - offset));
  const after = count - offset - length;
  const isNearEnd = after < offset;
  const passed = isNearEnd ? after : offset;
  const order = isNearEnd ? reversed(orderOf(query)) : orderOf(query);
  const rows =
    walk(db, query, condition, { order, wanted: passed + length, count })?.slice(passed) ??
    readRows(db, query, found, { offset: passed, limit: length }, order);
  return isNearEnd ? rows.toReversed() : rows;
}

/** So many tracks are passed while one is looked up and sorted. */
const PASSED_PER_SORTED = 2;

/**
 * How far to look for rows: twice as far as they stand if they do at equal distances, then as far as is
 * passed in some milliseconds, since words often stand together, then as far as is worth while.
 */
const DISTANCE = 2;
const LONGER_DISTANCES = [10_000, 100_000];

interface Sought {
  readonly order: RowOrder;
  /** So many rows are wanted. */
  readonly wanted: number;
  /** So many meet the condition in all. */
  readonly count: number;
}

/** The first rows of a list that meet a condition; null where it takes too long to find as many as wanted. */
function walk(
  db: ReadableDb,
  query: TrackOrderQuery,
  condition: Condition,
  { order, wanted, count }: Sought,
): number[] | null {
  const expected = Math.ceil((wanted * countAll(db)) / Math.max(1, count)) * DISTANCE;
  const longer = LONGER_DISTANCES.filter((distance) => distance > expected);
  for (const distance of [expected, ...longer]) {
    if (distance > count * PASSED_PER_SORTED) return null;
    const rows = rowsWithin(db, query, condition, { order, wanted, distance });
    if (rows.length === wanted) return rows;
  }
  return null;
}

/** Those among the first rows of a list that meet a condition. */
function rowsWithin(
  db: ReadableDb,
  query: TrackOrderQuery,
  { sql, values }: Condition,
  { order, wanted, distance }: Omit<Sought, 'count'> & { readonly distance: number },
): number[] {
  const columns = new Set([
    'tracks.id',
    ...order.map(({ column }) => column),
    ...EXACT.map((column) => `tracks.${column}`),
  ]);
  const first = `${rowsSql(query, [...columns].join(', '), { order })} LIMIT :distance`;
  const rows = db.prepare(`
    SELECT id FROM (${first}) AS tracks WHERE ${sql} ORDER BY ${orderBy(order)} LIMIT :wanted`);
  return IdsSchema.parse(rows.pluck().all({ ...parameters(query), ...values, distance, wanted }));
}

const IdsSchema = z.array(z.number().int());

function readRows(
  db: ReadableDb,
  query: TrackOrderQuery,
  { sql, values }: Condition,
  { offset, limit }: Stretch,
  order = orderOf(query),
): number[] {
  const rows = rowsSql(query, rowId(query), { where: sql, order });
  return IdsSchema.parse(
    db
      .prepare(`${rows} LIMIT :limit OFFSET :offset`)
      .pluck()
      .all({ ...parameters(query), ...values, limit, offset }),
  );
}
