/**
 * Which library a database is, and how many backups were made of it: backups are ordered and told
 * apart by that, not by a clock or a path. Every schema version says which library it is: versions that
 * have no table for it by their record of the first migration.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { storageError } from '../files/storage-errors.ts';
import { openReader, openReplacer } from './connection.ts';
import type { Connection } from './database.ts';
import { isUsable, readSchemaVersion } from './schema-version.ts';
import { libraryId } from './sql-functions.ts';

export const LibraryIdentitySchema = z.object({
  /** The same in every copy and every backup; null for a database that is no library. */
  id: z.string().nullable(),
  /** Of the last backup that the library knows of; 0 where it knows of none. */
  sequence: z.number().int().nonnegative(),
});
export type LibraryIdentity = z.infer<typeof LibraryIdentitySchema>;

/** Of a file that cannot say which library it is. */
export const UNKNOWN_LIBRARY: LibraryIdentity = { id: null, sequence: 0 };

const FirstMigrationSchema = z.object({ appliedAt: z.string(), durationMs: z.number() });

/** How long to wait for another program's write, in milliseconds: what is written can be done without. */
const WRITE_TIMEOUT_MS = 1_000;
const CHECKPOINT_TIMEOUT_MS = 250;

/** @throws the SQLite error if the database cannot be read */
function readIdentity(db: Connection): LibraryIdentity {
  if (hasColumns(db, 'library', ['singleton', 'id', 'backup_sequence'])) {
    const row = db.prepare('SELECT id, backup_sequence AS sequence FROM library').get();
    const identity = LibraryIdentitySchema.safeParse(row);
    if (identity.success) return identity.data;
  }
  return { id: idByLedger(db), sequence: 0 };
}

/**
 * The same of a file, read through SQLite: this process may have it open.
 *
 * @returns null where it is not there, or cannot be read as a database
 */
export function readIdentityOf(file: string, busyTimeoutMs?: number): LibraryIdentity | null {
  let db: Connection | null = null;
  try {
    db = openReader(file, busyTimeoutMs === undefined ? {} : { busyTimeoutMs });
    return readIdentity(db);
  } catch {
    // Damaged, away, no database: whoever needs more of it than its name tells the reason.
    return null;
  } finally {
    db?.close();
  }
}

/** Has a library know that backups up to this one were made of it; the number never goes back. */
export function raiseSequence(db: Connection, sequence: number): void {
  if (!hasColumns(db, 'library', ['backup_sequence'])) return;
  db.prepare(
    'UPDATE library SET backup_sequence = :sequence WHERE backup_sequence < :sequence',
  ).run({ sequence });
}

export interface RaiseRequest {
  readonly file: string;
  readonly sequence: number;
  /** The latest schema version that this app knows: a newer library is not written. */
  readonly latestVersion: number;
}

/**
 * The same of a file that may be in use.
 *
 * @returns false where it cannot be written now: the number follows from the backups, too
 */
export function raiseSequenceOf({ file, sequence, latestVersion }: RaiseRequest): boolean {
  let db: Connection | null = null;
  try {
    db = openReplacer(file);
    db.pragma(`busy_timeout = ${WRITE_TIMEOUT_MS}`);
    db.exec('BEGIN IMMEDIATE');
    // Within the transaction, the answer holds until its end.
    if (!isUsable(db, latestVersion)) return false;
    raiseSequence(db, sequence);
    markLog(db);
    db.exec('COMMIT');
    // A WAL with content would have the backup copied page by page (library-copy.ts).
    db.pragma(`busy_timeout = ${CHECKPOINT_TIMEOUT_MS}`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    return true;
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

export const NewIdSchema = z.object({ from: z.string(), id: z.string() });

/**
 * Gives the library in a file a new id.
 *
 * @returns null for one of before there were ids, or newer than this app
 * @throws FermataError `LOCK_TIMEOUT`, `NO_PERMISSION`, `NO_SPACE` if it cannot be written
 */
export function giveNewId({
  file,
  latestVersion,
}: Omit<RaiseRequest, 'sequence'>): z.infer<typeof NewIdSchema> | null {
  let db: Connection | null = null;
  try {
    db = openReplacer(file);
    db.exec('BEGIN IMMEDIATE');
    const { id: from } = readIdentity(db);
    const isKnown = isUsable(db, latestVersion) && hasColumns(db, 'library', ['id']);
    if (!isKnown || from === null) return null;
    const id = randomBytes(16).toString('hex');
    db.prepare('UPDATE library SET id = ?').run(id);
    markLog(db);
    db.exec('COMMIT');
    return { from, id };
  } catch (error) {
    throw storageError(error, file) ?? error;
  } finally {
    db?.close();
  }
}

/** Has the file's header in the commit, by which a log tells which file it belongs to (judge-log.ts). */
function markLog(db: Connection): void {
  db.pragma(`user_version = ${readSchemaVersion(db)}`);
}

function idByLedger(db: Connection): string | null {
  if (!hasColumns(db, 'schema_version', ['version', 'applied_at', 'duration_ms'])) return null;
  const first = db
    .prepare(
      `SELECT applied_at AS appliedAt, duration_ms AS durationMs
       FROM schema_version WHERE version = 1`,
    )
    .get();
  const { data } = FirstMigrationSchema.safeParse(first);
  return data === undefined ? null : libraryId(data.appliedAt, data.durationMs);
}

/** A table of this name may be another tool's; a view of it may have no end. */
function hasColumns(db: Connection, table: string, columns: readonly string[]): boolean {
  const names = db
    .prepare(
      `SELECT columns.name FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS columns
       WHERE sqlite_schema.type = 'table' AND sqlite_schema.name = ?`,
    )
    .pluck()
    .all(table);
  return columns.every((column) => names.includes(column));
}
