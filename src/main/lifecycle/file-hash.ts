/** SHA-256 of a file, told as it goes. Runs in the worker thread. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { JobContext } from './jobs.ts';
import { storageError } from './storage-errors.ts';

/** Reading by megabytes is as quick as the disk (measured: anchors/locks-and-migrators.md C). */
const CHUNK_BYTES = 1024 * 1024;

/** A progress event is worth sending after this many chunks. */
const CHUNKS_PER_EVENT = 16;

/**
 * The hash of a finished file, in hexadecimal. Never of a library that is open (see connection.ts).
 *
 * @throws FermataError `NO_PERMISSION`, `INTERRUPTED`; the system error if it cannot be read otherwise
 */
export async function hashFile(
  { file }: { readonly file: string },
  { onEvent, throwIfStopped }: JobContext,
): Promise<string> {
  try {
    return await hashContent(file, onEvent, throwIfStopped);
  } catch (error) {
    throw storageError(error, file) ?? error;
  }
}

async function hashContent(
  file: string,
  onEvent: JobContext['onEvent'],
  throwIfStopped: JobContext['throwIfStopped'],
): Promise<string> {
  const { size: total } = await stat(file);
  const hash = createHash('sha256');
  let done = 0;
  let chunks = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    throwIfStopped();
    hash.update(chunk);
    done += chunk.length;
    chunks += 1;
    if (chunks % CHUNKS_PER_EVENT === 0) {
      onEvent({ event: 'progress', phase: 'verify-backup', done, total, unit: 'bytes' });
    }
  }
  return hash.digest('hex');
}
