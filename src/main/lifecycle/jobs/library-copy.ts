/** Copies a library while it is in use. Runs in the worker thread. */
import { truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { type Access, makeFile } from '../files/access.ts';
import { copyByOtherProcess } from '../files/file-copy.ts';
import { isOnNetworkFileSystem } from '../files/file-system.ts';
import { storageError } from '../files/storage-errors.ts';
import { hasContent, openCopy, openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { type LibraryContent, readContent } from '../sqlite/library-content.ts';
import type { JobContext } from './job-context.ts';

/** 8 MiB at 4 KiB pages: progress moves and stopping is quick, at nearly the full speed. */
export const PAGES_PER_STEP = 2_048;

export interface CopyRequest {
  readonly libraryFile: string;
  readonly destination: string;
  /** What the copy is for. */
  readonly phase: 'backup' | 'stage';
  /** What the copy is given, before anything is in it. */
  readonly access?: Access | null;
}

/**
 * Copies a library while others may read and write it. A read transaction on the source keeps their
 * writes out of the copy, and from restarting it (measured: shared/anchors/locks-and-migrators.md C2).
 *
 * @throws FermataError `LIBRARY_DAMAGED`, `NO_SPACE`, `NO_PERMISSION`, `BACKUP_FAILED`, `INTERRUPTED`
 */
export async function copyLibrary(
  request: CopyRequest,
  context: JobContext,
): Promise<LibraryContent> {
  const { source, content } = beginReading(request.libraryFile);
  try {
    makeFile(request.destination, request.access ?? null);
    const isCopied = canBeCopiedAsFile(request) && (await copyFile(source, request, context));
    if (!isCopied) await copyPages(source, request, context);
    makeSingleFile(request.destination);
    return content;
  } catch (error) {
    throw copyFailure(error, request);
  } finally {
    source.close();
  }
}

/**
 * Whether the file alone is what the read transaction sees. It is while nobody has written to the
 * WAL: a reader of the file itself keeps every checkpoint from writing into it, as it keeps out every
 * writer where there is no WAL (https://www.sqlite.org/walformat.html#wal_locks, WAL_READ_LOCK(0)).
 * Windows has no `cat`, and keeps other processes from reading what SQLite has locked.
 */
function canBeCopiedAsFile({ libraryFile, phase }: CopyRequest): boolean {
  // A staged copy has the name of the one before: whoever is still at that must not write into it.
  if (phase === 'stage' || process.platform === 'win32') return false;
  return !hasContent(`${libraryFile}-wal`) && !isOnNetworkFileSystem(libraryFile);
}

/**
 * As quick as `cp`; SQLite's own backup, page by page, takes two to three times as long.
 *
 * @returns whether it could be done
 */
async function copyFile(
  source: Connection,
  { libraryFile, destination, phase }: CopyRequest,
  { onEvent, throwIfStopped }: JobContext,
): Promise<boolean> {
  const total =
    pageBytesOf(source) * z.number().parse(source.pragma('page_count', { simple: true }));
  const copied = await copyByOtherProcess({
    source: libraryFile,
    destination,
    onProgress(done) {
      throwIfStopped();
      onEvent({ event: 'progress', phase, done, total, unit: 'bytes' });
    },
  });
  if (copied === total) return true;
  truncateSync(destination);
  return false;
}

async function copyPages(
  source: Connection,
  { destination, phase }: CopyRequest,
  { onEvent, throwIfStopped }: JobContext,
): Promise<void> {
  const pageBytes = pageBytesOf(source);
  const { totalPages } = await source.backup(destination, {
    progress({ totalPages: total, remainingPages }) {
      throwIfStopped();
      onEvent({
        event: 'progress',
        phase,
        done: (total - remainingPages) * pageBytes,
        total: total * pageBytes,
        unit: 'bytes',
      });
      return PAGES_PER_STEP;
    },
  });
  // An open write transaction on the source makes an empty "success" (measured: C2, last row).
  if (totalPages === 0) throw backupFailed('SQLite copied nothing');
}

function pageBytesOf(db: Connection): number {
  return z.number().parse(db.pragma('page_size', { simple: true }));
}

/** A connection to a library with a read transaction, and what the library holds in that. */
function beginReading(libraryFile: string): { source: Connection; content: LibraryContent } {
  let source: Connection | null = null;
  try {
    source = openReader(libraryFile);
    source.exec('BEGIN');
    return { source, content: readContent(source) };
  } catch (error) {
    source?.close();
    throw storageError(error, libraryFile) ?? backupFailed('the library cannot be read', error);
  }
}

/** Only the library can be damaged; what is full or refused is the folder of the copy. */
function copyFailure(error: unknown, { libraryFile, destination }: CopyRequest): FermataError {
  const failure = storageError(error, libraryFile);
  if (failure?.code === 'LIBRARY_DAMAGED') return failure;
  return (
    storageError(error, dirname(destination)) ?? backupFailed('copying the library failed', error)
  );
}

/** Takes a copy out of WAL mode, so that it is one file that opens anywhere. */
function makeSingleFile(copy: string): void {
  openCopy(copy).close();
}

function backupFailed(what: string, cause?: unknown): FermataError {
  return new FermataError('BACKUP_FAILED', words('backupErrors.notMade', { reason: what }), {
    advice: words('backupErrors.checkBackupsDisk'),
    cause,
  });
}
