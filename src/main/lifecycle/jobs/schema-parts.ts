/**
 * What a library's schema has beside what the migrations make, and what of that it lacks: for backups, which
 * a manifest of any origin says to be whole, and for files that were made by hand to look like a library.
 */
import { z } from 'zod';
import { storageError } from '../files/storage-errors.ts';
import {
  type DefinedSchema,
  definedBy,
  readColumns,
  setUpTo,
  tableOf,
} from '../migrations/defined-schema.ts';
import { readRecordedVersion } from '../migrations/ledger.ts';
import type { MigrationSet } from '../migrations/migration-set.ts';
import {
  compareSchemas,
  holdsNoRows,
  readSchema,
  type SchemaObject,
  SchemaObjectSchema,
} from '../migrations/schema.ts';
import { isOfSearch } from '../search-index.ts';
import { openCopy, openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { readSchemaVersion } from '../sqlite/schema-version.ts';
import { drop } from './additions.ts';
import { setAside, takeBack } from './set-aside.ts';

export const SchemaPartsSchema = z.object({
  /** In words, the first of our tables that is not there, or lacks a column; null where all are there. */
  lost: z.string().nullable(),
  /** What holds no rows of ours and is there in another form, as it is there: it can be made again. */
  changed: z.array(SchemaObjectSchema),
  /** Views, triggers and indexes under names that Fermata does not use. */
  added: z.array(SchemaObjectSchema),
});
export type SchemaParts = z.infer<typeof SchemaPartsSchema>;

/** Compares a schema with the one of its version. Of a newer one it is only known what it still has. */
export function partsOf(
  db: Connection,
  set: MigrationSet,
): SchemaParts & { readonly own: readonly SchemaObject[] } {
  const version = readSchemaVersion(db) || (readRecordedVersion(db) ?? 0);
  const own = definedBy(setUpTo(set, version));
  const actual = readSchema(db);
  const isNewer = version > set.latest;
  const { added, changed } = compareSchemas(own.objects, actual);
  const names = new Set(changed.filter(holdsNoRows).map(({ type, name }) => `${type} ${name}`));
  return {
    own: own.objects,
    lost: lostTable(db, own),
    changed: isNewer ? [] : actual.filter(({ type, name }) => names.has(`${type} ${name}`)),
    added: isNewer ? [] : added.filter(holdsNoRows),
  };
}

/**
 * In words, the first of our tables that is not there, or lacks a column; null where all are there. A computed
 * column is not one of ours: what it takes to read it is not known. A rule that a table lacks loses
 * nothing.
 */
export function lostTable(db: Connection, own: DefinedSchema): string | null {
  const there = readColumns(db);
  const column = [...own.columns].find(
    (name) => !there.has(name) && !isOfSearch({ name: tableOf(name) }),
  );
  if (column === undefined) return null;
  const table = tableOf(column);
  const isThere = [...there].some((name) => tableOf(name) === table);
  return isThere
    ? `table ${table} has no column ${column.slice(table.length + 1)}`
    : `table ${table} is missing`;
}

/**
 * The same of a file.
 *
 * @throws FermataError `LIBRARY_DAMAGED`, `NO_PERMISSION` if it cannot be read
 */
export function readParts({
  file,
  set,
}: {
  readonly file: string;
  readonly set: MigrationSet;
}): SchemaParts {
  let db: Connection | null = null;
  try {
    db = openReader(file);
    const { lost, changed, added } = partsOf(db, set);
    return { lost, changed, added };
  } catch (error) {
    throw storageError(error, file) ?? error;
  } finally {
    db?.close();
  }
}

export interface LeaveOutRequest {
  /** A copy that nothing relies on yet. */
  readonly file: string;
  readonly parts: readonly SchemaObject[];
  /** The library beside which their definitions are kept. */
  readonly libraryFile: string;
}

/**
 * Takes views, triggers and indexes out of a copy.
 *
 * @returns the file that keeps their definitions
 * @throws FermataError `NO_PERMISSION`, `NO_SPACE` if they cannot be kept
 */
export function leaveOut({ file, parts, libraryFile }: LeaveOutRequest): string | null {
  let kept: string | null = null;
  let db: Connection | null = null;
  try {
    kept = setAside(
      libraryFile,
      parts.map(({ sql }) => sql),
    );
    db = openCopy(file);
    db.exec('BEGIN IMMEDIATE');
    for (const part of parts.toReversed()) drop(db, part);
    db.exec('COMMIT');
    return kept;
  } catch (error) {
    takeBack(kept);
    throw storageError(error, file) ?? error;
  } finally {
    db?.close();
  }
}
