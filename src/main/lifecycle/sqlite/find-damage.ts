/** Looks for damage in a database at the disk's speed: to tell whether a copy can be relied on. */
import { z } from 'zod';
import type { CheckDepth } from '../../../shared/health.ts';
import type { Connection } from './database.ts';

/** SQLite uses the page at this offset for its locks only (https://www.sqlite.org/fileformat2.html#lockbyte). */
const LOCK_BYTE_OFFSET = 0x40000000;

interface SearchOptions {
  /** `full` also compares each index, full-text ones included, with its table: ten times slower. */
  readonly depth?: CheckDepth;
  /** Called before each table, and when all are done; may throw to stop. */
  readonly onTable?: (done: number, total: number) => void;
}

/**
 * The first damage in a database, in words; null for a sound one. Every page and every row is looked
 * at, as by SQLite's quick_check. What full-text indexes say of themselves is left out unless a full
 * search is asked for: it takes as long as all the rest, and they can be made again from the tables.
 *
 * @throws the SQLite error if a page cannot be read or makes no sense
 */
export function findDamage(db: Connection, options: SearchOptions = {}): string | null {
  return findDamagedTable(db, options) ?? findUnaccountedPages(db);
}

/**
 * The first of the tables or their indexes that is damaged, in words: {@link findDamage} but for the
 * pages that no table, or more than one, has.
 *
 * @throws the SQLite error if a page cannot be read or makes no sense
 */
export function findDamagedTable(db: Connection, options: SearchOptions = {}): string | null {
  const { depth = 'quick', onTable = () => {} } = options;
  const check = depth === 'quick' ? 'quick_check' : 'integrity_check';
  const tables = tablesOf(db, depth);
  for (const [index, table] of tables.entries()) {
    onTable(index, tables.length);
    const quoted = `"${table.replaceAll('"', '""')}"`;
    const result = z.string().parse(db.pragma(`${check}(${quoted})`, { simple: true }));
    if (result !== 'ok') return result;
  }
  onTable(tables.length, tables.length);
  return null;
}

/** Every table with rows in this file: virtual ones keep theirs in tables of their own. */
function tablesOf(db: Connection, depth: CheckDepth): string[] {
  const virtual = depth === 'full' ? `, 'virtual'` : '';
  return z.array(z.string()).parse(
    db
      .prepare(
        `SELECT name FROM pragma_table_list
           WHERE schema = 'main' AND type IN ('table', 'shadow'${virtual})`,
      )
      .pluck()
      .all(),
  );
}

/**
 * In words, that tables share a page or that one belongs to none: that shows only in the sum, since
 * tables are checked one by one. Reads every page.
 *
 * @throws the SQLite error if a page cannot be read or makes no sense
 */
export function findUnaccountedPages(db: Connection): string | null {
  const number = (sql: string) => z.number().parse(db.prepare(sql).pluck().get());
  const pages = number('PRAGMA page_count');
  const used = number('SELECT ifnull(sum(pageno), 0) FROM dbstat WHERE aggregate = TRUE');
  const lockPages = pages * number('PRAGMA page_size') > LOCK_BYTE_OFFSET ? 1 : 0;
  const accounted = used + number('PRAGMA freelist_count') + lockPages;
  return accounted === pages ? null : `it has ${pages} pages and uses ${accounted}`;
}
