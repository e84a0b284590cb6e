/**
 * Whether a file without a SQLite header was a library: its header was overwritten, and the rest may still
 * be salvaged. Anything else is not Fermata's to touch.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { APPLICATION_ID } from '../sqlite/connection.ts';
import { MAGIC } from '../sqlite/database-header.ts';
import { readWal } from '../sqlite/wal-file.ts';

/** What the schema of every library says, and no text that a person writes. */
const TRACES = ['CREATE TABLE schema_version', 'plays_by_track', 'playlist_tracks_by_track'];
/** Each part that is searched overlaps the next one, so that no trace is cut in two. */
const OVERLAP_BYTES = 64;
const PART_BYTES = 1024 * 1024;
/** How far a file is searched, in bytes: the schema's pages lie at its beginning. */
const SEARCHED_BYTES = 64 * PART_BYTES;

const PAGE_BYTES = 4096;
/** A file of a database is made of sectors. */
const SECTOR_BYTES = 512;
/** What a page of a tree begins with (https://www.sqlite.org/fileformat2.html#b_tree_pages). */
const TREE_PAGES: readonly (number | undefined)[] = [2, 5, 10, 13];

/**
 * Why a file that does not begin like a database is a damaged library, in words; null if it is none. The
 * library is recognised by its schema, by its log, or by pages behind a first one that was zeroed.
 *
 * Only for a file that this process does not have open in SQLite (connection.ts).
 *
 * @throws the system error if it cannot be read
 */
export function damagedLibraryReason(file: string): string | null {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const start = read(descriptor, 0, PAGE_BYTES);
    if (size < PAGE_BYTES && start.subarray(0, MAGIC.length).equals(MAGIC)) {
      return `only ${start.length} bytes of it are left`;
    }
    const isRecognised =
      hasTraces(descriptor, size) || isZeroedDatabase(descriptor, start, size) || hasOwnLog(file);
    return isRecognised ? 'its header has been overwritten' : null;
  } finally {
    closeSync(descriptor);
  }
}

function hasTraces(descriptor: number, size: number): boolean {
  if (size % SECTOR_BYTES !== 0) return false;
  for (let at = 0; at < Math.min(size, SEARCHED_BYTES); at += PART_BYTES) {
    const part = read(descriptor, at, PART_BYTES + OVERLAP_BYTES);
    if (TRACES.some((trace) => part.includes(trace))) return true;
  }
  return false;
}

/** A first page of zeros before pages of a database, or zeros alone, as a loss of power leaves. */
function isZeroedDatabase(descriptor: number, start: Buffer, size: number): boolean {
  if (!isZero(start) || size % SECTOR_BYTES !== 0) return false;
  if (TREE_PAGES.includes(read(descriptor, PAGE_BYTES, 1)[0])) return true;
  for (let at = 0; at < Math.min(size, SEARCHED_BYTES); at += PART_BYTES) {
    if (!isZero(read(descriptor, at, PART_BYTES))) return false;
  }
  return true;
}

function hasOwnLog(file: string): boolean {
  const headers = readWal(`${file}-wal`)?.headers ?? [];
  return headers.some((header) => header.readUInt32BE(68) === APPLICATION_ID);
}

function isZero(content: Buffer): boolean {
  return content.every((byte) => byte === 0);
}

function read(descriptor: number, at: number, bytes: number): Buffer {
  const content = Buffer.alloc(bytes);
  return content.subarray(0, readSync(descriptor, content, 0, bytes, at));
}
