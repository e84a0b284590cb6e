/** Reads a whole file while what was read before is worked on. */
import { type FileHandle, open } from 'node:fs/promises';
import { READ_NO_WAIT, requireOpenedFile } from '../files/door.ts';
import { storageError } from '../files/storage-errors.ts';
import type { JobContext } from './job-context.ts';

/** A progress event is worth sending after so many bytes. */
const BYTES_PER_EVENT = 16 * 1024 * 1024;

export interface Reading {
  readonly file: string;
  /** What is read, and worked on, at a time; the file's last chunk has what is left. */
  readonly chunkBytes: number;
  /** How many chunks are being read, or are read and wait, while one is worked on. */
  readonly ahead: number;
  /** Called with each chunk in its order, which is overwritten afterwards. */
  readonly onChunk: (chunk: Uint8Array) => void;
}

/**
 * Reads a finished file to its end. Never a library that is open (see connection.ts).
 *
 * @throws FermataError `NO_PERMISSION`, `INTERRUPTED`; the system error if it cannot be read otherwise;
 *   what `onChunk` throws
 */
export async function readAhead(reading: Reading, context: JobContext): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(reading.file, READ_NO_WAIT);
    await readContent(handle, reading, context);
  } catch (error) {
    throw storageError(error, reading.file) ?? error;
  } finally {
    await handle?.close();
  }
}

async function readContent(
  handle: FileHandle,
  { file, chunkBytes, ahead, onChunk }: Reading,
  { onEvent, throwIfStopped }: JobContext,
): Promise<void> {
  const stats = await handle.stat();
  requireOpenedFile(file, stats);
  const { size: total } = stats;
  let position = 0;
  const readNext = (buffer: Buffer) => {
    const reading = fill(buffer, handle, position);
    position += chunkBytes;
    return reading;
  };
  const coming = Array.from({ length: ahead + 1 }, () => readNext(Buffer.alloc(chunkBytes)));
  try {
    let done = 0;
    for (;;) {
      const read = await coming.shift();
      if (read === undefined || read.bytes === 0) return;
      throwIfStopped();
      onChunk(read.buffer.subarray(0, read.bytes));
      done += read.bytes;
      if (done % BYTES_PER_EVENT < read.bytes) {
        onEvent({ event: 'progress', phase: 'verify-backup', done, total, unit: 'bytes' });
      }
      coming.push(readNext(read.buffer));
    }
  } finally {
    await Promise.allSettled(coming);
  }
}

interface Read {
  readonly buffer: Buffer;
  readonly bytes: number;
}

/** Reads as much of the file as the buffer takes: a single read may bring less than there is. */
async function fill(buffer: Buffer, handle: FileHandle, position: number): Promise<Read> {
  let bytes = 0;
  while (bytes < buffer.length) {
    const { bytesRead } = await handle.read(buffer, bytes, buffer.length - bytes, position + bytes);
    if (bytesRead === 0) break;
    bytes += bytesRead;
  }
  return { buffer, bytes };
}
