/**
 * Step 7 of the sequence, inside the transaction of an upgrade: what is not as it should be is never
 * committed.
 */
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import {
  type DefinedSchema,
  definedBy,
  ownTables,
  schemaOf,
} from '../migrations/defined-schema.ts';
import type { MigrationSet } from '../migrations/migration-set.ts';
import { readSchema, schemaDifferences } from '../migrations/schema.ts';
import { openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { hasDanglingRows, missingParents } from './dangling-rows.ts';
import { lostTable } from './schema-parts.ts';
import { findLoss, type UserDataCount } from './user-data-count.ts';

/**
 * What rows refer to in vain before the migrations: read only if some do after them. In WAL mode another
 * connection sees the library as it was; else it has to be read before anything is written.
 */
export function danglingBefore(db: Connection, file: string): () => ReadonlySet<string> {
  if (db.pragma('journal_mode', { simple: true }) !== 'wal') {
    const missing = new Set(hasDanglingRows(db) ? missingParents(db).keys() : []);
    return () => missing;
  }
  return () => {
    const reader = openReader(file);
    try {
      return new Set(missingParents(reader).keys());
    } finally {
      reader.close();
    }
  };
}

/** A row that referred to nothing before still may; a migration makes no such row. */
export function requireForeignKeys(
  db: Connection,
  set: MigrationSet,
  before: () => ReadonlySet<string>,
): void {
  if (!hasDanglingRows(db)) return;
  const missing = missingParents(db);
  for (const known of before()) missing.delete(known);
  // Rows of other programs refer to tracks that have become one with others, say: they keep them.
  const own = ownTables(definedBy(set));
  for (const { table, parent } of missing.values()) {
    if (!own.has(table.toLowerCase())) continue;
    throw migrationFailed(`a row of ${table} refers to one of ${parent} that does not exist`);
  }
}

/**
 * Before anything is read of what is to be upgraded: it has the tables of its version, and no view that may have
 * no end in the place of one.
 *
 * @throws FermataError `LIBRARY_DAMAGED`
 */
export function requireTables(db: Connection, own: DefinedSchema): void {
  const reason = lostTable(db, own);
  if (reason === null) return;
  throw new FermataError(
    'LIBRARY_DAMAGED',
    words('errors.damagedBecause', { file: db.name, reason }),
    { advice: words('errors.restoreBackup'), libraryState: words('errors.damagedFileKept') },
  );
}

/** Step 7, inside the transaction: a schema that is not as defined is never committed. */
export function requireSchema(db: Connection, set: MigrationSet): void {
  const differences = schemaDifferences(schemaOf(set), readSchema(db));
  if (differences.length === 0) return;
  throw migrationFailed(`the schema is not as the migrations define it: ${differences.join(', ')}`);
}

export function requireNoLoss(before: UserDataCount, after: UserDataCount): void {
  const loss = findLoss(before, after);
  if (loss !== null) throw migrationFailed(`it would lose ${loss}`);
}

/** The error of an upgrade that was rolled back. */
export function migrationFailed(what: string, cause?: unknown): FermataError {
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
