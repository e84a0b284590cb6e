/**
 * What a library file holds, read without touching it: its schema version, the migrations it has
 * recorded, and one digest of every row, to compare libraries and their backups with.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { systemCode } from '../../src/shared/errors.ts';
import { digestFile } from './digests.ts';

export interface LibraryState {
  readonly version: number;
  /** The versions in the ledger, in order. */
  readonly ledger: readonly number[];
  /**
   * Of the schema and of every row of every table but those of the search, which follow from the others: an
   * open library brings them up to date. The ledger counts by versions and checksums
   * alone: when a migration ran and how long it took differs between equal libraries. So do the id of
   * a library and the number of its backups.
   */
  readonly digest: string;
  /** What SQLite's quick_check and foreign_key_check find, in words; empty if all is well. */
  readonly problems: readonly string[];
}

const NamesSchema = z.array(z.string());

/**
 * Reads a library that no process has open: a copy of it with its log, so that the original's log
 * stays what a killed process left.
 *
 * @throws the system or SQLite error if the library cannot be read
 */
export async function readLibraryState(file: string): Promise<LibraryState> {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-e2e-state-'));
  try {
    const copy = join(folder, 'library.db');
    await copyFile(file, copy);
    for (const ending of ['-wal', '-journal']) await copyIfThere(`${file}${ending}`, copy + ending);
    return readState(copy);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * The SHA-256 of a library file's bytes, and of those of its log where it has content: equal when
 * the library is byte for byte what it was.
 */
export async function digestLibrary(file: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = { '': await digestFile(file) };
  for (const ending of ['-wal', '-journal']) {
    const { size } = await stat(`${file}${ending}`).catch(() => ({ size: 0 }));
    if (size > 0) digests[ending] = await digestFile(`${file}${ending}`);
  }
  return digests;
}

async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

function readState(file: string): LibraryState {
  const db = new Database(file);
  try {
    return {
      version: z.number().parse(db.pragma('user_version', { simple: true })),
      ledger: z
        .array(z.number())
        .parse(db.prepare('SELECT version FROM schema_version ORDER BY version').pluck().all()),
      digest: digestContent(db),
      problems: findProblems(db),
    };
  } finally {
    db.close();
  }
}

function digestContent(db: Database.Database): string {
  const hash = createHash('sha256');
  // SQLite's own tables hold what it has measured of the others: statistics, not content.
  const schema = db.prepare(
    `SELECT type, name, sql FROM sqlite_schema
     WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
  );
  for (const row of schema.raw().iterate()) hash.update(JSON.stringify(row));
  const tables = NamesSchema.parse(
    db
      .prepare(
        `SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type IN ('table', 'shadow')
           AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%search%'
         ORDER BY name`,
      )
      .pluck()
      .all(),
  );
  for (const table of tables) {
    hash.update(table);
    for (const row of selectAll(db, table).raw().iterate()) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}

function selectAll(db: Database.Database, table: string): Database.Statement {
  if (table === 'schema_version') {
    return db.prepare('SELECT version, name, checksum FROM schema_version ORDER BY version');
  }
  if (table === 'library') return db.prepare('SELECT schema_floor FROM library');
  const columns = NamesSchema.parse(
    db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table),
  );
  const list = columns.map((column) => `"${column}"`).join(', ');
  return db.prepare(`SELECT ${list} FROM "${table}" ORDER BY ${list}`);
}

function findProblems(db: Database.Database): string[] {
  const damage = NamesSchema.parse(db.prepare('PRAGMA quick_check(5)').pluck().all());
  const dangling = NamesSchema.parse(
    db
      .prepare(
        `SELECT "table" || ' refers to a missing row of ' || parent FROM pragma_foreign_key_check`,
      )
      .pluck()
      .all(),
  );
  return [...damage.filter((line) => line !== 'ok'), ...dangling];
}
