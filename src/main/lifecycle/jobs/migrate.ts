/**
 * Step 6 of the sequence: all pending migrations in one fenced transaction. Runs in the worker
 * thread.
 */
import { z } from 'zod';
import { FermataError, systemCode, toFermataError } from '../../../shared/errors.ts';
import { notice } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { isOnNetworkFileSystem } from '../files/file-system.ts';
import { storageError } from '../files/storage-errors.ts';
import { readLedger } from '../migrations/ledger.ts';
import {
  checkLedger,
  checkStatements,
  type Migration,
  type MigrationSet,
  migrationTitle,
} from '../migrations/migration-set.ts';
import { readSchema, type SchemaObject, schemaDifferences } from '../migrations/schema.ts';
import { parseSqlScript, type SqlStatement } from '../migrations/sql-statements.ts';
import {
  APPLICATION_ID,
  BUSY_TIMEOUT_MS,
  openMigrator,
  openScratch,
} from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { raiseSequence } from '../sqlite/library-identity.ts';
import { commitPastReaders, readersInTheWay } from '../sqlite/rollback-mode.ts';
import { readSchemaVersion } from '../sqlite/schema-version.ts';
import type { JobContext } from './job-context.ts';

export interface MigrateRequest {
  readonly file: string;
  readonly set: MigrationSet;
  /** The schema version that the lock's holder found; 0 for a file that is to become a library. */
  readonly fromVersion: number;
  readonly appVersion: string;
  /** The number of the backup that was made before it, for the library to know. */
  readonly backupSequence?: number;
  /** How long to wait for a reader that holds up the commit, in milliseconds. */
  readonly commitTimeoutMs?: number;
}

/** `overtaken`: the library was no longer at `fromVersion` when the transaction began. */
export const MigrateResultSchema = z.enum(['migrated', 'overtaken']);
export type MigrateResult = z.infer<typeof MigrateResultSchema>;

/** How long to wait for readers before the WAL is left to others, in milliseconds. */
const SETTLE_TIMEOUT_MS = 250;

const LEDGER = `
  CREATE TABLE schema_version (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    app_version TEXT NOT NULL,
    duration_ms REAL NOT NULL
  ) STRICT`;

/**
 * Brings a library to the set's latest schema version, or leaves it as it was.
 *
 * The transaction takes SQLite's write lock first and reads the version again inside: whatever
 * happened to the other locks, each migration is applied once (design.md, invariant 1).
 *
 * @throws FermataError `MIGRATION_SET_INVALID`, `MIGRATION_FAILED`, `NO_SPACE`, `NO_PERMISSION`,
 *   `LIBRARY_DAMAGED`, `INTERRUPTED`, `LOCK_TIMEOUT` if another program keeps writing; its
 *   `libraryState` says so where the library is upgraded in spite of it
 */
export function migrateLibrary(request: MigrateRequest, context: JobContext): MigrateResult {
  const { file, set, fromVersion } = request;
  checkStatements(set);
  context.onEvent({ event: 'phase', phase: 'migrate' });
  let db: Connection | null = null;
  try {
    db = openMigrator(file, { create: fromVersion === 0 });
    db.exec('BEGIN IMMEDIATE');
    if (readSchemaVersion(db) !== fromVersion) return 'overtaken';
    checkLedger(set, readLedger(db));
    if (fromVersion === 0) startLedger(db);
    applyPending(db, request, context);
    raiseSequence(db, request.backupSequence ?? 0);
    requireForeignKeys(db);
    context.onEvent({ event: 'phase', phase: 'verify' });
    requireSchema(db, set);
    context.throwIfStopped();
    commit(db, request, context);
    settle(db, file);
    return 'migrated';
  } catch (error) {
    const heldUp = db === null ? null : readersInTheWay(error, db);
    throw heldUp ?? storageError(error, file) ?? migrationFailed('the upgrade failed', error);
  } finally {
    // Closing rolls back a transaction that did not get to its commit.
    db?.close();
  }
}

function commit(db: Connection, request: MigrateRequest, context: JobContext): void {
  commitPastReaders(db, {
    timeoutMs: request.commitTimeoutMs ?? BUSY_TIMEOUT_MS,
    onWait: () => context.onEvent(notice(words('access.waitsForReaders'))),
    throwIfStopped: context.throwIfStopped,
  });
}

/** The schema that a set of migrations makes of nothing. */
export function schemaOf(set: MigrationSet): SchemaObject[] {
  const scratch = openScratch();
  try {
    scratch.exec(LEDGER);
    for (const migration of set.migrations) scratch.exec(migration.sql);
    return readSchema(scratch);
  } finally {
    scratch.close();
  }
}

function startLedger(db: Connection): void {
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.exec(LEDGER);
}

function applyPending(db: Connection, request: MigrateRequest, context: JobContext): void {
  const pending = request.set.migrations.slice(request.fromVersion);
  const total = pending.length;
  const tellProgress = (done: number) =>
    context.onEvent({ event: 'progress', phase: 'migrate', done, total, unit: 'steps' });
  tellProgress(0);
  for (const [position, migration] of pending.entries()) {
    const { version, name } = migration;
    const title = migrationTitle(migration);
    context.onEvent({ event: 'step', version, name, title, index: position + 1, total });
    const startedAt = performance.now();
    applyMigration(db, migration, context);
    const durationMs = performance.now() - startedAt;
    record(db, migration, request.appVersion, durationMs);
    context.onEvent({ event: 'step-applied', version, name, durationMs });
    tellProgress(position + 1);
  }
}

function applyMigration(db: Connection, migration: Migration, context: JobContext): void {
  for (const statement of parseSqlScript(migration.sql).statements) {
    context.throwIfStopped();
    applyStatement(db, migration, statement);
  }
}

function applyStatement(db: Connection, migration: Migration, statement: SqlStatement): void {
  try {
    db.exec(statement.sql);
  } catch (error) {
    // A full disk or a stop is no fault of the migration; SQLite's own errors are.
    const storage = storageError(error, db.name);
    if (storage !== null) throw storage;
    const reason = error instanceof Error ? error.message : String(error);
    throw migrationFailed(`${migration.fileName}:${statement.line}: ${reason}`, error);
  }
}

function record(
  db: Connection,
  migration: Migration,
  appVersion: string,
  durationMs: number,
): void {
  db.prepare(
    `INSERT INTO schema_version (version, name, checksum, applied_at, app_version, duration_ms)
     VALUES (:version, :name, :checksum, :appliedAt, :appVersion, :durationMs)`,
  ).run({
    version: migration.version,
    name: migration.name,
    checksum: migration.checksum,
    appliedAt: new Date().toISOString(),
    appVersion,
    durationMs,
  });
  db.pragma(`user_version = ${migration.version}`);
}

function requireForeignKeys(db: Connection): void {
  const violation = db.prepare('SELECT "table", parent FROM pragma_foreign_key_check').raw().get();
  if (violation === undefined) return;
  const [table, parent] = [violation].flat();
  throw migrationFailed(`a row of ${table} refers to one of ${parent} that does not exist`);
}

/** Step 7, inside the transaction: a schema that is not as defined is never committed. */
function requireSchema(db: Connection, set: MigrationSet): void {
  const differences = schemaDifferences(schemaOf(set), readSchema(db));
  if (differences.length === 0) return;
  throw migrationFailed(`the schema is not as the migrations define it: ${differences.join(', ')}`);
}

/**
 * Leaves one file behind: the WAL written back, so that the next start reads the header alone. The
 * library is upgraded by now, whatever becomes of this.
 */
function settle(db: Connection, file: string): void {
  try {
    db.pragma(`busy_timeout = ${SETTLE_TIMEOUT_MS}`);
    if (isOnNetworkFileSystem(file)) return;
    db.pragma('journal_mode = WAL');
    // After ALTER TABLE … RENAME the first statement in WAL mode leaves its read transaction open,
    // and a checkpoint right after it fails as locked; any read in between ends it.
    readSchemaVersion(db);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // Another process reads the library: whoever closes it last writes the WAL back, and whoever
    // opens it next to write it turns WAL on.
    if (systemCode(error)?.startsWith('SQLITE_BUSY') === true) return;
    throw upgradedAllTheSame(error, file);
  }
}

function upgradedAllTheSame(cause: unknown, file: string): FermataError {
  const { code, message, advice } = storageError(cause, file) ?? toFermataError(cause);
  const libraryState = 'Your library has been upgraded, and nothing is lost.';
  return new FermataError(code, message, { advice, libraryState, cause });
}

function migrationFailed(what: string, cause?: unknown): FermataError {
  const code = systemCode(cause);
  return new FermataError(
    'MIGRATION_FAILED',
    words('libraryErrors.notUpgraded', { reason: what }),
    {
      advice:
        code === 'SQLITE_NOMEM'
          ? words('libraryErrors.closePrograms')
          : words('libraryErrors.worksWithBefore'),
      cause,
    },
  );
}
