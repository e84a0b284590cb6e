/**
 * Mends a copy of a library that nobody relies on yet: what follows from its rows is made again from
 * them, and its file gets the format that is asked for. Runs in the worker thread.
 */
import { renameSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { systemCode } from '../../../shared/errors.ts';
import { type Receipt, ReceiptSchema } from '../../../shared/receipts.ts';
import { databaseFiles, remadeCopy } from '../files/file-names.ts';
import { storageError } from '../files/storage-errors.ts';
import { definedBy, ownTables, setUpTo } from '../migrations/defined-schema.ts';
import { readEntries, readRecordedVersion } from '../migrations/ledger.ts';
import { checkLedger, type MigrationSet } from '../migrations/migration-set.ts';
import { readSchema, type SchemaObject } from '../migrations/schema.ts';
import { isOfSearch, SEARCH_TABLE } from '../search-index.ts';
import { APPLICATION_ID, openCopy, openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import {
  type FileFormat,
  FileFormatSchema,
  isSameFormat,
  readFormat,
} from '../sqlite/file-format.ts';
import { examineTables, findUnaccountedPages, isSound } from '../sqlite/find-damage.ts';
import { quotedName } from '../sqlite/quoted-name.ts';
import { readSchemaVersion } from '../sqlite/schema-version.ts';
import type { JobContext } from './job-context.ts';
import { findOutOfStep, judgeSchema, mendFollowing, mendOwnSchema } from './own-schema.ts';
import { remakeDatabase } from './remake.ts';
import { setAside, takeBack } from './set-aside.ts';
import { settleDanglingRows } from './settle-dangling.ts';
import { countUserData } from './user-data-count.ts';

export interface MendRequest {
  /** The copy; no process has it open. */
  readonly file: string;
  /** The migrations that define its schema; null to take it as it is. */
  readonly set: MigrationSet | null;
  /** The format that it is to have; null for its own. */
  readonly format: FileFormat | null;
  /** The library, beside which what is taken out is kept; null where rows stay as they are. */
  readonly settleBeside: string | null;
}

export const MendResultSchema = ReceiptSchema;
export type MendResult = z.infer<typeof MendResultSchema>;

/** What has to be mended of a file before it can be relied on, or replace another one. */
export const ConditionSchema = z.object({
  format: FileFormatSchema,
  /** What follows from the rows and is not as it should be, by name. */
  mendable: z.array(z.string()),
  /** Whether its header says what it is. */
  isMarked: z.boolean(),
});

export type FileCondition = z.infer<typeof ConditionSchema>;

/**
 * Tells a file's format, and what of it has to be mended.
 *
 * @throws FermataError `LIBRARY_DAMAGED`, `NO_PERMISSION` if it cannot be read
 */
export function readCondition({
  file,
  set,
}: {
  readonly file: string;
  readonly set: MigrationSet;
}): FileCondition {
  let db: Connection | null = null;
  try {
    db = openReader(file);
    const { indexes, derived } = examineTables(db);
    const version = readRecordedVersion(db) ?? 0;
    const own = definedBy(setUpTo(set, version));
    const { lacking, differences } = judgeSchema(own.objects, readSchema(db));
    const outOfStep = differences.length === 0 ? findOutOfStep(db, own.objects) : [];
    const mendable = [...indexes, ...derived, ...lacking, ...outOfStep];
    const isMarked = hasMarks(db) && readSchemaVersion(db) === version;
    return { format: readFormat(db), mendable: [...new Set(mendable)], isMarked };
  } catch (error) {
    throw storageError(error, file) ?? error;
  } finally {
    db?.close();
  }
}

/** The format of a database's file, or null where it is missing or cannot be read. */
export function readFormatOf(file: string): FileFormat | null {
  let db: Connection | null = null;
  try {
    db = openReader(file);
    return readFormat(db);
  } catch {
    // What is there is not replaced in one commit: no format has to be met.
    return null;
  } finally {
    db?.close();
  }
}

/**
 * Mends a copy, in one transaction where that is enough, and by making the whole file anew where it is
 * not. A library whose marks are gone gets them from its record of migrations.
 *
 * @returns what was done, and how much there was of each kind of user data before and after
 * @throws FermataError `LIBRARY_DAMAGED` if rows cannot be read or break a rule, `NO_SPACE`,
 *   `NO_PERMISSION`, `INTERRUPTED`
 */
export function mendCopy(request: MendRequest, { throwIfStopped }: JobContext): MendResult {
  const { file, format } = request;
  try {
    const needs = needsOf(file, format);
    const mend = () => mendOpen(request, needs);
    if (needs.isRemade) remake(file, format ?? needs.format, throwIfStopped);
    const first = needs.isRemade ? mend() : mendInPlace(mend);
    if (first !== null && (needs.isRemade || !hasUnusedPages(file))) return first;
    remake(file, needs.format, throwIfStopped);
    const again = mend();
    if (first === null) return again;
    const { before, mended, danglingRows, keptIn } = first;
    return { ...again, before, mended, danglingRows, keptIn };
  } catch (error) {
    throw storageError(error, file) ?? error;
  }
}

/** Null where pages cannot be read. */
function mendInPlace(mend: () => Receipt): Receipt | null {
  try {
    return mend();
  } catch (error) {
    if (systemCode(error)?.startsWith('SQLITE_CORRUPT') === true) return null;
    throw error;
  }
}

/** Whether pages were left behind that could not be given up. */
function hasUnusedPages(file: string): boolean {
  const db = openReader(file);
  try {
    return findUnaccountedPages(db).unused > 0;
  } finally {
    db.close();
  }
}

interface Needs {
  readonly format: FileFormat;
  /** Whether the file has to be made anew: pages are lost, or another format is asked for. */
  readonly isRemade: boolean;
  /** What is damaged and follows from the rows, by name. */
  readonly names: readonly string[];
  /** All that is defined in it. */
  readonly objects: readonly SchemaObject[];
}

function needsOf(file: string, wanted: FileFormat | null): Needs {
  const db = openReader(file);
  try {
    const format = readFormat(db);
    const condition = examineTables(db, { depth: 'full' });
    const isOther = wanted !== null && !isSameFormat(format, wanted);
    const isWasteful = isSound(condition) && findUnaccountedPages(db).unused > 0;
    return {
      format,
      isRemade: isOther || isWasteful,
      names: [...condition.indexes, ...condition.derived],
      objects: readSchema(db),
    };
  } finally {
    db.close();
  }
}

function remake(file: string, format: FileFormat, throwIfStopped: () => void): void {
  const remade = remadeCopy(file);
  removeFiles(remade);
  try {
    remakeDatabase(file, remade, format, throwIfStopped);
    renameSync(remade, file);
  } finally {
    removeFiles(remade);
  }
}

function removeFiles(file: string): void {
  for (const name of databaseFiles(file)) rmSync(name, { force: true });
}

function mendOpen({ file, set, settleBeside }: MendRequest, { names, objects }: Needs): Receipt {
  let kept: string | null = null;
  const db = openCopy(file);
  try {
    db.pragma('foreign_keys = OFF');
    db.exec('BEGIN IMMEDIATE');
    const marks = restoreMarks(db, set);
    const version = readSchemaVersion(db);
    const own =
      set === null ? { objects, columns: new Set<string>() } : definedBy(setUpTo(set, version));
    const schema = mendOwnSchema(db, own.objects);
    const indexes = names.filter((name) => reindex(db, name));
    const isSearchDamaged = names.some((name) => !indexes.includes(name));
    const following = mendFollowing(db, own.objects, isSearchDamaged ? 'stale' : 'may-be-sound');
    forgetStatistics(db, names);
    const before = countUserData(db, new Set());
    const settled =
      settleBeside === null ? { rows: 0, statements: [] } : settleDanglingRows(db, ownTables(own));
    const after = countUserData(db, new Set());
    kept = settleBeside === null ? null : setAside(settleBeside, settled.statements);
    db.exec('COMMIT');
    return {
      fromVersion: version,
      toVersion: version,
      before: before.counts,
      after: after.counts,
      merged: {},
      mended: namesOf([...marks, ...schema, ...indexes, ...following]),
      setAside: [],
      renamed: [],
      danglingRows: settled.rows,
      keptIn: kept,
      libraryBefore: null,
    };
  } catch (error) {
    takeBack(kept);
    throw error;
  } finally {
    db.close();
  }
}

/** The search index is one thing to people, whatever it consists of. */
function namesOf(mended: readonly string[]): string[] {
  const isOfIndex = (name: string) => isOfSearch({ name }) || name.startsWith('search_words_');
  return [...new Set(mended.map((name) => (isOfIndex(name) ? SEARCH_TABLE : name)))];
}

/** Tools that dump a database and read it in again lose what its header says of it. */
function restoreMarks(db: Connection, set: MigrationSet | null): string[] {
  const version = readRecordedVersion(db) ?? 0;
  if (set === null || (hasMarks(db) && readSchemaVersion(db) === version)) return [];
  checkLedger(set, readEntries(db));
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${version}`);
  return ['application_id', 'user_version'];
}

function hasMarks(db: Connection): boolean {
  return db.pragma('application_id', { simple: true }) === APPLICATION_ID;
}

function reindex(db: Connection, name: string): boolean {
  const isIndex = `SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?`;
  if (db.prepare(isIndex).get(name) === undefined) return false;
  db.exec(`REINDEX ${quotedName(name)}`);
  return true;
}

/** SQLite counts again when it next has time. */
function forgetStatistics(db: Connection, names: readonly string[]): void {
  for (const name of names.filter((table) => table.startsWith('sqlite_stat'))) {
    db.exec(`DROP TABLE ${quotedName(name)}`);
  }
}
