/** Whether a backup already holds what a library holds now. Runs in the worker thread. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import { READ_NO_LINK, requireOpenedFile } from '../files/door.ts';
import { isOnNetworkFileSystem } from '../files/file-system.ts';
import { hasContent, openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import type { JobContext } from './job-context.ts';

/** A progress event is worth sending after so many bytes. */
const BYTES_PER_EVENT = 16 * 1024 * 1024;

/**
 * What a copy has otherwise in its header without holding anything else: how it is journalled, and how
 * often it was written by which SQLite (https://www.sqlite.org/fileformat2.html#the_database_header).
 */
const OTHER_IN_COPIES = [
  [18, 20],
  [24, 28],
  [40, 44],
  [92, 100],
] as const;

export interface SameContentRequest {
  /** The library, which may be open; or a finished copy of it. */
  readonly file: string;
  readonly isCopy: boolean;
  readonly backup: string;
  /** Of the backup, as its manifest has it. */
  readonly sha256: string;
}

/** `unknown`: only a copy of the library can tell. */
export const SameContentSchema = z.enum(['same', 'other', 'unknown']);
export type SameContent = z.infer<typeof SameContentSchema>;

/**
 * Compares a library with a backup, byte for byte to the first difference, and verifies the backup by
 * its SHA-256 with the same read. A read transaction keeps the library as it is meanwhile.
 *
 * @throws FermataError `INTERRUPTED`; the system or SQLite error if one of them cannot be read
 */
export async function compareContent(
  { file, isCopy, backup, sha256 }: SameContentRequest,
  context: JobContext,
): Promise<SameContent> {
  if (isCopy) return compare(() => createReadStream(file), { backup, sha256 }, context);
  const db = openReader(file);
  try {
    db.exec('BEGIN');
    const bytes = bytesOf(db);
    // As in copying a library (library-copy.ts): what is in its WAL is not in the file.
    const isInFile = !hasContent(`${file}-wal`) && !isOnNetworkFileSystem(file);
    if (process.platform === 'win32' || !isInFile) return 'unknown';
    if (!hasContent(backup, bytes - 1) || hasContent(backup, bytes)) return 'other';
    return await compare(() => readByOtherProcess(file), { backup, sha256 }, context);
  } finally {
    db.close();
  }
}

/** Closing it in this process would drop SQLite's locks (see connection.ts). */
async function* readByOtherProcess(file: string): AsyncGenerator<Buffer> {
  const cat = spawn('cat', [file], { stdio: ['ignore', 'pipe', 'ignore'] });
  cat.on('error', (error) => cat.stdout.destroy(error));
  try {
    yield* cat.stdout;
  } finally {
    cat.kill('SIGKILL');
  }
}

function bytesOf(db: Connection): number {
  const numberOf = (pragma: string) => z.number().parse(db.pragma(pragma, { simple: true }));
  return numberOf('page_count') * numberOf('page_size');
}

/** @param read begins to read the library: what a process has read is lost if nobody listens then */
async function compare(
  read: () => AsyncIterable<Buffer>,
  { backup, sha256 }: Pick<SameContentRequest, 'backup' | 'sha256'>,
  { throwIfStopped, onEvent }: JobContext,
): Promise<SameContent> {
  const handle = await open(backup, READ_NO_LINK);
  try {
    const stats = await handle.stat();
    requireOpenedFile(backup, stats);
    const { size: total } = stats;
    const hash = createHash('sha256');
    let done = 0;
    let toldUpTo = 0;
    for await (const chunk of read()) {
      throwIfStopped();
      const kept = await readAt(handle, done, chunk.length);
      hash.update(kept);
      if (!isSame(chunk, kept, done)) return 'other';
      done += chunk.length;
      if (done - toldUpTo < BYTES_PER_EVENT) continue;
      if (toldUpTo === 0) onEvent({ event: 'phase', phase: 'verify-backup' });
      onEvent({ event: 'progress', phase: 'verify-backup', done, total, unit: 'bytes' });
      toldUpTo = done;
    }
    return done === total && hash.digest('hex') === sha256 ? 'same' : 'other';
  } finally {
    await handle.close();
  }
}

/** Fewer bytes than asked for where the file ends. */
async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let bytes = 0;
  while (bytes < length) {
    const { bytesRead } = await handle.read(buffer, bytes, length - bytes, position + bytes);
    if (bytesRead === 0) break;
    bytes += bytesRead;
  }
  return buffer.subarray(0, bytes);
}

/** @param position where in the file the two begin */
function isSame(one: Buffer, other: Buffer, position: number): boolean {
  if (position >= OTHER_IN_COPIES[3][1]) return one.equals(other);
  return withoutCopying(one, position).equals(withoutCopying(other, position));
}

function withoutCopying(chunk: Buffer, position: number): Buffer {
  const masked = Buffer.from(chunk);
  for (const [from, to] of OTHER_IN_COPIES) {
    const within = (offset: number) => Math.min(Math.max(offset - position, 0), masked.length);
    masked.fill(0, within(from), within(to));
  }
  return masked;
}
