/**
 * The one door by which Fermata opens a file that it did not just write itself. In a folder that others
 * can write to, any name may lead elsewhere: a link to a person's own file or to /dev/zero, a pipe on which
 * opening waits for ever, a file of many gigabytes, a second name of the library. So a file is looked at
 * before it is opened, opened so that neither a link is followed nor a pipe waited for, looked at again
 * through its descriptor, and read from that alone, up to a limit.
 */
import {
  type BigIntStats,
  close,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  open,
  openSync,
  type PathLike,
  read,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { systemPath } from './path-bytes.ts';

/** What may be behind a door. */
export interface DoorRequest {
  /** The most that a file of this kind may have, in bytes. */
  readonly maxBytes: number;
  /** Whether a link may be meant: only where a person named the file. */
  readonly followsLinks?: boolean;
  /** Whether it is a file that SQLite keeps locks on (lock/own-files.ts): closing one drops them. */
  readonly isOwn?: (stats: BigIntStats) => boolean;
}

export type WhyNotOpened = 'link' | 'no-file' | 'own' | 'too-large' | 'replaced';

const REASONS: Readonly<Record<WhyNotOpened, string>> = {
  link: 'it is a link',
  'no-file': 'it is no ordinary file',
  own: 'it is a file of the library itself',
  'too-large': 'it is larger than such a file can be',
  replaced: 'another file took its place',
};

/** A file is there, and is none that may be opened. */
export class NotOpened extends Error {
  readonly why: WhyNotOpened;

  constructor(path: string, why: WhyNotOpened) {
    super(`${path} is not opened: ${REASONS[why]}`);
    this.why = why;
  }
}

/** Both are 0 on Windows, which has neither such links nor such pipes in folders. */
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/**
 * To open what is looked at as soon as it is open ({@link requireOpenedFile}), for the price of a plain
 * opening: a pipe is not waited for.
 */
export const READ_NO_WAIT = O_RDONLY | O_NONBLOCK;
/** The same where no link can be meant. */
export const READ_NO_LINK = READ_NO_WAIT | O_NOFOLLOW;

/** What one read brings at most, in bytes. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Opens an ordinary file for reading.
 *
 * @returns its descriptor, for the caller to close
 * @throws NotOpened; the system error if it is not there or may not be read
 */
export function openOrdinaryFile(path: string, request: DoorRequest): number {
  const look = request.followsLinks === true ? statSync : lstatSync;
  const before = look(systemPath(path), { bigint: true });
  requireOrdinary(path, before, request);
  return requireUnchanged(path, openSync(systemPath(path), flagsFor(request)), before, request);
}

/**
 * Reads a small file whole, where waiting for the disk is cheaper than another thread.
 *
 * @throws NotOpened; the system error if it is not there or cannot be read
 */
export function readSmallFileSync(path: string, request: DoorRequest): Buffer {
  const descriptor = openOrdinaryFile(path, request);
  try {
    const content = new SmallContent(path, request);
    while (content.take(readSync(descriptor, content.chunk, 0, CHUNK_BYTES, content.bytes)));
    return content.whole();
  } finally {
    closeSync(descriptor);
  }
}

/** The same without holding up this thread: for disks and shares that may be slow. */
export async function readSmallFile(path: string, request: DoorRequest): Promise<Buffer> {
  const look = request.followsLinks === true ? stat : lstat;
  const before = await look(systemPath(path), { bigint: true });
  requireOrdinary(path, before, request);
  const opened = await openSoon(systemPath(path), flagsFor(request));
  const descriptor = requireUnchanged(path, opened, before, request);
  try {
    const content = new SmallContent(path, request);
    let more = true;
    while (more) {
      const { bytesRead } = await readSoon(
        descriptor,
        content.chunk,
        0,
        CHUNK_BYTES,
        content.bytes,
      );
      more = content.take(bytesRead);
    }
    return content.whole();
  } finally {
    await closeSoon(descriptor);
  }
}

/** Descriptors by number: a handle would be closed once it is forgotten (see {@link requireUnchanged}). */
const openSoon = promisify<PathLike, number, number>(open);
const readSoon = promisify(read);
const closeSoon = promisify(close);

function flagsFor({ followsLinks }: DoorRequest): number {
  return followsLinks === true ? READ_NO_WAIT : READ_NO_LINK;
}

function requireOrdinary(path: string, stats: BigIntStats, request: DoorRequest): void {
  if (stats.isSymbolicLink()) throw new NotOpened(path, 'link');
  if (!stats.isFile()) throw new NotOpened(path, 'no-file');
  if (request.isOwn?.(stats) === true) throw new NotOpened(path, 'own');
  if (stats.size > request.maxBytes) throw new NotOpened(path, 'too-large');
}

/**
 * What is open now has to be what was looked at. A file of the library that took its place in between stays
 * open for good: closing it would drop the locks that SQLite has on it.
 */
function requireUnchanged(
  path: string,
  descriptor: number,
  before: BigIntStats,
  { isOwn }: DoorRequest,
): number {
  const opened = fstatSync(descriptor, { bigint: true });
  if (opened.dev === before.dev && opened.ino === before.ino) return descriptor;
  if (isOwn?.(opened) !== true) closeSync(descriptor);
  throw new NotOpened(path, 'replaced');
}

/**
 * Checks what was opened by one of the flags above, where it is looked at in any case.
 *
 * @throws NotOpened
 */
export function requireOpenedFile(path: string, stats: Pick<Stats, 'isFile'>): void {
  if (!stats.isFile()) throw new NotOpened(path, 'no-file');
}

/** What was read of a file so far: one that grows meanwhile has a limit, too. */
class SmallContent {
  readonly chunk = Buffer.alloc(CHUNK_BYTES);
  readonly #path: string;
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  bytes = 0;

  constructor(path: string, { maxBytes }: DoorRequest) {
    this.#path = path;
    this.#maxBytes = maxBytes;
  }

  /**
   * Takes what a read has brought.
   *
   * @returns whether there may be more
   */
  take(bytes: number): boolean {
    this.bytes += bytes;
    if (this.bytes > this.#maxBytes) throw new NotOpened(this.#path, 'too-large');
    this.#chunks.push(Buffer.from(this.chunk.subarray(0, bytes)));
    return bytes > 0;
  }

  whole(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
