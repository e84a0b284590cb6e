/**
 * Whether a file without a SQLite header was a library: its header was overwritten, and the rest may still
 * be salvaged. Anything else is not Fermata's to touch.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { READ_NO_WAIT, requireOpenedFile } from '../files/door.ts';
import { lockLocation } from '../files/file-names.ts';
import { APPLICATION_ID, hasContent } from '../sqlite/connection.ts';
import { isTreePage, MAGIC } from '../sqlite/database-header.ts';
import { readWal } from '../sqlite/wal-file.ts';

/** What only a library says: in its schema, or in its record of migrations (the checksum of the first). */
const TRACES = [
  'CREATE TABLE schema_version',
  'plays_by_track',
  'playlist_tracks_by_track',
  'stale_search_words',
  'tracks_change_their_words',
  'pictures_of_folder',
  'tracks_list_their_album',
  'listed_albums_list_their_artists',
  'db02a49d56f579f03ad1345d3665dda50bda458c624a03da9f27c4251bc53f1e',
];
/** Names that another application could have, too, but not two of them. */
const NAMES = ['track_artists', 'track_genres', 'scan_roots', 'scan_problems', 'tracks_by_album'];
/** Each part that is searched overlaps the next one, so that no trace is cut in two. */
const OVERLAP_BYTES = 64;
const PART_BYTES = 1024 * 1024;
/** How far a file is searched, in bytes: the schema's pages lie at its beginning. */
const SEARCHED_BYTES = 64 * PART_BYTES;

const PAGE_BYTES = 4096;
const SAMPLED_PAGES = 64;
/** A file of a database is made of sectors. */
const SECTOR_BYTES = 512;

/**
 * Why a file that does not begin like a database is a damaged library, in words; null if it is none. The
 * library is recognised by its schema and its record of migrations, by its log, by pages of a database where
 * a library was used, or behind a first page that was zeroed.
 *
 * Only for a file that this process does not have open in SQLite (connection.ts).
 *
 * @throws the system error if it cannot be read
 */
export function damagedLibraryReason(file: string): string | null {
  const descriptor = openSync(file, READ_NO_WAIT);
  try {
    const stats = fstatSync(descriptor);
    requireOpenedFile(file, stats);
    const { size } = stats;
    const start = read(descriptor, 0, PAGE_BYTES);
    if (size < PAGE_BYTES && start.subarray(0, MAGIC.length).equals(MAGIC)) {
      return `only ${start.length} bytes of it are left`;
    }
    const isRecognised =
      hasTraces(descriptor, size) ||
      isZeroedDatabase(descriptor, start, size) ||
      hasOwnLog(file) ||
      (hasTreePages(descriptor, size) && wasLibrary(file));
    return isRecognised ? 'its header has been overwritten' : null;
  } finally {
    closeSync(descriptor);
  }
}

function hasTraces(descriptor: number, size: number): boolean {
  if (size % SECTOR_BYTES !== 0) return false;
  const found = new Set<string>();
  for (let at = 0; at < Math.min(size, SEARCHED_BYTES); at += PART_BYTES) {
    const part = read(descriptor, at, PART_BYTES + OVERLAP_BYTES);
    if (TRACES.some((trace) => part.includes(trace))) return true;
    for (const name of NAMES.filter((each) => part.includes(each))) found.add(name);
  }
  return found.size > 1;
}

/** Whether most of the first pages look like those of a database. */
function hasTreePages(descriptor: number, size: number): boolean {
  const pages = Math.min(Math.floor(size / PAGE_BYTES), SAMPLED_PAGES);
  let trees = 0;
  for (let page = 1; page < pages; page += 1) {
    if (isTreePage(read(descriptor, page * PAGE_BYTES, 1)[0])) trees += 1;
  }
  return trees * 2 > pages;
}

/** Whether this was a library's name: its history, or a log, lies beside it. */
function wasLibrary(file: string): boolean {
  const { historyFile } = lockLocation(file, undefined);
  return hasContent(historyFile) || readWal(`${file}-wal`) !== null;
}

/** A first page of zeros before pages of a database, or zeros alone, as a loss of power leaves. */
function isZeroedDatabase(descriptor: number, start: Buffer, size: number): boolean {
  if (!isZero(start) || size % SECTOR_BYTES !== 0) return false;
  if (isTreePage(read(descriptor, PAGE_BYTES, 1)[0])) return true;
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
