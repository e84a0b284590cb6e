/** Copies a file as it lies on the disk, without opening it in this process. */
import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { WRITE_NO_LINK } from './durable-files.ts';

/** How often to look how far the copy is, in milliseconds. */
const LOOK_EVERY_MS = 50;

export interface FileCopyRequest {
  readonly source: string;
  /** An empty file. */
  readonly destination: string;
  /** Called with the bytes copied so far, now and then; what it throws ends the copy. */
  readonly onProgress: (done: number) => void;
}

/**
 * Copies a file that may be a library which is open: another process reads it, since closing a
 * descriptor of it here would drop SQLite's locks (see connection.ts). That process is only given
 * the copy's descriptor: should this one be killed, it makes no file afterwards.
 *
 * @returns the bytes copied; null if this system cannot do it
 * @throws the system error if the copy cannot be made; what `onProgress` throws
 */
export async function copyByOtherProcess(request: FileCopyRequest): Promise<number | null> {
  const { source, destination, onProgress } = request;
  const output = await open(destination, WRITE_NO_LINK);
  const sizeSoFar = async () => (await output.stat()).size;
  try {
    const cat = spawn('cat', [source], { stdio: ['ignore', output.fd, 'ignore'] });
    const ended = new Promise<'done' | 'failed'>((resolve) => {
      cat.once('error', () => resolve('failed'));
      cat.once('exit', (status) => resolve(status === 0 ? 'done' : 'failed'));
    });
    try {
      let end: 'done' | 'failed' | undefined;
      onProgress(0);
      while (end === undefined) {
        end = await Promise.race([ended, delay(LOOK_EVERY_MS, undefined)]);
        onProgress(await sizeSoFar());
      }
      return end === 'done' ? await sizeSoFar() : null;
    } finally {
      cat.kill('SIGKILL');
    }
  } finally {
    await output.close();
  }
}
