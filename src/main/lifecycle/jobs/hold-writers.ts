/**
 * Keeps writers off a library from the backup of what is there until its content is replaced: what
 * somebody wrote in between would be in neither. Runs in the worker thread, from job to job.
 */

import { z } from 'zod';
import { systemCode } from '../../../shared/errors.ts';
import { stillBusy, storageError } from '../files/storage-errors.ts';
import { Backoff } from '../lock/backoff.ts';
import { hasContent, openReplacer, openWalGuard } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import type { JobContext } from './job-context.ts';

export interface HoldRequest {
  readonly libraryFile: string;
  /** How long other processes may keep writing, in milliseconds. */
  readonly timeoutMs: number;
}

/** The connection that holds a library's write lock, and what it had seen of it when it got it. */
let held: {
  readonly library: Connection;
  readonly guard: Connection | null;
  dataVersion: number;
} | null = null;

/**
 * Takes SQLite's write lock on a library; others read on. A second hold tells whether somebody wrote
 * after the first.
 *
 * @returns whether the library may have changed since the hold before; true for the first one
 * @throws FermataError `LOCK_TIMEOUT` if another process keeps writing, `LIBRARY_DAMAGED`,
 *   `NO_PERMISSION`, `INTERRUPTED`
 */
export async function holdWriters(
  { libraryFile, timeoutMs }: HoldRequest,
  context: JobContext,
): Promise<boolean> {
  try {
    const before = held?.dataVersion;
    const hadLog = hasContent(`${libraryFile}-wal`);
    const library = held?.library ?? openReplacer(libraryFile);
    held = { library, guard: held?.guard ?? null, dataVersion: Number.NaN };
    if (hadLog && held.guard === null) held = { ...held, guard: openWalGuard(libraryFile) };
    // Waiting is done here, where it can be stopped, and not inside SQLite.
    library.pragma('busy_timeout = 0');
    await beginWriting(library, libraryFile, timeoutMs, context);
    held.dataVersion = readDataVersion(library);
    return held.dataVersion !== before;
  } catch (error) {
    throw storageError(error, libraryFile) ?? error;
  }
}

/**
 * Lets writers go on, if they are held.
 *
 * @param leaveWal whether a WAL that was found stays as it is: what it belongs to may be damaged
 */
export function releaseWriters({ leaveWal }: { readonly leaveWal: boolean }): undefined {
  if (!leaveWal) held?.guard?.close();
  held?.library.close();
  held?.guard?.close();
  held = null;
}

/**
 * Gives the write lock away, for another connection of this process to take it at once.
 *
 * @returns the connection that held it, and how to tell whether somebody else was quicker
 */
export function passWritersOn(): { library: Connection; wasOvertaken: () => boolean } {
  if (held === null) throw new Error('Nobody holds the library.');
  const { library, dataVersion } = held;
  library.exec('ROLLBACK');
  return { library, wasOvertaken: () => readDataVersion(library) !== dataVersion };
}

async function beginWriting(
  library: Connection,
  libraryFile: string,
  timeoutMs: number,
  context: JobContext,
): Promise<void> {
  const backoff = new Backoff();
  const giveUpAt = performance.now() + timeoutMs;
  while (!tryToBegin(library)) {
    context.throwIfStopped();
    if (performance.now() >= giveUpAt) throw stillBusy(libraryFile);
    await backoff.pause(undefined);
  }
}

function tryToBegin(library: Connection): boolean {
  try {
    library.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (systemCode(error)?.startsWith('SQLITE_BUSY') === true) return false;
    throw error;
  }
}

/** Differs after each commit of another connection. */
function readDataVersion(library: Connection): number {
  return z.number().parse(library.pragma('data_version', { simple: true }));
}
