/**
 * Rows that refer to rows which do not exist: other programs leave them, as SQLite keeps foreign keys
 * only where it is asked to. They are no damage. A migration is held to those that it makes.
 */
import { z } from 'zod';
import { systemCode } from '../../../shared/errors.ts';
import type { Connection } from '../sqlite/database.ts';
import { quotedName } from '../sqlite/quoted-name.ts';

const ForeignKeysSchema = z.array(
  z.object({
    table: z.string(),
    id: z.number(),
    parent: z.string(),
    from: z.string(),
    /** Null for the primary key of the parent. */
    to: z.string().nullable(),
  }),
);

/** A foreign key of a table. */
export interface ForeignKey {
  readonly table: string;
  readonly parent: string;
  readonly from: readonly string[];
  /** Null where the parent table is not there, or not such that it can be referred to. */
  readonly to: readonly string[] | null;
}

/** How many rows refer to a row that does not exist. */
export function countDanglingRows(db: Connection): number {
  const sql = `SELECT count(*) FROM (SELECT DISTINCT rowid, fkid, parent FROM pragma_foreign_key_check(?))`;
  return tablesWithKeys(db)
    .map((table) => z.number().parse(ask(db, sql, table) ?? 0))
    .reduce((sum, rows) => sum + rows, 0);
}

/** Whether any row does. */
export function hasDanglingRows(db: Connection): boolean {
  const sql = 'SELECT 1 FROM pragma_foreign_key_check(?)';
  return tablesWithKeys(db).some((table) => ask(db, sql, table) !== undefined);
}

function tablesWithKeys(db: Connection): string[] {
  const sql = `
    SELECT DISTINCT tables.name FROM pragma_table_list AS tables, pragma_foreign_key_list(tables.name)
    WHERE tables.schema = 'main' AND tables.type = 'table'`;
  return z.array(z.string()).parse(db.prepare(sql).pluck().all());
}

/** A foreign key that refers to columns which are no key is an error: a table of others may have one. */
function ask(db: Connection, sql: string, table: string): unknown {
  try {
    return db.prepare(sql).pluck().get(table);
  } catch (error) {
    if (systemCode(error) === 'SQLITE_ERROR') return undefined;
    throw error;
  }
}

/**
 * What does not exist though rows refer to it: each table's keys. Migrations move rows from table to
 * table, and what a row referred to in vain it still does; only what is new here they have made.
 */
export function missingParents(db: Connection): Map<string, ForeignKey> {
  const missing = new Map<string, ForeignKey>();
  for (const key of foreignKeysOf(db)) {
    const columns = key.from.map((column) => `child.${quotedName(column)}`).join(', ');
    const keys = db
      .prepare(
        `SELECT DISTINCT json_array(${columns}) FROM ${quotedName(key.table)} AS child WHERE ${isDangling(key)}`,
      )
      .pluck()
      .all();
    for (const values of keys) missing.set(`${key.parent.toLowerCase()} ${values}`, key);
  }
  return missing;
}

/** Every foreign key of every ordinary table. */
export function foreignKeysOf(db: Connection): ForeignKey[] {
  const rows = ForeignKeysSchema.parse(
    db
      .prepare(
        `SELECT tables.name AS "table", keys.id, keys."table" AS parent, keys."from", keys."to"
         FROM pragma_table_list AS tables, pragma_foreign_key_list(tables.name) AS keys
         WHERE tables.schema = 'main' AND tables.type = 'table'
         ORDER BY tables.name, keys.id, keys.seq`,
      )
      .all(),
  );
  const grouped = Map.groupBy(rows, ({ table, id }) => `${id} ${table}`);
  return [...grouped.values()].flatMap((columns) => {
    const [first] = columns;
    if (first === undefined) return [];
    const { table, parent } = first;
    const named = columns.flatMap(({ to }) => (to === null ? [] : [to]));
    const to = parentColumns(db, parent, named.length === 0 ? null : named);
    const from = columns.map((column) => column.from);
    return [{ table, parent, from, to: to?.length === from.length ? to : null }];
  });
}

/** SQL that is true for a row, called `child`, that refers to nothing. */
export function isDangling({ parent, from, to }: ForeignKey): string {
  const isSet = from.map((column) => `child.${quotedName(column)} IS NOT NULL`).join(' AND ');
  if (to === null) return isSet;
  const match = from
    .map((column, index) => `parent.${quotedName(to[index] ?? '')} = child.${quotedName(column)}`)
    .join(' AND ');
  return `${isSet} AND NOT EXISTS (SELECT 1 FROM ${quotedName(parent)} AS parent WHERE ${match})`;
}

function parentColumns(
  db: Connection,
  parent: string,
  named: readonly string[] | null,
): readonly string[] | null {
  const columns = z
    .array(z.object({ name: z.string(), pk: z.number() }))
    .parse(db.prepare('SELECT name, pk FROM pragma_table_info(?) ORDER BY pk').all(parent));
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  if (named !== null) {
    return named.every((column) => names.has(column.toLowerCase())) ? named : null;
  }
  const primary = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
  return primary.length === 0 ? null : primary;
}
