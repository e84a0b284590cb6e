/**
 * Step 6 of the sequence: all pending migrations in one fenced transaction. Runs in the worker
 * thread.
 */
import type { z } from 'zod';
import { FermataError, systemCode, toFermataError } from '../../../shared/errors.ts';
import { notice } from '../../../shared/lifecycle-events.ts';
import { type Receipt, ReceiptSchema } from '../../../shared/receipts.ts';
import type { Counted } from '../../../shared/user-data.ts';
import { words } from '../../../shared/words/words.ts';
import { isOnNetworkFileSystem } from '../files/file-system.ts';
import { storageError } from '../files/storage-errors.ts';
import {
  definedBy,
  LEDGER,
  namesMadeAfter,
  ownTables,
  setUpTo,
} from '../migrations/defined-schema.ts';
import { readLedger } from '../migrations/ledger.ts';
import { mergesAfter } from '../migrations/merges.ts';
import {
  checkLedger,
  checkStatements,
  floorOf,
  type Migration,
  type MigrationSet,
  migrationTitle,
} from '../migrations/migration-set.ts';
import { parseSqlScript, type SqlStatement } from '../migrations/sql-statements.ts';
import { APPLICATION_ID, openMigrator } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { raiseSequence } from '../sqlite/library-identity.ts';
import { BUSY_TIMEOUT_MS } from '../sqlite/open-file.ts';
import { commitPastReaders, readersInTheWay } from '../sqlite/rollback-mode.ts';
import { raiseSchemaFloor, readSchemaVersion } from '../sqlite/schema-version.ts';
import { Additions, type Displaced } from './additions.ts';
import { hasDanglingRows } from './dangling-rows.ts';
import type { JobContext } from './job-context.ts';
import { mendOwnSchema } from './own-schema.ts';
import { setAside, takeBack } from './set-aside.ts';
import { type SettledRows, settleDanglingRows } from './settle-dangling.ts';
import {
  danglingBefore,
  migrationFailed,
  requireForeignKeys,
  requireNoLoss,
  requireSchema,
  requireTables,
} from './upgrade-checks.ts';
import { countUserData, mergedCounts, type UserDataCount } from './user-data-count.ts';

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

/** Null: the library was no longer at `fromVersion` when the transaction began. */
export const MigrateResultSchema = ReceiptSchema.nullable();
export type MigrateResult = z.infer<typeof MigrateResultSchema>;

/** How long to wait for readers before the WAL is left to others, in milliseconds. */
const SETTLE_TIMEOUT_MS = 250;

/**
 * Brings a library to the set's latest schema version, or leaves it as it was.
 *
 * The transaction takes SQLite's write lock first and reads the version again inside: whatever
 * happened to the other locks, each migration is applied once (design.md, invariant 1).
 *
 * @returns the receipt; null if the library was overtaken
 * @throws FermataError `MIGRATION_SET_INVALID`, `MIGRATION_FAILED`, `NO_SPACE`, `NO_PERMISSION`,
 *   `LIBRARY_DAMAGED`, `INTERRUPTED`, `LOCK_TIMEOUT` if another program keeps writing; its
 *   `libraryState` says so where the library is upgraded in spite of it
 */
export function migrateLibrary(request: MigrateRequest, context: JobContext): MigrateResult {
  const { file, set, fromVersion } = request;
  checkStatements(set);
  const merged = mergesAfter(set, fromVersion);
  context.onEvent({ event: 'phase', phase: 'migrate' });
  let db: Connection | null = null;
  try {
    db = openMigrator(file, { create: fromVersion === 0 });
    const receipt = migrateOpen(db, { ...request, merged }, context);
    if (receipt !== null) settle(db, file);
    return receipt;
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

interface Upgrade extends MigrateRequest {
  /** The kinds of user data that the pending migrations merge. */
  readonly merged: ReadonlySet<Counted>;
}

/** Rows that refer to nothing can break a rule of a migration: it is then tried again without them. */
function migrateOpen(db: Connection, upgrade: Upgrade, context: JobContext): MigrateResult {
  try {
    return attempt(db, upgrade, context, false);
  } catch (error) {
    const isRule = systemCode(causeOf(error))?.startsWith('SQLITE_CONSTRAINT') === true;
    if (!isRule) throw error;
    if (db.inTransaction) db.exec('ROLLBACK');
    if (!hasDanglingRows(db)) throw error;
    return attempt(db, upgrade, context, true);
  }
}

function attempt(
  db: Connection,
  upgrade: Upgrade,
  context: JobContext,
  settlesDangling: boolean,
): MigrateResult {
  const { file, set, fromVersion, merged } = upgrade;
  let kept: string | null = null;
  try {
    db.exec('BEGIN IMMEDIATE');
    if (readSchemaVersion(db) !== fromVersion) return null;
    checkLedger(set, readLedger(db));
    const own = definedBy(setUpTo(set, fromVersion));
    if (fromVersion > 0) requireTables(db, own);
    const mended = fromVersion === 0 ? startLedger(db) : mendOwnSchema(db, own.objects);
    const additions = new Additions(db, own, () => namesMadeAfter(set, fromVersion));
    const settled = settlesDangling ? settleDanglingRows(db, ownTables(own)) : NONE_SETTLED;
    const before = countUserData(db, merged);
    const dangling = danglingBefore(db, file);
    applyPending(db, upgrade, context);
    raiseSequence(db, upgrade.backupSequence ?? 0);
    raiseSchemaFloor(db, Math.max(...set.migrations.slice(fromVersion).map(floorOf)));
    const displaced = additions.putBack();
    requireForeignKeys(db, set, dangling);
    context.onEvent({ event: 'phase', phase: 'verify' });
    requireSchema(db, set);
    const after = countUserData(db, merged);
    requireNoLoss(before, after);
    context.throwIfStopped();
    kept = setAside(file, [...settled.statements, ...displaced.statements]);
    commit(db, upgrade, context);
    return receiptOf({ upgrade, before, after, mended, displaced, settled, kept });
  } catch (error) {
    takeBack(kept);
    throw error;
  }
}

const NONE_SETTLED: SettledRows = { rows: 0, statements: [] };

/** The error of SQLite behind that of a statement of a migration. */
function causeOf(error: unknown): unknown {
  return error instanceof FermataError ? error.cause : error;
}

function startLedger(db: Connection): [] {
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.exec(LEDGER);
  return [];
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

function receiptOf(done: {
  readonly upgrade: Upgrade;
  readonly before: UserDataCount;
  readonly after: UserDataCount;
  readonly mended: readonly string[];
  readonly displaced: Displaced;
  readonly settled: SettledRows;
  readonly kept: string | null;
}): Receipt {
  const { upgrade, before, after, mended, displaced, settled, kept } = done;
  return {
    fromVersion: upgrade.fromVersion,
    toVersion: upgrade.set.latest,
    before: before.counts,
    after: after.counts,
    merged: mergedCounts(before, after),
    mended: [...mended],
    setAside: [
      ...displaced.removed.map(({ type, name }) => `${type} ${name}`),
      ...displaced.columns,
    ],
    renamed: [...displaced.renamed],
    danglingRows: settled.rows,
    keptIn: kept,
    libraryBefore: null,
  };
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
