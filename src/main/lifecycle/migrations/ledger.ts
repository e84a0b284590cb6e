/** What a library has recorded of the migrations that made it. */
import { z } from 'zod';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { storageError } from '../files/storage-errors.ts';
import { openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { readStart } from '../sqlite/database-header.ts';
import { readSchemaVersion } from '../sqlite/schema-version.ts';
import { type LedgerEntry, LedgerSchema, type MigrationSet } from './migration-set.ts';

/** Where a file's first pages end, its header and its ledger in them, in bytes. */
const LEDGER_BYTES = 16 * 1024;

/**
 * Which migrations a library has recorded; none for a database that is no library yet.
 *
 * @throws FermataError `LIBRARY_DAMAGED` if the header tells another schema version
 */
export function readLedger(db: Connection): LedgerEntry[] {
  // In one transaction: another process may commit between the ledger and the header.
  const { ledger, inHeader } = db.transaction(() => ({
    ledger: readEntries(db),
    inHeader: readSchemaVersion(db),
  }))();
  const recorded = ledger.at(-1)?.version ?? 0;
  // A library that was dumped and read in again tells no version in its header: its record does.
  if (recorded === inHeader || inHeader === 0) return ledger;
  throw new FermataError(
    'LIBRARY_DAMAGED',
    words('libraryErrors.versionsDiffer', {
      file: db.name,
      header: String(inHeader),
      recorded: String(recorded),
    }),
    { advice: words('receipts.repairIt'), libraryState: words('errors.damagedFileKept') },
  );
}

/**
 * The schema version that a library has recorded, whatever its header says; null for a database
 * without such a record.
 */
export function readRecordedVersion(db: Connection): number | null {
  try {
    const ledger = readEntries(db);
    const isWhole = ledger.every(({ version }, index) => version === index + 1);
    return isWhole ? (ledger.at(-1)?.version ?? null) : null;
  } catch {
    // Another application's table has this name, or the record cannot be read.
    return null;
  }
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

/** The app version that brought a library to a schema version, or null if it does not tell. */
export function readAppOf(db: Connection, version: number): string | null {
  if (!hasLedger(db)) return null;
  const app = db.prepare('SELECT app_version FROM schema_version WHERE version = ?').pluck();
  return z.string().safeParse(app.get(version)).data ?? null;
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

/** The same without a look at the header. */
export function readEntries(db: Connection): LedgerEntry[] {
  if (!hasLedger(db)) return [];
  return LedgerSchema.parse(
    db.prepare('SELECT version, name, checksum FROM schema_version ORDER BY version').all(),
  );
}

function hasLedger(db: Connection): boolean {
  return (
    db
      .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'`)
      .get() !== undefined
  );
}
