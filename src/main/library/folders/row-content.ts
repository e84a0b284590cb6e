/**
 * Rows as JSON, by the names of their columns: whatever columns later versions have, they are kept with the
 * row, and those that a version does not know are left out as it is brought back.
 */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { ReadableDb, WritableDb } from '../handlers.ts';

const ValueSchema = z.union([z.string(), z.number(), z.null()]);

/** A row that another one names: an artist, a genre. It is found again by its name. */
const NamedSchema = z.record(z.string(), ValueSchema);

/** The content of a row: values, and named rows in the place of their ids. */
export const RowSchema = z.record(z.string(), z.union([ValueSchema, NamedSchema]));
export type Row = z.infer<typeof RowSchema>;

/** The rows of other tables that belong to one, by table. */
export const RowsSchema = z.record(z.string(), z.array(RowSchema));
export type Rows = z.infer<typeof RowsSchema>;

/** Tables whose rows are told apart by their name. */
const NAMED = new Set(['artists', 'genres']);

const ColumnsSchema = z.array(z.object({ name: z.string(), target: z.string().nullable() }));
type Column = z.infer<typeof ColumnsSchema>[number];

const ReferencesSchema = z.array(z.object({ table: z.string(), column: z.string() }));

function columnsOf(db: ReadableDb, table: string): Column[] {
  const columns = db.prepare(`
    SELECT columns.name, keys."table" AS target
    FROM pragma_table_info(:table) AS columns
    LEFT JOIN pragma_foreign_key_list(:table) AS keys ON keys."from" = columns.name
    ORDER BY columns.cid`);
  return ColumnsSchema.parse(columns.all({ table }));
}

/**
 * The tables whose rows belong to rows of a table, and go with them.
 *
 * @param without tables that are left out
 */
function belongings(db: ReadableDb, table: string, without: ReadonlySet<string>) {
  const references = db.prepare(`
    SELECT tables.name AS "table", keys."from" AS "column"
    FROM pragma_table_list AS tables, pragma_foreign_key_list(tables.name) AS keys
    WHERE tables.schema = 'main' AND keys."table" = ? AND keys.on_delete = 'CASCADE'
    ORDER BY tables.name`);
  return ReferencesSchema.parse(references.all(table)).filter((each) => !without.has(each.table));
}

/**
 * The SQL of a row as JSON.
 *
 * @param alias by which the statement calls the table
 * @param without columns that are left out
 */
export function rowJson(
  db: ReadableDb,
  table: string,
  alias: string,
  without: ReadonlySet<string> = new Set(['id']),
): string {
  const pairs = columnsOf(db, table)
    .filter(({ name }) => !without.has(name))
    .map(({ name, target }) => {
      const value = `${alias}."${name}"`;
      if (target === null || !NAMED.has(target)) return `'${name}', ${value}`;
      const named = rowJson(db, target, 'named');
      return `'${name}', json((SELECT ${named} FROM ${target} AS named WHERE named.id = ${value}))`;
    });
  return `json_object(${pairs.join(', ')})`;
}

/** The SQL of the rows that belong to one, as a JSON object of arrays by table. */
export function belongingsJson(
  db: ReadableDb,
  table: string,
  alias: string,
  without: ReadonlySet<string> = new Set(),
): string {
  const tables = belongings(db, table, without).map(({ table: name, column }) => {
    const row = rowJson(db, name, 'own', new Set(['id', column]));
    return `'${name}', json((
      SELECT json_group_array(json(content))
      FROM (SELECT ${row} AS content FROM ${name} AS own WHERE own."${column}" = ${alias}.id)
    ))`;
  });
  return `json_object(${tables.join(', ')})`;
}

/** Writes rows that were kept, as far as the schema has their tables and columns. */
export class RowWriter {
  readonly #db: WritableDb;
  readonly #statements = new Map<string, Statement>();
  readonly #columns = new Map<string, readonly Column[]>();
  readonly #owners = new Map<string, ReturnType<typeof belongings>>();

  constructor(db: WritableDb) {
    this.#db = db;
  }

  /**
   * Adds a row.
   *
   * @param others columns that it has beside the kept ones, or instead of them
   * @returns its id
   */
  add(table: string, row: Row, others: Readonly<Record<string, string | number | null>>): number {
    return this.#insert('INSERT', table, this.#values(table, { ...row, ...others }));
  }

  /** Adds the rows that belong to a row of a table; those that are there stay as they are. */
  addBelongings(table: string, id: number, rows: Rows): void {
    const owners = this.#ownersOf(table);
    for (const { table: name, column } of owners) {
      for (const row of rows[name] ?? []) {
        this.#insert('INSERT OR IGNORE', name, this.#values(name, { ...row, [column]: id }));
      }
    }
  }

  #insert(verb: string, table: string, values: Readonly<Record<string, unknown>>): number {
    const names = Object.keys(values);
    const columns = names.map((name) => `"${name}"`).join(', ');
    const sql = `${verb} INTO ${table} (${columns}) VALUES (${names.map(() => '?').join(', ')})`;
    return Number(this.#statement(sql).run(...Object.values(values)).lastInsertRowid);
  }

  /** The columns that the schema has; what they refer to has to be there. */
  #values(table: string, row: Row): Record<string, string | number | null> {
    const values: Record<string, string | number | null> = {};
    for (const { name, target } of this.#columnsOf(table)) {
      const value = row[name];
      if (value === undefined) continue;
      if (typeof value === 'object' && value !== null) values[name] = this.#named(target, value);
      else values[name] = target === null || this.has(target, value) ? value : null;
    }
    return values;
  }

  #named(target: string | null, row: z.infer<typeof NamedSchema>): number | null {
    if (target === null || !NAMED.has(target)) return null;
    const found = this.#statement(`SELECT id FROM ${target} WHERE name = ?`).pluck().get(row.name);
    return typeof found === 'number' ? found : this.add(target, row, {});
  }

  /** Whether a table has a row; what is NULL needs none. */
  has(table: string, id: string | number | null): boolean {
    if (id === null) return true;
    return this.#statement(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;
  }

  /** Prepared once: a removed folder may have a million tracks. */
  #statement(sql: string): Statement {
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  #columnsOf(table: string): readonly Column[] {
    const known = this.#columns.get(table) ?? columnsOf(this.#db, table);
    this.#columns.set(table, known);
    return known;
  }

  #ownersOf(table: string): ReturnType<typeof belongings> {
    const known = this.#owners.get(table) ?? belongings(this.#db, table, new Set());
    this.#owners.set(table, known);
    return known;
  }
}
