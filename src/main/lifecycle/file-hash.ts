/** SHA-256 of a file, told as it goes. Runs in the worker thread. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { JobContext } from './jobs.ts';
import { storageError } from './storage-errors.ts';

/** Read ahead while the chunk before is hashed: in the processor's cache, as quick as larger ones. */
const CHUNK_BYTES = 256 * 1024;

/** A progress event is worth sending after this many chunks. */
const CHUNKS_PER_EVENT = 64;

/**
 * The hash of a finished file, in hexadecimal. Never of a library that is open (see connection.ts).
 *
 * @throws FermataError `NO_PERMISSION`, `INTERRUPTED`; the system error if it cannot be read otherwise
 */
export async function hashFile(
  { file }: { readonly file: string },
  context: JobContext,
): Promise<string> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file);
    return await hashContent(handle, context);
  } catch (error) {
    throw storageError(error, file) ?? error;
  } finally {
    await handle?.close();
  }
}

async function hashContent(
  handle: FileHandle,
  { onEvent, throwIfStopped }: JobContext,
): Promise<string> {
  const { size: total } = await handle.stat();
  const hash = createHash('sha256');
  let [filling, filled] = [Buffer.alloc(CHUNK_BYTES), Buffer.alloc(CHUNK_BYTES)];
  let done = 0;
  let reading = handle.read(filling, 0, CHUNK_BYTES);
  for (let chunks = 1; ; chunks += 1) {
    const { bytesRead } = await reading;
    if (bytesRead === 0) return hash.digest('hex');
    throwIfStopped();
    [filling, filled] = [filled, filling];
    reading = handle.read(filling, 0, CHUNK_BYTES);
    hash.update(filled.subarray(0, bytesRead));
    done += bytesRead;
    if (chunks % CHUNKS_PER_EVENT === 0) {
      onEvent({ event: 'progress', phase: 'verify-backup', done, total, unit: 'bytes' });
    }
  }
}
