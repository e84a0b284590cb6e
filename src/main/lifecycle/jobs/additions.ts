/**
 * What other programs have added to a library: indexes, views, triggers, tables and columns. Migrations
 * run as if it were not there, and it is put back after them; what cannot be put back is set aside,
 * told and kept (set-aside.ts).
 *
 * Triggers of others do not fire while a migration runs: no other program has asked for what they would
 * do to rows that are only written anew.
 */
import { z } from 'zod';
import { systemCode } from '../../../shared/errors.ts';
import {
  type DefinedSchema,
  ownTables,
  readColumns,
  tableOf,
} from '../migrations/defined-schema.ts';
import { compareSchemas, readSchema, type SchemaObject } from '../migrations/schema.ts';
import type { Connection } from '../sqlite/database.ts';
import { quotedName } from '../sqlite/quoted-name.ts';

/** What could not stay as it was. */
export interface Displaced {
  /** What is no longer in the library, as it was defined. */
  readonly removed: readonly SchemaObject[];
  /** Tables whose name the library needs; they keep their rows under another one. */
  readonly renamed: readonly { readonly name: string; readonly newName: string }[];
  /** Columns of others in tables of ours that were made anew: "tracks.mood". */
  readonly columns: readonly string[];
  /** SQL that would bring back all that is gone, values of columns included. */
  readonly statements: readonly string[];
}

const OwnedObjectsSchema = z.array(
  z.object({ type: z.string(), name: z.string(), sql: z.string(), table: z.string() }),
);
type OwnedObject = z.infer<typeof OwnedObjectsSchema>[number];

/** In this order they are made: a trigger may stand on a view. */
const ORDER = ['index', 'view', 'trigger'];

export class Additions {
  readonly #db: Connection;
  readonly #taken: readonly OwnedObject[];
  /** SQL that would bring each column of others back, with its values. */
  readonly #columns: ReadonlyMap<string, readonly string[]>;
  readonly #renamed: { name: string; newName: string }[] = [];

  /**
   * Takes off what others have added to a library, in its transaction.
   *
   * @param own the schema of the library's version
   * @param futureNames asked for what migrations are going to make, in lower case
   */
  constructor(db: Connection, own: DefinedSchema, futureNames: () => ReadonlySet<string>) {
    this.#db = db;
    const { added } = compareSchemas(own.objects, readSchema(db));
    const tables = ownTables(own);
    this.#columns = new Map(
      [...readColumns(db)]
        .filter((column) => tables.has(tableOf(column)) && !own.columns.has(column))
        .map((column) => [column, statementsOf(db, column)]),
    );
    const addedTables = added.filter(({ type }) => type === 'table');
    const addedNames = new Set(added.map(({ name }) => name.toLowerCase()));
    // An index on a table of others is theirs alone.
    const elsewhere = new Set(addedTables.map(({ name }) => name.toLowerCase()));
    this.#taken = readOwned(db)
      .filter(({ name }) => addedNames.has(name.toLowerCase()))
      .filter(({ type, table }) => type !== 'index' || !elsewhere.has(table.toLowerCase()))
      .sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
    for (const object of this.#taken.toReversed()) drop(db, object);
    if (addedTables.length === 0) return;
    const names = futureNames();
    for (const { name } of addedTables)
      if (names.has(name.toLowerCase())) this.#rename(name, names);
  }

  /** Puts back what was taken off, as far as the library as it is now lets it. */
  putBack(): Displaced {
    const renamed = new Set(this.#renamed.map(({ name }) => name.toLowerCase()));
    const removed: SchemaObject[] = [];
    for (const { type, name, sql, table } of this.#taken) {
      // Under its table's name there is one of ours now, which it was not made for.
      const isOfRenamed = renamed.has(table.toLowerCase()) && type !== 'view';
      if (isOfRenamed || !make(this.#db, sql)) removed.push({ type, name, sql });
    }
    const there = readColumns(this.#db);
    const columns = [...this.#columns.keys()].filter((column) => !there.has(column));
    const statements = [
      ...columns.flatMap((column) => this.#columns.get(column) ?? []),
      ...removed.map(({ sql }) => sql),
    ];
    return { removed, renamed: this.#renamed, columns, statements };
  }

  #rename(name: string, names: ReadonlySet<string>): void {
    const find = this.#db.prepare('SELECT 1 FROM sqlite_schema WHERE lower(name) = ?');
    let newName = `${name}_of_another_program`;
    while (names.has(newName.toLowerCase()) || find.get(newName.toLowerCase()) !== undefined) {
      newName += '_2';
    }
    this.#db.exec(`ALTER TABLE ${quotedName(name)} RENAME TO ${quotedName(newName)}`);
    this.#renamed.push({ name, newName });
  }
}

/** Makes a schema object, or answers false where rows or other objects do not let it. */
function make(db: Connection, sql: string): boolean {
  try {
    db.exec(sql);
    return true;
  } catch (error) {
    // A name that is taken, a table that is gone, a rule that rows break.
    if (/^SQLITE_(ERROR|CONSTRAINT)/.test(systemCode(error) ?? '')) return false;
    throw error;
  }
}

/** Drops an index, a view or a trigger. */
export function drop(db: Connection, { type, name }: SchemaObject): void {
  db.exec(`DROP ${type.toUpperCase()} IF EXISTS ${quotedName(name)}`);
}

function readOwned(db: Connection): OwnedObject[] {
  return OwnedObjectsSchema.parse(
    db
      .prepare(
        `SELECT type, name, sql, tbl_name AS "table" FROM sqlite_schema
         WHERE sql IS NOT NULL AND type IN ('index', 'view', 'trigger')`,
      )
      .all(),
  );
}

/** Where the table is made anew, its rows keep their keys: these name them. */
function statementsOf(db: Connection, column: string): string[] {
  const table = tableOf(column);
  const name = column.slice(table.length + 1);
  const columns = z
    .array(z.object({ name: z.string(), type: z.string(), pk: z.number() }))
    .parse(db.prepare('SELECT name, type, pk FROM pragma_table_info(?)').all(table));
  const type = columns.find((found) => found.name.toLowerCase() === name)?.type ?? '';
  const keys = columns.filter(({ pk }) => pk > 0).map((key) => quotedName(key.name));
  const [into, set] = [quotedName(table), quotedName(name)];
  const where = (keys.length === 0 ? ['rowid'] : keys)
    .map((key) => `'${key} = ' || quote(${key})`)
    .join(` || ' AND ' || `);
  const values = db
    .prepare(
      `SELECT 'UPDATE ${into} SET ${set} = ' || quote(${set}) || ' WHERE ' || ${where}
       FROM ${into} WHERE ${set} IS NOT NULL`,
    )
    .pluck()
    .all();
  return [`ALTER TABLE ${into} ADD COLUMN ${set} ${type}`, ...z.array(z.string()).parse(values)];
}
