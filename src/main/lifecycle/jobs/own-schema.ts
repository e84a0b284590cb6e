/**
 * Mends what a library's own schema lacks, as far as it follows from the rest: indexes, triggers and
 * views are made again from their definitions, and what the triggers kept in step is brought into step.
 */
import {
  areListingsOutOfStep,
  hasListings,
  isListing,
  LISTINGS,
  rebuildListings,
} from '../listings.ts';
import {
  compareSchemas,
  holdsNoRows,
  readSchema,
  type SchemaObject,
} from '../migrations/schema.ts';
import {
  isOfSearch,
  isSearchOutOfStep,
  isSearchWords,
  rebuildSearch,
  SEARCH_TABLE,
} from '../search-index.ts';
import type { Connection } from '../sqlite/database.ts';
import { findIndexesOfOtherLength } from '../sqlite/find-damage.ts';
import { quotedName } from '../sqlite/quoted-name.ts';
import { readSide } from '../user-data.ts';
import { drop } from './additions.ts';

/**
 * Makes again what is missing or has been changed and holds no rows, in the caller's transaction.
 *
 * @param own the schema of the library's version
 * @returns what was made again, by name
 * @throws the SQLite error where rows do not allow it, or pages cannot be given up
 */
export function mendOwnSchema(db: Connection, own: readonly SchemaObject[]): string[] {
  const isSearchLacking = makeDerivedTables(db, own);
  const { missing, changed } = compareSchemas(own, readSchema(db));
  const lacking = [...missing, ...changed].filter(holdsNoRows);
  for (const object of lacking) {
    drop(db, object);
    db.exec(object.sql);
  }
  const isIndexLacking = isSearchLacking || [...missing, ...changed].some(isOfSearch);
  const stale = findIndexesOfOtherLength(db);
  for (const index of stale) db.exec(`REINDEX ${quotedName(index)}`);
  const isTriggerLacking = lacking.some(({ type }) => type === 'trigger');
  return [
    ...lacking.map(({ name }) => name),
    ...stale,
    ...(isIndexLacking || isTriggerLacking
      ? mendFollowing(db, own, isIndexLacking ? 'of-other-form' : 'stale')
      : []),
  ];
}

/** Makes the tables again that follow from others, where they are missing or different. */
function makeDerivedTables(db: Connection, own: readonly SchemaObject[]): boolean {
  const { missing, changed } = compareSchemas(own, readSchema(db));
  const lacking = [...missing, ...changed].filter(
    ({ type, name }) => isSearchWords(name) || (type === 'table' && isListing(name)),
  );
  for (const { name, sql } of lacking) {
    db.exec(`DROP TABLE IF EXISTS ${quotedName(name)}`);
    db.exec(sql);
  }
  return lacking.length > 0;
}

/**
 * Brings into step what triggers keep so: the search index, what is browsed, play counts, the albums' order.
 *
 * @param search what is known of the search index: one that may be sound is looked at, and a stale one
 *   is filled anew, since words that have changed do not show
 * @returns the tables and columns that were not, by name
 */
export function mendFollowing(
  db: Connection,
  own: readonly SchemaObject[],
  search: 'of-other-form' | 'stale' | 'may-be-sound',
): string[] {
  const mended: string[] = FOLLOWING.flatMap(({ name, needs, sql }) => {
    const { has } = readSide(db);
    if (!needs.every(has)) return [];
    return db.prepare(sql).run().changes > 0 ? [name] : [];
  });
  if (hasListings(db)) {
    const isOut = areListingsOutOfStep(db);
    // What they are sorted by may have changed, which does not show.
    if (isOut || search !== 'may-be-sound') rebuildListings(db);
    if (isOut) mended.push(...LISTINGS);
  }
  const index = own.find(({ name }) => name === SEARCH_TABLE);
  if (index === undefined || (search === 'may-be-sound' && !isSearchOutOfStep(db))) return mended;
  rebuildSearch(db, index.sql, search === 'of-other-form');
  return [...mended, SEARCH_TABLE];
}

/** The tables and columns that are not in step with what they follow from, by name. */
export function findOutOfStep(db: Connection, own: readonly SchemaObject[]): string[] {
  const { has } = readSide(db);
  const isOut = (sql: string) => db.prepare(sql).get() !== undefined;
  const hasSearch = own.some(({ name }) => name === SEARCH_TABLE);
  return [
    ...FOLLOWING.filter(({ needs, find }) => needs.every(has) && isOut(find)).map(
      ({ name }) => name,
    ),
    ...(hasListings(db) && areListingsOutOfStep(db) ? ['listed_albums'] : []),
    ...(hasSearch && isSearchOutOfStep(db) ? [SEARCH_TABLE] : []),
  ];
}

const HISTORY = `
  (SELECT track_id, count(*) AS plays, max(played_at) AS played_at FROM plays GROUP BY track_id)
  AS history`;
const FEWER_PLAYS = 'history.track_id = tracks.id AND play_count < history.plays';
const EARLIER_PLAY = `history.track_id = tracks.id AND ifnull(last_played_at, '') < history.played_at`;
const OTHER_ORDER = 'albums.id = tracks.album_id AND sort_album <> albums.sort_title';

/** What the triggers of migrations 0005, 0007 and 0012 keep in step. */
const FOLLOWING = [
  {
    name: 'tracks.play_count',
    needs: ['plays.track_id', 'tracks.play_count'],
    sql: `UPDATE tracks SET play_count = history.plays FROM ${HISTORY} WHERE ${FEWER_PLAYS}`,
    find: `SELECT 1 FROM tracks, ${HISTORY} WHERE ${FEWER_PLAYS}`,
  },
  {
    name: 'tracks.last_played_at',
    needs: ['plays.track_id', 'tracks.last_played_at'],
    sql: `UPDATE tracks SET last_played_at = history.played_at FROM ${HISTORY} WHERE ${EARLIER_PLAY}`,
    find: `SELECT 1 FROM tracks, ${HISTORY} WHERE ${EARLIER_PLAY}`,
  },
  {
    name: 'tracks.sort_album',
    needs: ['tracks.sort_album', 'albums.sort_title'],
    sql: `UPDATE tracks SET sort_album = albums.sort_title FROM albums WHERE ${OTHER_ORDER}`,
    find: `SELECT 1 FROM tracks, albums WHERE ${OTHER_ORDER}`,
  },
] as const;

/**
 * What a schema lacks: by name, what can be made again since it holds no rows; and in words, what its
 * tables have lost.
 */
export function judgeSchema(own: readonly SchemaObject[], actual: readonly SchemaObject[]) {
  const { missing, changed } = compareSchemas(own, actual);
  const isMendable = (object: SchemaObject) =>
    holdsNoRows(object) || isOfSearch(object) || isListing(object.name);
  const lost = (objects: readonly SchemaObject[], how: string) =>
    objects
      .filter((object) => !isMendable(object))
      .map(({ type, name }) => `${type} ${name} ${how}`);
  return {
    lacking: [...missing, ...changed].filter(isMendable).map(({ name }) => name),
    differences: [...lost(missing, 'is missing'), ...lost(changed, 'is defined differently')],
  };
}
