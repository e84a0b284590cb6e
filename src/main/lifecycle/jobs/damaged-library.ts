/**
 * Reads what can still be read of a damaged library: its tracks' paths, and what a person made
 * (damaged-tables.ts). A copy of it is mended until SQLite opens it.
 */

import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { FermataError } from '../../../shared/errors.ts';
import { databaseFiles, readableCopy } from '../files/file-names.ts';
import { readLedger, readLedgerOf } from '../migrations/ledger.ts';
import { hasContent, openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { HEADER_BYTES, readDatabaseHeader, readStart } from '../sqlite/database-header.ts';
import { readWal, WalPages } from '../sqlite/wal-file.ts';
import { readSide } from '../user-data.ts';
import {
  isDamage,
  nothingReadable,
  type ReadableContent,
  readTables,
  readTracks,
} from './damaged-tables.ts';
import { rebuildSchema } from './lost-schema.ts';

/** What tables hold, in the words of damaged-tables.ts. */
const TABLES_OF_USER_DATA = {
  tracks: 'tracks',
  plays: 'play history',
  playlists: 'playlists',
  playlist_tracks: 'tracks of playlists',
  unfound_entries: 'tracks of playlists to be located',
  smart_playlists: 'smart playlists',
  scan_roots: 'music folders',
};

/** What a table's page begins with: an inner page of its tree or a leaf. */
const TABLE_PAGE_TYPES: readonly number[] = [5, 13];

/**
 * Reads a damaged library, which is not touched: a copy of it is read and removed again.
 *
 * @param damagedFile in the quarantine, with its `-wal`
 * @param pattern a backup of the same library, whose first page stands in for an overwritten one
 * @throws FermataError `LIBRARY_DAMAGED` if nothing can be read; the system error if there can be no
 *   copy
 */
export function readDamagedLibrary(damagedFile: string, pattern: string): ReadableContent {
  const copy = readableCopy(damagedFile);
  if (!hasContent(damagedFile)) throw nothingReadable('nothing is left of its file');
  try {
    removeCopy(copy);
    copyFileSync(damagedFile, copy, constants.COPYFILE_EXCL);
    const wal = `${damagedFile}-wal`;
    if (hasContent(wal)) copyFileSync(wal, `${copy}-wal`, constants.COPYFILE_EXCL);
    const hasForeignSchema = mendFirstPage(copy, pattern);
    const content = readCopy(copy, hasForeignSchema) ?? readWithoutSchema(copy, pattern);
    return { ...content, tracks: [...tracksOf(pattern), ...content.tracks] };
  } catch (error) {
    if (isDamage(error)) throw nothingReadable('its schema is lost', error);
    throw error;
  } finally {
    removeCopy(copy);
  }
}

/** Null where the schema cannot be read, or is another one's. */
function readCopy(copy: string, hasForeignSchema: boolean): ReadableContent | null {
  let db: Connection | null = null;
  try {
    db = openReader(copy);
    if (hasForeignSchema) readLedger(db);
    readSide(db);
  } catch (error) {
    db?.close();
    if (isDamage(error) || hasForeignSchema) return null;
    throw error;
  }
  try {
    return readTables(db);
  } finally {
    db.close();
  }
}

function readWithoutSchema(copy: string, pattern: string): ReadableContent {
  playLogIn(copy);
  const { isLent, lostTables } = rebuildSchema(copy, pattern);
  const db = openReader(copy);
  try {
    if (isLent) requireSchemaOf(db, pattern);
    const content = readTables(db);
    // Without their tracks, playlists would come back empty.
    const areTracksLost = lostTables.includes('playlist_tracks');
    return {
      ...content,
      playlists: areTracksLost ? [] : content.playlists,
      unreadable: [...content.unreadable, ...notFound(lostTables)],
    };
  } finally {
    db.close();
  }
}

function notFound(tables: readonly string[]): string[] {
  const names = Object.entries(TABLES_OF_USER_DATA);
  return names.flatMap(([table, what]) =>
    tables.includes(table) ? [`Some of the ${what} could not be read.`] : [],
  );
}

/** Without SQLite, which does not open it. */
function playLogIn(copy: string): void {
  const wal = readWal(`${copy}-wal`);
  if (wal !== null) {
    const descriptor = openSync(copy, 'r+');
    try {
      WalPages.use(`${copy}-wal`, (pages) => {
        for (let frame = 0; frame < wal.frames; frame += 1) {
          const page = pages.pageIn(frame);
          if (page === null) break;
          const position = (page - 1) * pages.pageSize;
          writeSync(descriptor, pages.contentOf(frame), 0, pages.pageSize, position);
        }
      });
    } finally {
      closeSync(descriptor);
    }
  }
  for (const ending of ['-wal', '-shm']) rmSync(`${copy}${ending}`, { force: true });
}

function removeCopy(copy: string): void {
  for (const file of databaseFiles(copy)) rmSync(file, { force: true });
}

/**
 * Makes SQLite open the file: its size in the header is the one it has, and an overwritten header
 * is the pattern's (https://www.sqlite.org/fileformat2.html#the_database_header). The first page
 * also holds the root of the schema: an overwritten one is the pattern's too.
 *
 * @returns whether the schema is the pattern's
 */
function mendFirstPage(copy: string, pattern: string): boolean {
  const own = readDatabaseHeader(copy);
  const header = typeof own === 'string' ? readDatabaseHeader(pattern) : own;
  if (typeof header === 'string') throw nothingReadable('its header is lost');
  const { content: page, fileBytes } = readStart(copy, header.pageSize);
  if (page.length < header.pageSize) throw nothingReadable('it is too short');
  const { content: intact } = readStart(pattern, header.pageSize);
  if (typeof own === 'string') {
    intact.copy(page, 0, 0, HEADER_BYTES);
    page.fill(existsSync(`${copy}-wal`) ? 2 : 1, 18, 20);
    page.fill(0, 32, 40);
  }
  const hasForeignSchema = !TABLE_PAGE_TYPES.includes(page.readUInt8(HEADER_BYTES));
  if (hasForeignSchema) intact.copy(page, HEADER_BYTES, HEADER_BYTES);
  page.writeUInt32BE(Math.floor(fileBytes / header.pageSize), 28);
  page.copy(page, 92, 24, 28);
  overwriteStart(copy, page);
  return hasForeignSchema;
}

function overwriteStart(file: string, content: Buffer): void {
  const descriptor = openSync(file, 'r+');
  try {
    writeSync(descriptor, content, 0, content.length, 0);
  } finally {
    closeSync(descriptor);
  }
}

/** Tables lie where a backup's schema says only if that is of the same schema version. */
function requireSchemaOf(db: Connection, pattern: string): void {
  if (readVersions(db) === readLedgerOf(pattern).length) return;
  throw nothingReadable('its schema is lost, and the backup has another one');
}

function readVersions(db: Connection): number | null {
  try {
    return readLedger(db).length;
  } catch (error) {
    if (isDamage(error) || error instanceof FermataError) return null;
    throw error;
  }
}

function tracksOf(backup: string): ReadableContent['tracks'] {
  const db = openReader(backup);
  try {
    return readTracks(db);
  } finally {
    db.close();
  }
}
