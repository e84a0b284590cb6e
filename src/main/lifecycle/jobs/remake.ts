/**
 * Makes a database anew from the rows of another one: whatever is wrong with its indexes or its pages is
 * not taken over, and it may have another format. Every row is, and every definition.
 */
import { z } from 'zod';
import { isListing } from '../listings.ts';
import { isOfSearch } from '../search-index.ts';
import { openReader, openRemade } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { type FileFormat, OWN_FORMAT, readFormat } from '../sqlite/file-format.ts';
import { quotedName } from '../sqlite/quoted-name.ts';

const ObjectsSchema = z.array(
  z.object({ type: z.string(), name: z.string(), table: z.string(), sql: z.string() }),
);
type SchemaRow = z.infer<typeof ObjectsSchema>[number];

/** Rows between two looks at whether the work is to stop. */
const ROWS_PER_LOOK = 10_000;

/**
 * Writes a sound database with the rows and the definitions of one whose rows can be read. The search
 * index of a library is left out, and what is browsed is left empty: both have to be made again.
 *
 * @param source a file that no process writes
 * @param destination a file that is not there yet
 * @throws the SQLite error, also where rows break a rule of their own definition
 */
export function remakeDatabase(
  source: string,
  destination: string,
  format: FileFormat = OWN_FORMAT,
  throwIfStopped: () => void = () => {},
): void {
  const from = openReader(source);
  let to: Connection | null = null;
  try {
    to = openRemade(destination, format);
    const isSameEncoding = readFormat(from).encoding === format.encoding;
    if (isSameEncoding) to.prepare('ATTACH ? AS source').run(source);
    to.exec('BEGIN');
    const objects = readObjects(from).filter(({ table }) => !isOfSearch({ name: table }));
    const tables = objects.filter(({ type, sql }) => type === 'table' && !isVirtual(sql));
    for (const { name, sql } of tables) {
      throwIfStopped();
      to.exec(sql);
      // What is browsed is filled from the other tables.
      if (isListing(name)) continue;
      const columns = copiedColumns(from, name);
      if (isSameEncoding) copyAttached(to, name, columns);
      else copyThrough(from, to, name, columns, throwIfStopped);
    }
    copySequences(from, to);
    for (const { sql } of objects.filter(({ type }) => type === 'index')) {
      throwIfStopped();
      to.exec(sql);
    }
    addVirtualTables(
      to,
      objects.filter(({ type, sql }) => type === 'table' && isVirtual(sql)),
    );
    for (const { sql } of objects.filter(({ type }) => type === 'view')) to.exec(sql);
    for (const { sql } of objects.filter(({ type }) => type === 'trigger')) to.exec(sql);
    for (const mark of ['application_id', 'user_version']) {
      to.pragma(`${mark} = ${z.number().parse(from.pragma(mark, { simple: true }))}`);
    }
    to.exec('COMMIT');
  } finally {
    to?.close();
    from.close();
  }
}

/** In the order in which they were made; what SQLite keeps for itself it makes itself. */
function readObjects(db: Connection): SchemaRow[] {
  return ObjectsSchema.parse(
    db
      .prepare(
        `SELECT type, name, tbl_name AS "table", sql FROM sqlite_schema
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid`,
      )
      .all(),
  );
}

/** Columns with values of their own, and the row's number where no column is that. */
function copiedColumns(db: Connection, table: string): string {
  const columns = z
    .array(z.object({ name: z.string(), type: z.string(), pk: z.number(), hidden: z.number() }))
    .parse(db.prepare('SELECT name, type, pk, hidden FROM pragma_table_xinfo(?)').all(table));
  const own = columns.filter(({ hidden }) => hidden === 0).map(({ name }) => quotedName(name));
  const isNumbered = columns.some(({ pk, type }) => pk === 1 && type.toUpperCase() === 'INTEGER');
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  const rowid = ['rowid', '_rowid_', 'oid'].find((name) => !names.has(name));
  const withoutRowid = db
    .prepare(`SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?`)
    .pluck()
    .get(table);
  return isNumbered || withoutRowid === 1 || rowid === undefined
    ? own.join(', ')
    : [rowid, ...own].join(', ');
}

/** A condition, and no index: else SQLite would copy the pages of the table's own indexes as they are. */
function copyAttached(to: Connection, table: string, columns: string): void {
  const name = quotedName(table);
  to.exec(
    `INSERT INTO main.${name} (${columns})
     SELECT ${columns} FROM source.${name} NOT INDEXED WHERE true`,
  );
}

/** SQLite attaches no database of another encoding: its rows are read and written one by one. */
function copyThrough(
  from: Connection,
  to: Connection,
  table: string,
  columns: string,
  throwIfStopped: () => void,
): void {
  const name = quotedName(table);
  const rows = from.prepare(`SELECT ${columns} FROM ${name} NOT INDEXED`).raw().safeIntegers();
  const places = rows.columns().map(() => '?');
  const insert = to.prepare(`INSERT INTO ${name} (${columns}) VALUES (${places.join(', ')})`);
  let copied = 0;
  for (const row of rows.iterate()) {
    insert.run(row);
    copied += 1;
    if (copied % ROWS_PER_LOOK === 0) throwIfStopped();
  }
}

function copySequences(from: Connection, to: Connection): void {
  const isThere = (db: Connection) =>
    db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'`).get() !== undefined;
  if (!isThere(from) || !isThere(to)) return;
  to.exec('DELETE FROM main.sqlite_sequence');
  const insert = to.prepare('INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)');
  const rows = from.prepare('SELECT name, seq FROM sqlite_sequence').raw().safeIntegers();
  for (const row of rows.iterate()) insert.run(row);
}

/** Their rows are in tables like any other by now; their modules may not be here to ask. */
function addVirtualTables(to: Connection, tables: readonly SchemaRow[]): void {
  if (tables.length === 0) return;
  to.unsafeMode(true);
  to.pragma('writable_schema = ON');
  const insert = to.prepare(
    `INSERT INTO main.sqlite_schema (type, name, tbl_name, rootpage, sql)
     VALUES ('table', :name, :name, 0, :sql)`,
  );
  for (const { name, sql } of tables) insert.run({ name, sql });
  to.pragma('writable_schema = RESET');
  to.unsafeMode(false);
}

function isVirtual(sql: string): boolean {
  return /^CREATE\s+VIRTUAL\s/i.test(sql);
}
