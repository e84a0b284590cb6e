/**
 * Puts a restored library's content in place of the present one in a single transaction, while
 * other processes may have it open. Runs in the worker thread.
 */
import { z } from 'zod';
import { FermataError } from '../../shared/errors.ts';
import { Backoff } from './backoff.ts';
import { type Connection, openReader, openReplacer } from './connection.ts';
import type { JobContext } from './jobs.ts';
import { PAGES_PER_STEP } from './library-copy.ts';
import { storageError } from './storage-errors.ts';

export interface ReplaceRequest {
  readonly libraryFile: string;
  /** A complete library of the present schema version that nobody writes. */
  readonly source: string;
  /** How long other processes may keep the library busy, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Copies the source's pages over the library with SQLite's backup, which writes them in one
 * transaction of the library: other connections see it as one commit, and the next reader in the
 * old transaction keeps its view until it ends (https://www.sqlite.org/backup.html).
 *
 * @throws FermataError `RESTORE_FAILED`, `LOCK_TIMEOUT` if another process keeps writing, `NO_SPACE`,
 *   `NO_PERMISSION`, `INTERRUPTED`; the library is then what it was
 */
export async function replaceContent(
  request: ReplaceRequest,
  context: JobContext,
): Promise<undefined> {
  const { libraryFile, source: sourceFile } = request;
  context.onEvent({ event: 'phase', phase: 'replace' });
  let source: Connection | null = null;
  let library: Connection | null = null;
  try {
    source = openReader(sourceFile);
    library = openReplacer(libraryFile);
    source.exec('BEGIN');
    await replaceOnceFree(source, library, request, context);
    // The commit reaches the disk now, as far as readers let it, and not with a later checkpoint.
    library.pragma('wal_checkpoint(PASSIVE)');
  } catch (error) {
    throw storageError(error, libraryFile) ?? restoreFailed('writing it failed', error);
  } finally {
    source?.close();
    library?.close();
  }
}

/**
 * Writes the WAL of a library that nobody has open into the library: its content stays the same.
 *
 * @throws FermataError `NO_SPACE`, `NO_PERMISSION`, `LIBRARY_DAMAGED`
 */
export function checkpoint(libraryFile: string): undefined {
  let library: Connection | null = null;
  try {
    library = openReplacer(libraryFile);
    library.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    throw storageError(error, libraryFile) ?? error;
  } finally {
    library?.close();
  }
}

/**
 * better-sqlite3 tells a busy library, at the first page or at the commit, from success in no other
 * way: nothing was copied then, or the schema cookie, which SQLite's backup raises, is the old one.
 */
async function replaceOnceFree(
  source: Connection,
  library: Connection,
  request: ReplaceRequest,
  context: JobContext,
): Promise<void> {
  const pageBytes = z.number().parse(source.pragma('page_size', { simple: true }));
  const backoff = new Backoff();
  const giveUpAt = performance.now() + request.timeoutMs;
  for (;;) {
    const cookie = schemaCookie(library);
    const { totalPages: copied } = await source.backup(request.libraryFile, {
      progress({ totalPages, remainingPages }) {
        context.throwIfStopped();
        const done = (totalPages - remainingPages) * pageBytes;
        const total = totalPages * pageBytes;
        context.onEvent({ event: 'progress', phase: 'replace', done, total, unit: 'bytes' });
        return PAGES_PER_STEP;
      },
    });
    if (copied > 0 && schemaCookie(library) !== cookie) return;
    context.throwIfStopped();
    if (performance.now() >= giveUpAt) throw stillBusy(request.libraryFile);
    await backoff.pause(undefined);
  }
}

function schemaCookie(db: Connection): number {
  return z.number().parse(db.pragma('schema_version', { simple: true }));
}

function stillBusy(libraryFile: string): FermataError {
  return new FermataError('LOCK_TIMEOUT', `Another process keeps writing to ${libraryFile}.`, {
    advice: 'Let its scan or its other work finish, or quit it, and try again.',
  });
}

function restoreFailed(what: string, cause?: unknown): FermataError {
  return new FermataError('RESTORE_FAILED', `The backup was not restored: ${what}.`, {
    advice: 'Try again, or choose another backup.',
    cause,
  });
}
