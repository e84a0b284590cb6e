/** What a library has recorded of the migrations that made it. */
import { z } from 'zod';
import { type Connection, openReader } from './connection.ts';
import { type LedgerEntry, LedgerSchema } from './migration-set.ts';
import { storageError } from './storage-errors.ts';

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

function hasLedger(db: Connection): boolean {
  return (
    db
      .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'`)
      .get() !== undefined
  );
}
