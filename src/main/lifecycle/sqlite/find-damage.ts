/**
 * Looks for damage in a database at the disk's speed: to tell whether a copy can be relied on, and
 * whether what is damaged is lost or can be made again from the rest.
 */
import { z } from 'zod';
import type { CheckDepth } from '../../../shared/health.ts';
import { requireReadable } from '../files/read-failure.ts';
import type { Connection } from './database.ts';
import { pointerMapPages } from './pointer-map.ts';
import { quotedName } from './quoted-name.ts';

/** SQLite uses the page at this offset for its locks only (https://www.sqlite.org/fileformat2.html#lockbyte). */
const LOCK_BYTE_OFFSET = 0x40000000;

/** What SQLite's check says of an index that has other entries than its table; REINDEX mends it. */
const ABOUT_INDEX =
  /(?:missing from index|wrong # of entries in index|non-unique entry in index|values differ from index|for row .* of index) (?<name>.+)$/;

/** What it says of a page: the tree that it is in, by the number of its root. */
const ABOUT_TREE = /^Tree (?<root>\d+)\b/;

/** What stands before and between its sentences. */
const SAYS_NOTHING = /^(?:ok|\*\*\* .* \*\*\*)?$/;

/** What SQLite counts, what tracks are searched by, and what is browsed: it follows from the other tables. */
const DERIVED =
  /^(?:sqlite_stat\d|search_words|stale_search_words|listed_albums|listed_artists|listed_genres)$/;

export interface SearchOptions {
  /** `full` also compares each index with its table: ten times slower. */
  readonly depth?: CheckDepth;
  /** Called before each table, and when all are done; may throw to stop. */
  readonly onTable?: (done: number, total: number) => void;
}

export interface Condition {
  /** The first damage to rows, in words; null where every row can be read. */
  readonly damage: string | null;
  /** Indexes that do not fit their tables: they can be made again. */
  readonly indexes: readonly string[];
  /** Full-text indexes and SQLite's statistics that are damaged: they follow from the tables. */
  readonly derived: readonly string[];
}

/** Whether all that follows from the rows is as it should be. */
export function isSound({ indexes, derived }: Condition): boolean {
  return indexes.length + derived.length === 0;
}

interface CheckedTable {
  readonly name: string;
  readonly kind: 'rows' | 'derived';
}

/**
 * What is damaged in a database. Every page and every row is looked at, as by SQLite's quick_check,
 * each index has as many entries as its table has rows, and each full-text index is looked through.
 *
 * @throws the SQLite error if a page of the schema cannot be read or makes no sense; the system's where it
 *   is the disk that fails
 */
export function examineTables(db: Connection, options: SearchOptions = {}): Condition {
  const { depth = 'quick', onTable = () => {} } = options;
  const tables = tablesOf(db);
  const indexes = new Set<string>();
  const derived = new Set<string>();
  let damage: string | null = null;
  for (const [index, { name, kind }] of tables.entries()) {
    onTable(index, tables.length);
    for (const what of problemsOf(db, name, depth)) {
      const ofIndex = indexIn(db, what);
      if (kind === 'derived') derived.add(ownerOf(db, name));
      else if (ofIndex === null) damage ??= what;
      else indexes.add(ofIndex);
    }
    if (kind === 'rows') for (const found of indexesOfOtherLength(db, name)) indexes.add(found);
  }
  onTable(tables.length, tables.length);
  const isWhole = damage === null && indexes.size === 0 && derived.size === 0;
  if (!isWhole) requireReadable(db.name);
  return { damage, indexes: [...indexes], derived: [...derived] };
}

/**
 * The first damage to the rows of a database, in words; null for one whose rows are sound, though
 * indexes or what else follows from them may not be.
 *
 * @throws the SQLite error if a page of the schema cannot be read or makes no sense
 */
export function findDamage(db: Connection, options: SearchOptions = {}): string | null {
  const condition = examineTables(db, options);
  // Pages of an index that cannot be read lead nowhere: those that they led to seem to be in no use.
  if (condition.damage !== null || !isSound(condition)) return condition.damage;
  return findUnaccountedPages(db).shared;
}

/** Pages by the use that they are in, where it is not one for each. */
export interface UnaccountedPages {
  /** In words, that tables share a page: one of them has lost its own. */
  readonly shared: string | null;
  /** How many pages are in no use, and are not known to be free: they cost room, and nothing else. */
  readonly unused: number;
}

/**
 * Whether tables share a page or one belongs to none: that shows only in the sum, since tables are
 * checked one by one. Reads every page.
 *
 * @throws the SQLite error if a page cannot be read or makes no sense
 */
export function findUnaccountedPages(db: Connection): UnaccountedPages {
  const number = (sql: string) => z.number().parse(db.prepare(sql).pluck().get());
  const pages = number('PRAGMA page_count');
  const pageBytes = number('PRAGMA page_size');
  const used = number('SELECT ifnull(sum(pageno), 0) FROM dbstat WHERE aggregate = TRUE');
  const lockPages = pages * pageBytes > LOCK_BYTE_OFFSET ? 1 : 0;
  const maps = number('PRAGMA auto_vacuum') === 0 ? [0, 0] : pointerMapPages(pages, pageBytes);
  const accounted = used + number('PRAGMA freelist_count') + lockPages;
  const [fewest, most] = maps.map((mapPages) => accounted + mapPages) as [number, number];
  return {
    shared: fewest > pages ? `it has ${pages} pages and uses ${fewest}` : null,
    unused: Math.max(0, pages - most),
  };
}

/**
 * Every table with rows in this file, virtual ones for what their modules say of them. Those of
 * modules that are not loaded here say nothing; their rows are in tables like any other.
 */
function tablesOf(db: Connection): CheckedTable[] {
  const rows = z.array(z.object({ name: z.string(), type: z.string() })).parse(
    db
      .prepare(
        `SELECT name, type FROM pragma_table_list
           WHERE schema = 'main' AND type IN ('table', 'shadow', 'virtual')`,
      )
      .all(),
  );
  return rows
    .filter(({ name, type }) => type !== 'virtual' || isLoaded(db, name))
    .map(({ name, type }) => ({
      name,
      kind: type !== 'table' || DERIVED.test(name) ? 'derived' : 'rows',
    }));
}

/** Whether the module of a virtual table is there, and what it stores. */
function isLoaded(db: Connection, table: string): boolean {
  try {
    db.prepare(`SELECT 1 FROM ${quotedName(table)}`);
    return true;
  } catch {
    return !isModuleMissing(db, table);
  }
}

function isModuleMissing(db: Connection, table: string): boolean {
  const sql = z
    .string()
    .parse(db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table));
  const module = /\busing\s+["'`[]?(?<name>\w+)/i.exec(sql)?.groups?.name;
  const isThere = db.prepare('SELECT 1 FROM pragma_module_list WHERE name = ?');
  return module === undefined || isThere.get(module.toLowerCase()) === undefined;
}

/** What SQLite's check says of a table, its indexes included; nothing where all is well. */
function problemsOf(db: Connection, table: string, depth: CheckDepth): string[] {
  try {
    return sentencesOf(db, depth === 'quick' ? 'quick_check' : 'integrity_check', table);
  } catch (error) {
    // A full check breaks off at a page of an index that a quick one tells apart from the table's.
    const told = depth === 'quick' ? [] : problemsOf(db, table, 'quick');
    return told.length > 0 ? told : [error instanceof Error ? error.message : String(error)];
  }
}

function sentencesOf(db: Connection, check: 'quick_check' | 'integrity_check', table: string) {
  const said = z
    .array(z.string())
    .parse(db.prepare(`SELECT * FROM pragma_${check}(?)`).pluck().all(table));
  return said.flatMap((text) => text.split('\n')).filter((line) => !SAYS_NOTHING.test(line));
}

/** The index that a sentence of SQLite's check is about; null where it is about rows. */
function indexIn(db: Connection, what: string): string | null {
  const name = ABOUT_INDEX.exec(what)?.groups?.name;
  if (name !== undefined) return name;
  const root = ABOUT_TREE.exec(what)?.groups?.root;
  if (root === undefined) return null;
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'index' AND rootpage = ?`;
  return z
    .string()
    .nullable()
    .parse(db.prepare(sql).pluck().get(Number(root)) ?? null);
}

/**
 * Indexes that have more entries than their table has rows, or fewer, or cannot be read: by name. It
 * takes a few milliseconds, since SQLite counts by pages.
 */
export function findIndexesOfOtherLength(db: Connection): string[] {
  return tablesOf(db)
    .filter(({ kind }) => kind === 'rows')
    .flatMap(({ name }) => indexesOfOtherLength(db, name));
}

/** Indexes of all of a table's rows that have more entries than it, or fewer, or cannot be read. */
function indexesOfOtherLength(db: Connection, table: string): string[] {
  const rows = countOf(db, `${quotedName(table)} NOT INDEXED`);
  if (rows === null) return [];
  return wholeIndexesOf(db, table).filter(
    (index) => countOf(db, `${quotedName(table)} INDEXED BY ${quotedName(index)}`) !== rows,
  );
}

function wholeIndexesOf(db: Connection, table: string): string[] {
  return z.array(z.string()).parse(
    db
      .prepare(
        `SELECT list.name FROM pragma_index_list(?) AS list
         JOIN sqlite_schema AS object ON object.type = 'index' AND object.name = list.name
         WHERE list.partial = 0`,
      )
      .pluck()
      .all(table),
  );
}

/** Null where it cannot be counted. */
function countOf(db: Connection, from: string): number | null {
  try {
    return z.number().parse(db.prepare(`SELECT count(*) FROM ${from}`).pluck().get());
  } catch {
    return null;
  }
}

/** The virtual table that a shadow table belongs to; any other one itself. */
function ownerOf(db: Connection, table: string): string {
  const sql = `
    SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'virtual' AND substr(:table, 1, length(name) + 1) = name || '_'
    ORDER BY length(name) DESC`;
  return z.string().parse(db.prepare(sql).pluck().get({ table }) ?? table);
}
