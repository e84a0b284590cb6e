/**
 * Makes the schema of a damaged library again, in a copy of it, where a page of that is lost: what is left
 * of its pages says where tables lie, and the backup says it for the others, if both are of one version.
 * The tables' own pages are read through that as if nothing had happened.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { openMigrator, openReader } from '../sqlite/connection.ts';
import { HEADER_BYTES, pageSizeOf } from '../sqlite/database-header.ts';

/** Of the schema table: what salvage reads, and the indexes that can stand in for tables. */
const WANTED = new Set([
  'schema_version',
  'tracks',
  'plays',
  'playlists',
  'playlist_tracks',
  'smart_playlists',
  'scan_roots',
  'plays_by_track',
  'tracks_by_play_count',
  'playlist_tracks_by_track',
]);
const AUTOMATIC_INDEX = /^sqlite_autoindex_(?<table>.+)_\d+$/;

/** What the pages of a tree begin with (https://www.sqlite.org/fileformat2.html#b_tree_pages). */
const TABLE_LEAF = 13;
const ROOTS = { table: [5, 13], index: [2, 10] };

const RowSchema = z.object({
  type: z.enum(['table', 'index']),
  name: z.string(),
  tableName: z.string(),
  rootPage: z.int().min(2),
  sql: z.string().nullable(),
});
type Row = z.infer<typeof RowSchema>;

export interface RebuiltSchema {
  /** Whether any of it is the backup's. */
  readonly isLent: boolean;
  /** Tables that the backup has, and that are not found. */
  readonly lostTables: readonly string[];
}

/**
 * Puts a new schema into a copy that is one file, without a log.
 *
 * @param pattern a backup of the same library
 * @throws the SQLite error if that cannot be done
 */
export function rebuildSchema(copy: string, pattern: string): RebuiltSchema {
  const file = new DatabaseFile(readFileSync(copy));
  const own = file.schemaRows().filter((row) => file.hasRoot(row));
  const known = new Map(own.map((row) => [row.name, row]));
  const lacking = rowsOf(pattern).filter((row) => !known.has(row.name));
  const lent = isAlike(own, pattern) ? lacking.filter((row) => file.hasRoot(row)) : [];
  const found = [...known.values(), ...lent];
  const tables = new Set(found.flatMap(({ type, name }) => (type === 'table' ? [name] : [])));
  // SQLite opens no file with an index of a table that is not there.
  const rows = found.filter(({ tableName }) => tables.has(tableName));
  writeFileSync(copy, file.withoutSchema());
  const db = openMigrator(copy, { create: false });
  try {
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    const add = db.prepare(
      `INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
       VALUES (:type, :name, :tableName, :rootPage, :sql)`,
    );
    // Tables first: an index that SQLite has made itself is found by its table.
    for (const type of ['table', 'index']) {
      for (const row of rows.filter((each) => each.type === type)) add.run(row);
    }
  } finally {
    db.close();
  }
  return {
    isLent: lent.length > 0,
    lostTables: lacking.flatMap((row) =>
      row.type === 'table' && !lent.includes(row) ? [row.name] : [],
    ),
  };
}

/** Whether a backup says the same of what is known: else its tables lie elsewhere, or are others. */
function isAlike(own: readonly Row[], pattern: string): boolean {
  const lent = new Map(rowsOf(pattern).map((row) => [row.name, row]));
  return own.every(({ name, sql, rootPage }) => {
    const row = lent.get(name);
    return row === undefined || (row.sql === sql && row.rootPage === rootPage);
  });
}

function rowsOf(pattern: string): Row[] {
  const db = openReader(pattern);
  try {
    const rows = db
      .prepare(
        'SELECT type, name, tbl_name AS tableName, rootpage AS rootPage, sql FROM sqlite_schema',
      )
      .all();
    return rows.flatMap((row) => wanted(RowSchema.safeParse(row).data));
  } finally {
    db.close();
  }
}

function wanted(row: Row | undefined): Row[] {
  if (row === undefined) return [];
  const table = AUTOMATIC_INDEX.exec(row.name)?.groups?.table;
  return WANTED.has(table ?? row.name) ? [row] : [];
}

/** The pages of a file, read without SQLite. */
class DatabaseFile {
  readonly #content: Buffer;
  readonly #pageSize: number;
  readonly #usable: number;

  constructor(content: Buffer) {
    this.#content = content;
    this.#pageSize = pageSizeOf(content);
    this.#usable = this.#pageSize - content.readUInt8(20);
  }

  /** The rows of the schema on all pages that may be its leaves, those of the last page for each name. */
  schemaRows(): Row[] {
    const rows = new Map<string, Row>();
    const free = this.#freePages();
    for (let page = 1; page * this.#pageSize <= this.#content.length; page += 1) {
      if (free.has(page)) continue;
      for (const row of this.#rowsOn(page)) {
        const present = rows.get(row.name);
        // A page that was given up may say where the table lay before.
        if (present === undefined || !this.hasRoot(present)) rows.set(row.name, row);
      }
    }
    return [...rows.values()];
  }

  /** Whether a table or an index can begin where a row says. */
  hasRoot({ type, rootPage }: Row): boolean {
    const start = this.#page(rootPage);
    return start.length > 0 && ROOTS[type].includes(start.readUInt8(0));
  }

  /** The same with an empty schema, and no free pages: what is added goes to its end. */
  withoutSchema(): Buffer {
    const content = Buffer.from(this.#content);
    content.fill(1, 18, 20);
    content.writeUInt32BE(Math.floor(content.length / this.#pageSize), 28);
    content.fill(0, 32, 40);
    // A tree for the pages' owners would have to be kept for each page that is added.
    content.fill(0, 52, 56);
    content.fill(0, 64, 68);
    content.copy(content, 92, 24, 28);
    content.fill(0, HEADER_BYTES, this.#pageSize);
    content.writeUInt8(TABLE_LEAF, HEADER_BYTES);
    content.writeUInt16BE(this.#usable % 65_536, HEADER_BYTES + 5);
    return content;
  }

  /** As far as their list can be read (https://www.sqlite.org/fileformat2.html#the_freelist). */
  #freePages(): ReadonlySet<number> {
    const free = new Set<number>();
    let trunk = this.#content.readUInt32BE(32);
    while (trunk > 0 && !free.has(trunk)) {
      const page = this.#page(trunk);
      if (page.length < this.#pageSize) break;
      free.add(trunk);
      const leaves = Math.min(page.readUInt32BE(4), this.#usable / 4 - 2);
      for (let leaf = 0; leaf < leaves; leaf += 1) free.add(page.readUInt32BE(8 + leaf * 4));
      trunk = page.readUInt32BE(0);
    }
    return free;
  }

  #page(page: number): Buffer {
    return this.#content.subarray((page - 1) * this.#pageSize, page * this.#pageSize);
  }

  #rowsOn(page: number): Row[] {
    const content = this.#page(page);
    const start = page === 1 ? HEADER_BYTES : 0;
    if (content.length < this.#pageSize || content.readUInt8(start) !== TABLE_LEAF) return [];
    const cells = content.readUInt16BE(start + 3);
    const rows: Row[] = [];
    for (let cell = 0; cell < cells; cell += 1) {
      const pointer = start + 8 + cell * 2;
      if (pointer + 2 > content.length) break;
      rows.push(...wanted(this.#rowAt(content, content.readUInt16BE(pointer))));
    }
    return rows;
  }

  #rowAt(page: Buffer, at: number): Row | undefined {
    try {
      const [bytes, afterBytes] = varint(page, at);
      const [, start] = varint(page, afterBytes);
      return rowOf(this.#payload(page, start, bytes));
    } catch (error) {
      // What looks like a leaf of the schema is something else, or damaged.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** A long row goes on in pages of its own (https://www.sqlite.org/fileformat2.html#ovflpgs). */
  #payload(page: Buffer, start: number, bytes: number): Buffer {
    if (bytes > this.#content.length) throw new RangeError('The row is longer than the file.');
    const most = this.#usable - 35;
    if (bytes <= most) return page.subarray(start, start + bytes);
    const least = Math.floor(((this.#usable - 12) * 32) / 255) - 23;
    const surplus = least + ((bytes - least) % (this.#usable - 4));
    const local = surplus <= most ? surplus : least;
    const parts = [page.subarray(start, start + local)];
    let next = page.readUInt32BE(start + local);
    for (let left = bytes - local; left > 0; left -= this.#usable - 4) {
      const overflow = this.#page(next);
      parts.push(overflow.subarray(4, 4 + Math.min(left, this.#usable - 4)));
      next = overflow.readUInt32BE(0);
    }
    return Buffer.concat(parts);
  }
}

/** Undefined for a record that is no row of a schema. */
function rowOf(record: Buffer): Row | undefined {
  const [headerBytes, first] = varint(record, 0);
  const values: unknown[] = [];
  let value = headerBytes;
  for (let at = first; at < headerBytes; ) {
    const [type, next] = varint(record, at);
    const bytes = type >= 12 ? Math.floor((type - 12) / 2) : (INTEGER_BYTES[type] ?? 0);
    values.push(fieldOf(record.subarray(value, value + bytes), type));
    value += bytes;
    at = next;
  }
  const [kind, name, tableName, rootPage, sql] = values;
  return RowSchema.safeParse({ type: kind, name, tableName, rootPage, sql }).data;
}

/** By their types (https://www.sqlite.org/fileformat2.html#record_format); 0 is none, 8 and 9 are values. */
const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function fieldOf(content: Buffer, type: number): unknown {
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type < 7) return content.readIntBE(0, Math.min(content.length, 6));
  return type >= 13 && type % 2 === 1 ? content.toString('utf8') : undefined;
}

/** @returns the number, and where it ends */
function varint(content: Buffer, at: number): [value: number, end: number] {
  let value = 0;
  for (let position = at; position < at + 9; position += 1) {
    const byte = content.readUInt8(position);
    value = value * 128 + (byte & 127);
    if (byte < 128) return [value, position + 1];
  }
  throw new RangeError('A number of nine bytes is none of a schema.');
}
