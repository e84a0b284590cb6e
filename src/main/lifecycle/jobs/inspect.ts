/**
 * Step 1 of the sequence: what is at the library's path, told without a lock and without a write.
 * An up-to-date library at rest costs one read of its header.
 */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { systemCode } from '../../../shared/errors.ts';
import { formatCount } from '../../../shared/formats.ts';
import { NotOpened } from '../files/door.ts';
import { whyUnreadable } from '../files/read-failure.ts';
import { readAppOf, readRecordedVersion } from '../migrations/ledger.ts';
import { APPLICATION_ID, ForeignDatabase, hasContent, openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { type DatabaseHeader, readDatabaseHeader } from '../sqlite/database-header.ts';
import { readSchemaFloor, readSchemaVersion } from '../sqlite/schema-version.ts';
import { damagedLibraryReason } from './recognise-library.ts';

export const InspectionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('missing') }),
  z.object({ state: z.literal('current'), version: z.number().int() }),
  z.object({ state: z.literal('behind'), version: z.number().int() }),
  z.object({
    state: z.literal('ahead'),
    version: z.number().int(),
    /** The oldest schema version that can still use it; missing where it does not say. */
    floor: z.number().int().optional(),
    /** The app that knew that version, as far as the library tells. */
    neededApp: z.string().optional(),
  }),
  z.object({ state: z.literal('foreign'), reason: z.string() }),
  z.object({
    state: z.literal('damaged'),
    reason: z.string(),
    /** Where only its header has lost what it is, as after a dump: the version that it has recorded. */
    unmarkedVersion: z.number().int().optional(),
  }),
  /** With the code of the system or of SQLite that says why. */
  z.object({ state: z.literal('unreadable'), reason: z.string(), code: z.string() }),
  /** Another process keeps readers out while it writes; what it writes is not known yet. */
  z.object({ state: z.literal('busy'), reason: z.string() }),
]);
export type Inspection = z.infer<typeof InspectionSchema>;

/** Why a file without content is damaged. */
export const EMPTY = 'the file is empty';

/** The code of a pipe, say, in the place of the library's journal. */
export const NOT_A_FILE = 'NOT_A_FILE';

/**
 * Tells what is at a library's real path, measured against the latest schema version this app knows.
 *
 * Only before this process opens the library (it reads the file's header with `fs`, see
 * connection.ts). Where a `-wal` has content the version is read through SQLite, since a commit may
 * not have reached the file's header yet. It never waits for another process.
 */
export function inspectLibrary(file: string, latestVersion: number): Inspection {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) return judgeAbsence(file);
    if (!stats.isFile()) return { state: 'foreign', reason: `${file} is not a file` };
    const header = readDatabaseHeader(file);
    if (header === 'empty') return { state: 'damaged', reason: EMPTY };
    if (header === 'not-sqlite') return judgeHeaderless(file);
    if (header.applicationId === APPLICATION_ID && !header.isPlausible) {
      return { state: 'damaged', reason: 'its header has been overwritten' };
    }
    // Whatever logs lie beside it: another application's database is not opened.
    if (!isMarked(header.applicationId)) return foreignDatabase();
    // A file that was closed without a WAL has none: what lies there is another file's.
    const hasWal = header.isInWalMode && hasContent(`${file}-wal`);
    if (hasWal || hasContent(`${file}-journal`)) {
      return judgeThroughSqlite(openReader(file, { busyTimeoutMs: 0 }), latestVersion);
    }
    const found = judgeHeader(file, header, latestVersion);
    // Only one that is ahead is asked what its header does not tell.
    return found.state === 'ahead'
      ? judgeThroughSqlite(openReader(file, { busyTimeoutMs: 0 }), latestVersion)
      : found;
  } catch (error) {
    return judgeFailure(file, error);
  }
}

/**
 * The same for a library that this process may have open: nothing is read but through SQLite, which
 * waits for a while where another process keeps readers out.
 */
export function inspectOpenLibrary(file: string, latestVersion: number): Inspection {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) return judgeAbsence(file);
    if (!stats.isFile()) return { state: 'foreign', reason: `${file} is not a file` };
    if (stats.size === 0) return { state: 'damaged', reason: EMPTY };
    return judgeThroughSqlite(openReader(file), latestVersion);
  } catch (error) {
    return judgeFailure(file, error);
  }
}

/** Whether a library is newer than this app, and says that this app can use it all the same. */
export function isUsableAhead(found: Inspection, latestVersion: number): boolean {
  return found.state === 'ahead' && found.floor !== undefined && found.floor <= latestVersion;
}

/** A log without its library holds what was last written: a new library must not swallow it. */
function judgeAbsence(file: string): Inspection {
  const leftover = ['-wal', '-journal'].find((ending) => hasContent(`${file}${ending}`));
  if (leftover === undefined) return { state: 'missing' };
  return { state: 'damaged', reason: `only its ${leftover} file is left` };
}

function judgeHeader(file: string, header: DatabaseHeader, latestVersion: number): Inspection {
  if (lacksMarks(header.applicationId, header.userVersion)) {
    return judgeRecord(openReader(file, { busyTimeoutMs: 0 }), header.applicationId);
  }
  const expectedBytes = (header.pageCount ?? 0) * header.pageSize;
  if (header.fileBytes < expectedBytes) {
    return {
      state: 'damaged',
      reason: `it has ${formatCount(header.fileBytes)} of its ${formatCount(expectedBytes)} bytes`,
    };
  }
  return judgeVersion(header.userVersion, latestVersion);
}

function judgeThroughSqlite(db: Connection, latestVersion: number): Inspection {
  try {
    const applicationId = z.number().parse(db.pragma('application_id', { simple: true }));
    const version = readSchemaVersion(db);
    if (lacksMarks(applicationId, version)) return judgeUnmarked(db, applicationId);
    if (applicationId !== APPLICATION_ID) return foreignDatabase();
    const found = judgeVersion(version, latestVersion);
    return found.state === 'ahead' ? judgeAhead(db, found) : found;
  } finally {
    db.close();
  }
}

/** What a newer library says of the apps that can use it. */
function judgeAhead(db: Connection, found: Extract<Inspection, { state: 'ahead' }>): Inspection {
  const floor = readSchemaFloor(db);
  if (floor === null) return found;
  const neededApp = readAppOf(db, floor);
  return { ...found, floor, ...(neededApp === null ? {} : { neededApp }) };
}

function judgeVersion(version: number, latestVersion: number): Inspection {
  if (version < 1) return { state: 'damaged', reason: `it has the schema version ${version}` };
  if (version === latestVersion) return { state: 'current', version };
  return { state: version < latestVersion ? 'behind' : 'ahead', version };
}

/** A library whose header was overwritten is damaged, not foreign: the rest may still be saved. */
function judgeHeaderless(file: string): Inspection {
  const reason = damagedLibraryReason(file);
  if (reason !== null) return { state: 'damaged', reason };
  return { state: 'foreign', reason: `${basename(file)} is not a SQLite database` };
}

function judgeFailure(file: string, error: unknown): Inspection {
  if (error instanceof ForeignDatabase) return foreignDatabase();
  if (error instanceof NotOpened) {
    return { state: 'unreadable', reason: error.message, code: NOT_A_FILE };
  }
  const code = systemCode(error);
  if (code === undefined) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    const unreadableBy = whyUnreadable(file);
    if (unreadableBy !== null) return { state: 'unreadable', reason, code: unreadableBy };
    return { state: 'damaged', reason };
  }
  if (code.startsWith('SQLITE_BUSY')) return { state: 'busy', reason };
  return { state: 'unreadable', reason, code };
}

/** As a library's, or as none at all: only that may be a library that has lost its mark. */
function isMarked(applicationId: number): boolean {
  return applicationId === APPLICATION_ID || applicationId === 0;
}

/** What dumps it and reads it in again leaves both at 0; many tools leave the one or the other. */
function lacksMarks(applicationId: number, version: number): boolean {
  return applicationId === 0 || (applicationId === APPLICATION_ID && version < 1);
}

function judgeRecord(db: Connection, applicationId: number): Inspection {
  try {
    return judgeUnmarked(db, applicationId);
  } finally {
    db.close();
  }
}

/** Its record of migrations tells a library from the database of another application. */
function judgeUnmarked(db: Connection, applicationId: number): Inspection {
  const unmarkedVersion = readRecordedVersion(db);
  if (unmarkedVersion !== null) {
    return {
      state: 'damaged',
      reason: 'its header does not say any more what it is',
      unmarkedVersion,
    };
  }
  if (applicationId !== APPLICATION_ID) return foreignDatabase();
  return { state: 'damaged', reason: 'it has the schema version 0' };
}

function foreignDatabase(): Inspection {
  return { state: 'foreign', reason: 'it is a database of another application' };
}
