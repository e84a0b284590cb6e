/**
 * Notices that another program has overwritten a library in place (`cp backup library.db`): the file is
 * the same, its content is not SQLite's any more, and nothing may be written into it.
 *
 * The file is read past SQLite, through a descriptor that is opened before SQLite opens the file and closed
 * after it: closing one in between would drop SQLite's locks (connection.ts). It is read only when `stat`
 * says that the file was written to, as by a checkpoint.
 */
import { type BigIntStats, closeSync, openSync, readSync, statSync } from 'node:fs';
import { z } from 'zod';
import { READ_NO_LINK } from '../lifecycle/files/door.ts';
import type { Connection } from '../lifecycle/sqlite/database.ts';
import {
  HEADER_BYTES,
  isNextHeader,
  isTreePage,
  pageSizeOf,
} from '../lifecycle/sqlite/database-header.ts';
import { framesCheckpointed } from '../lifecycle/sqlite/wal.ts';
import { readSalt, WalPages } from '../lifecycle/sqlite/wal-file.ts';

/** Where a header says what, in bytes. */
const [PAGE_SIZE, VERSION, COUNTER, PAGES, FREE_PAGES, COOKIE, USER_VERSION, APPLICATION] = [
  16, 18, 24, 28, 36, 40, 60, 68,
];
const [ROLLBACK, WAL] = [1, 2];

const SAMPLED_PAGES = 64;

/** How many of the pages that were checkpointed last are compared. */
const COMPARED_FRAMES = 64;
/** How many frames of the WAL, before and after what was checkpointed last, are looked at first. */
const SEARCHED_FRAMES = 4_000;

/**
 * What another program wrote stays as it is; a checkpoint, or a restore's commit, of another process or
 * thread is further at each look. So many looks, with a pause in milliseconds between two of them.
 */
const LOOKS = 20;
const PAUSE_MS = 50;

export class FileWatch {
  readonly #file: string;
  readonly #descriptor: number;
  #lastTimes: string | null = null;
  #lastHeader: Buffer = Buffer.of();
  /** Of the WAL's generation. */
  #lastSalt: Buffer = Buffer.of();

  /** @throws the system error if the file cannot be read */
  constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(file, READ_NO_LINK);
  }

  /** Takes what the file holds now as SQLite's own: once SQLite has opened it. */
  start(): void {
    this.#lastTimes = timesOf(this.#file);
    this.#lastHeader = this.#read(0, HEADER_BYTES);
    this.noteLog();
  }

  /**
   * Remembers which generation the WAL is of: after a commit of this process, too, which may begin one. Where
   * the file was written to since it was looked at, that look has to know which generation there was then.
   */
  noteLog(): void {
    if (timesOf(this.#file) !== this.#lastTimes) return;
    this.#lastSalt = readSalt(this.#wal) ?? this.#lastSalt;
  }

  /**
   * Whether the file holds what SQLite believes that it does.
   *
   * @param db the connection that has it open, in no transaction
   */
  isUntouched(db: Connection): boolean {
    for (let look = 0; look < LOOKS; look += 1) {
      const times = timesOf(this.#file);
      if (times === this.#lastTimes) return true;
      if (this.#isExpected(db, look === 0 ? SEARCHED_FRAMES : Number.POSITIVE_INFINITY)) {
        this.#lastTimes = times;
        this.noteLog();
        return true;
      }
      pause(PAUSE_MS);
    }
    return false;
  }

  /** Whether what lies there now can be a library: else the file was damaged, not replaced. */
  holdsLibrary(): boolean {
    const header = this.#read(0, HEADER_BYTES);
    if (header.length < HEADER_BYTES || !isSameLibraryKind(header, this.#lastHeader)) return false;
    const pageSize = pageSizeOf(header);
    const pages = header.readUInt32BE(PAGES);
    const { size } = statSync(this.#file);
    if (size < pages * pageSize) return false;
    const step = Math.max(1, Math.floor(pages / SAMPLED_PAGES));
    for (let page = 1; page < pages; page += step) {
      if (isTreePage(this.#read(page * pageSize, 1)[0])) return true;
    }
    return pages <= 1;
  }

  get #wal(): string {
    return `${this.#file}-wal`;
  }

  /** After every connection of this process to the file was closed. */
  close(): void {
    closeSync(this.#descriptor);
  }

  /** @param searched how many frames of the WAL are looked at */
  #isExpected(db: Connection, searched: number): boolean {
    const header = this.#read(0, HEADER_BYTES);
    if (header.length < HEADER_BYTES) return false;
    const checkpointed = framesCheckpointed(db);
    const isExpected = WalPages.use(this.#wal, (wal) => {
      const isOurs =
        header.equals(this.#lastHeader) ||
        this.#followsLog(db, header, wal, checkpointed, searched);
      return isOurs && this.#hasCheckpointed(wal, checkpointed);
    });
    if (!(isExpected ?? this.#isSeen(db, header))) return false;
    this.#lastHeader = header;
    return true;
  }

  /**
   * What a checkpoint writes is a header that the WAL has. Where another process has begun the WAL anew
   * meanwhile, it may be the last one that it had before: the first one that it has now follows that.
   */
  #followsLog(
    db: Connection,
    header: Buffer,
    wal: WalPages,
    checkpointed: number,
    searched: number,
  ): boolean {
    if (!isSameKind(header, this.#lastHeader)) return false;
    const [from, end] = [checkpointed - searched, checkpointed + searched];
    const known = wal.headersIn(from, end);
    if (known.some((each) => each.equals(header))) return true;
    if (wal.salt.equals(this.#lastSalt)) return false;
    const [first] = from <= 0 ? known : wal.headersIn(0, searched);
    return first === undefined ? this.#isSeen(db, header) : isNextHeader(first, header);
  }

  /** Where there is no WAL, or none with a header, the file has what SQLite sees. */
  #isSeen(db: Connection, header: Buffer): boolean {
    const last = this.#lastHeader;
    if (header.equals(last)) return true;
    return isSameKind(header, last) && isLater(header, last) && isSeenBy(db, header);
  }

  /** Whether the file has the pages that were checkpointed last, or newer ones of the WAL. */
  #hasCheckpointed(wal: WalPages, checkpointed: number): boolean {
    // While a scan writes, its own thread checkpoints: there is too much to compare.
    if (wal.frames - checkpointed > SEARCHED_FRAMES) return true;
    const newer = new Set<number | null>();
    for (let frame = checkpointed; frame < wal.frames; frame += 1) newer.add(wal.pageIn(frame));
    const end = Math.min(checkpointed, wal.frames);
    for (let frame = end - 1; frame >= Math.max(0, end - COMPARED_FRAMES); frame -= 1) {
      const page = wal.pageIn(frame);
      // The log was cut off meanwhile: the next look sees what became of it.
      if (page === null) return false;
      if (newer.has(page)) continue;
      newer.add(page);
      const content = this.#read((page - 1) * wal.pageSize, wal.pageSize);
      if (!content.equals(wal.contentOf(frame))) return false;
    }
    return true;
  }

  #read(position: number, bytes: number): Buffer {
    const content = Buffer.alloc(bytes);
    return content.subarray(0, readSync(this.#descriptor, content, 0, bytes, position));
  }
}

/** Holds up this thread, which has nothing to write before it is known where. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** By its name; the file itself is not opened. */
function timesOf(file: string): string {
  const stats: BigIntStats | undefined = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? 'gone' : `${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
}

/** By what every library has in its header. */
function isSameLibraryKind(header: Buffer, last: Buffer): boolean {
  return header
    .subarray(APPLICATION, APPLICATION + 4)
    .equals(last.subarray(APPLICATION, APPLICATION + 4));
}

/** A library can be brought into WAL mode while it is open, not out of it. */
function isSameKind(header: Buffer, last: Buffer): boolean {
  const isSame = (from: number, to: number) =>
    header.subarray(from, to).equals(last.subarray(from, to));
  const turnedWalOn = last[VERSION] === ROLLBACK && header[VERSION] === WAL;
  return (
    isSame(PAGE_SIZE, VERSION) &&
    isSame(APPLICATION, APPLICATION + 4) &&
    (isSame(VERSION, VERSION + 2) || turnedWalOn)
  );
}

function isLater(header: Buffer, before: Buffer): boolean {
  return header.readUInt32BE(COUNTER) >= before.readUInt32BE(COUNTER);
}

function isSeenBy(db: Connection, header: Buffer): boolean {
  const seen = (name: string) => z.number().parse(db.pragma(name, { simple: true }));
  return (
    header.readUInt32BE(PAGES) === seen('page_count') &&
    header.readUInt32BE(FREE_PAGES) === seen('freelist_count') &&
    header.readUInt32BE(COOKIE) === seen('schema_version') &&
    header.readInt32BE(USER_VERSION) === seen('user_version')
  );
}
