/**
 * The write-ahead log as it lies on the disk (https://www.sqlite.org/fileformat2.html#the_write_ahead_log),
 * read without SQLite: what it would play into a file, before it does. SQLite keeps no locks on a log,
 * so that reading one here drops none (connection.ts).
 */
import { closeSync, fstatSync, readSync } from 'node:fs';
import { systemCode } from '../../../shared/errors.ts';
import { NotOpened, openOrdinaryFile } from '../files/door.ts';

const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** How much of a page is kept: the file's header, where it is the first one. */
const START_BYTES = 100;

/** The last bit says in which order the checksums read their words. */
const MAGIC = 0x377f0682;

export interface WalFile {
  readonly pageSize: number;
  /** How many frames SQLite would play: those up to the last commit. */
  readonly frames: number;
  /** The size in pages after the first and after the last commit. */
  readonly firstSize: number;
  readonly lastSize: number;
  /** The file's header in each frame of the first page, in their order. */
  readonly headers: readonly Buffer[];
}

/**
 * Reads a log as SQLite would recover it; null where it would play nothing: no log, no commit in it, or a
 * log of an earlier generation.
 *
 * @throws the system error if it is there and cannot be read
 */
export function readWal(walFile: string): WalFile | null {
  const descriptor = openIfThere(walFile);
  if (descriptor === null) return null;
  try {
    return readFrames(descriptor, fstatSync(descriptor).size);
  } finally {
    closeSync(descriptor);
  }
}

/** The salt of a log's present generation; null where there is no log. */
export function readSalt(walFile: string): Buffer | null {
  const descriptor = openIfThere(walFile);
  if (descriptor === null) return null;
  try {
    return read(descriptor, 16, 8);
  } finally {
    closeSync(descriptor);
  }
}

/** Pages of a log, read as they are needed while other connections may add to it. */
export class WalPages {
  readonly #descriptor: number;
  /** Another one for each generation: after all of it was checkpointed a log is begun anew. */
  readonly salt: Buffer;
  readonly pageSize: number;
  /** How many frames there are of the present generation, those of an unfinished commit included. */
  readonly frames: number;

  private constructor(descriptor: number, start: Buffer) {
    this.#descriptor = descriptor;
    this.salt = start.subarray(16, 24);
    this.pageSize = start.readUInt32BE(8);
    this.frames = this.#countFrames();
  }

  /** Uses a log, if there is one with a header; null if not. */
  static use<Result>(walFile: string, work: (wal: WalPages) => Result): Result | null {
    const descriptor = openIfThere(walFile);
    if (descriptor === null) return null;
    try {
      const start = read(descriptor, 0, LOG_HEADER_BYTES);
      if (start.length < LOG_HEADER_BYTES || !isPageSize(start.readUInt32BE(8))) return null;
      return work(new WalPages(descriptor, start));
    } finally {
      closeSync(descriptor);
    }
  }

  /**
   * The number of the page in a frame; frames are counted from 0. Null where the frame is gone: a process that
   * closes the library cuts its log off.
   */
  pageIn(frame: number): number | null {
    const number = read(this.#descriptor, this.#at(frame), 4);
    return number.length < 4 ? null : number.readUInt32BE(0);
  }

  contentOf(frame: number): Buffer {
    return read(this.#descriptor, this.#at(frame) + FRAME_HEADER_BYTES, this.pageSize);
  }

  /** The file's header in each of some frames that has the first page, in their order. */
  headersIn(from: number, end: number): Buffer[] {
    const headers: Buffer[] = [];
    for (let frame = Math.max(from, 0); frame < Math.min(end, this.frames); frame += 1) {
      if (this.pageIn(frame) !== 1) continue;
      const header = read(this.#descriptor, this.#at(frame) + FRAME_HEADER_BYTES, START_BYTES);
      if (header.length === START_BYTES) headers.push(header);
    }
    return headers;
  }

  #at(frame: number): number {
    return LOG_HEADER_BYTES + frame * (FRAME_HEADER_BYTES + this.pageSize);
  }

  /** Frames of an earlier generation, with another salt, stand behind those of the present one. */
  #countFrames(): number {
    let [count, end] = [0, Math.floor(fstatSync(this.#descriptor).size / this.pageSize)];
    while (count < end) {
      const middle = (count + end) >> 1;
      const salt = read(this.#descriptor, this.#at(middle) + 8, 8);
      if (salt.equals(this.salt)) count = middle + 1;
      else end = middle;
    }
    return count;
  }
}

function readFrames(descriptor: number, bytes: number): WalFile | null {
  const start = read(descriptor, 0, LOG_HEADER_BYTES);
  if (start.length < LOG_HEADER_BYTES) return null;
  const magic = start.readUInt32BE(0);
  if ((magic & ~1) >>> 0 !== MAGIC) return null;
  const isBigEndian = (magic & 1) === 1;
  const pageSize = start.readUInt32BE(8);
  let sum = checksum(start.subarray(0, 24), [0, 0], isBigEndian);
  if (!matches(start, 24, sum) || !isPageSize(pageSize)) return null;

  const frameBytes = FRAME_HEADER_BYTES + pageSize;
  const sizes: number[] = [];
  const headers: Buffer[] = [];
  let [frames, committedHeaders, position] = [0, 0, 0];
  for (let at = LOG_HEADER_BYTES; at + frameBytes <= bytes; at += frameBytes) {
    const frame = read(descriptor, at, frameBytes);
    const hasOurSalt = frame.subarray(8, 16).equals(start.subarray(16, 24));
    if (frame.length < frameBytes || !hasOurSalt) break;
    sum = checksum(frame.subarray(0, 8), sum, isBigEndian);
    sum = checksum(frame.subarray(FRAME_HEADER_BYTES), sum, isBigEndian);
    if (!matches(frame, 16, sum)) break;
    position += 1;
    if (frame.readUInt32BE(0) === 1) {
      headers.push(
        Buffer.from(frame.subarray(FRAME_HEADER_BYTES, FRAME_HEADER_BYTES + START_BYTES)),
      );
    }
    const sizeAfter = frame.readUInt32BE(4);
    if (sizeAfter === 0) continue;
    sizes.push(sizeAfter);
    [frames, committedHeaders] = [position, headers.length];
  }
  const [firstSize, lastSize] = [sizes[0], sizes.at(-1)];
  if (firstSize === undefined || lastSize === undefined) return null;
  return { pageSize, frames, firstSize, lastSize, headers: headers.slice(0, committedHeaders) };
}

function read(descriptor: number, at: number, bytes: number): Buffer {
  const content = Buffer.allocUnsafe(bytes);
  return content.subarray(0, readSync(descriptor, content, 0, bytes, at));
}

function openIfThere(walFile: string): number | null {
  try {
    return openOrdinaryFile(walFile, { maxBytes: Number.POSITIVE_INFINITY });
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || error instanceof NotOpened) return null;
    throw error;
  }
}

function isPageSize(bytes: number): boolean {
  return bytes >= 512 && bytes <= 65_536 && (bytes & (bytes - 1)) === 0;
}

type Sum = readonly [number, number];

/** SQLite's own, of whole pairs of words. */
function checksum(content: Buffer, [first, second]: Sum, isBigEndian: boolean): Sum {
  let [s0, s1] = [first, second];
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  for (let at = 0; at < content.length; at += 8) {
    s0 = (s0 + view.getUint32(at, !isBigEndian) + s1) >>> 0;
    s1 = (s1 + view.getUint32(at + 4, !isBigEndian) + s0) >>> 0;
  }
  return [s0, s1];
}

function matches(content: Buffer, at: number, [first, second]: Sum): boolean {
  return content.readUInt32BE(at) === first && content.readUInt32BE(at + 4) === second;
}
