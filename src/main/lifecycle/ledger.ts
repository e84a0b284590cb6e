/** What a library has recorded of the migrations that made it. */
import { z } from 'zod';
import { type Connection, openReader } from './connection.ts';
import { readStart } from './database-header.ts';
import { type LedgerEntry, LedgerSchema, type MigrationSet } from './migration-set.ts';
import { storageError } from './storage-errors.ts';

/** Where a file's first pages end, its header and its ledger in them, in bytes. */
const LEDGER_BYTES = 16 * 1024;

/** Which migrations a library has recorded; none for a database that has no ledger. */
export function readLedger(db: Connection): LedgerEntry[] {
  if (!hasLedger(db)) return [];
  return LedgerSchema.parse(
    db.prepare('SELECT version, name, checksum FROM schema_version ORDER BY version').all(),
  );
}

/** The app version that last migrated a library, or null if it has no ledger. */
export function readLastAppVersion(db: Connection): string | null {
  if (!hasLedger(db)) return null;
  return z
    .string()
    .nullable()
    .parse(
      db
        .prepare('SELECT app_version FROM schema_version ORDER BY version DESC LIMIT 1')
        .pluck()
        .get() ?? null,
    );
}

/**
 * Which migrations the library in a file has recorded.
 *
 * @throws FermataError `LIBRARY_DAMAGED`, `NO_PERMISSION` if it cannot be read
 */
export function readLedgerOf(file: string): LedgerEntry[] {
  let db: Connection | null = null;
  try {
    db = openReader(file);
    return readLedger(db);
  } catch (error) {
    throw storageError(error, file) ?? error;
  } finally {
    db?.close();
  }
}

/**
 * Whether the file of a library at rest shows that it has recorded all these migrations, without
 * opening it: the ledger is its first table, and their checksums stand in its first pages. No only
 * means that the ledger has to be read through SQLite.
 *
 * Only before this process opens the library (see connection.ts).
 *
 * @throws the system error if the file cannot be read
 */
export function showsMigrations(file: string, set: MigrationSet): boolean {
  const { content } = readStart(file, LEDGER_BYTES);
  return set.migrations.every(({ checksum }) => content.includes(checksum));
}

function hasLedger(db: Connection): boolean {
  return (
    db
      .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'`)
      .get() !== undefined
  );
}
