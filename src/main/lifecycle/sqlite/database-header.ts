/**
 * The first 100 bytes of a SQLite file (https://www.sqlite.org/fileformat2.html#the_database_header):
 * enough to tell what a file is and which schema version it has, for the price of one read.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { READ_NO_WAIT, requireOpenedFile } from '../files/door.ts';

/** What every SQLite file begins with. */
export const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
export const HEADER_BYTES = 100;

/** Where the change counter stands, in bytes. */
const CHANGE_COUNTER = 24;

/** What a page of a tree begins with (https://www.sqlite.org/fileformat2.html#b_tree_pages). */
const TREE_PAGES: readonly (number | undefined)[] = [2, 5, 10, 13];

export interface DatabaseHeader {
  readonly fileBytes: number;
  readonly pageSize: number;
  /** Size in pages as SQLite last wrote it, or null where it says that the number is not valid. */
  readonly pageCount: number | null;
  readonly userVersion: number;
  readonly applicationId: number;
  /** Whether a WAL beside the file, if one is there, can belong to it. */
  readonly isInWalMode: boolean;
  /** Whether the fields that only few values are allowed for have such values. */
  readonly isPlausible: boolean;
}

/**
 * Reads a file's header; `not-sqlite` where the file does not begin like a database.
 *
 * Only for a file that this process does not have open in SQLite (see connection.ts).
 *
 * @throws the system error if the file cannot be read
 */
export function readDatabaseHeader(file: string): DatabaseHeader | 'not-sqlite' | 'empty' {
  const { content: header, fileBytes } = readStart(file, HEADER_BYTES);
  if (fileBytes === 0) return 'empty';
  if (header.length < HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) {
    return 'not-sqlite';
  }
  return parseHeader(header, fileBytes);
}

/**
 * Reads the first bytes of a file, with its whole size. The same caution holds.
 *
 * @throws the system error if the file cannot be read
 */
export function readStart(file: string, bytes: number): { content: Buffer; fileBytes: number } {
  const descriptor = openSync(file, READ_NO_WAIT);
  try {
    const stats = fstatSync(descriptor);
    requireOpenedFile(file, stats);
    const { size: fileBytes } = stats;
    const content = Buffer.alloc(Math.min(bytes, fileBytes));
    const read = readSync(descriptor, content, 0, content.length, 0);
    return { content: content.subarray(0, read), fileBytes };
  } finally {
    closeSync(descriptor);
  }
}

/** The page size that a header says, in bytes: the largest one does not fit into its field. */
export function pageSizeOf(header: Buffer): number {
  const stored = header.readUInt16BE(16);
  return stored === 1 ? 65_536 : stored;
}

/**
 * Whether a header can be what another one became by the next transaction that changed it, or is still it:
 * each raises the change counter by one at most (`pager_write_changecounter` in SQLite's pager.c).
 */
export function isNextHeader(header: Buffer, before: Buffer): boolean {
  const steps = header.readUInt32BE(CHANGE_COUNTER) - before.readUInt32BE(CHANGE_COUNTER);
  return steps >>> 0 <= 1;
}

/** Whether a page, by its first byte, is one of a table or an index. */
export function isTreePage(firstByte: number | undefined): boolean {
  return TREE_PAGES.includes(firstByte);
}

function parseHeader(header: Buffer, fileBytes: number): DatabaseHeader {
  const storedPageSize = header.readUInt16BE(16);
  const changeCounter = header.readUInt32BE(CHANGE_COUNTER);
  const pageCount = header.readUInt32BE(28);
  const pageCountValidFor = header.readUInt32BE(92);
  return {
    fileBytes,
    pageSize: pageSizeOf(header),
    pageCount: pageCount > 0 && changeCounter === pageCountValidFor ? pageCount : null,
    userVersion: header.readInt32BE(60),
    applicationId: header.readUInt32BE(68),
    isInWalMode: header.readUInt8(18) === 2 && header.readUInt8(19) === 2,
    isPlausible: isPlausible(header, storedPageSize),
  };
}

/** A damaged header can keep SQLite from opening a file, without it saying that it is damaged. */
function isPlausible(header: Buffer, storedPageSize: number): boolean {
  const isPowerOfTwo = (storedPageSize & (storedPageSize - 1)) === 0;
  const formatVersions = [header.readUInt8(18), header.readUInt8(19)];
  const payloadFractions = [header.readUInt8(21), header.readUInt8(22), header.readUInt8(23)];
  return (
    (storedPageSize === 1 || (isPowerOfTwo && storedPageSize >= 512)) &&
    formatVersions.every((version) => version === 1 || version === 2) &&
    payloadFractions.join() === '64,32,32' &&
    header.readUInt32BE(44) <= 4 &&
    header.readUInt32BE(56) <= 3
  );
}
