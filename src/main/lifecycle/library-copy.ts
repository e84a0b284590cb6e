/** Copies a library with SQLite's online backup, and checks a copy. Runs in the worker thread. */
import { dirname } from 'node:path';
import { z } from 'zod';
import { FermataError } from '../../shared/errors.ts';
import { APPLICATION_ID, type Connection, openCopy, openReader } from './connection.ts';
import { findDamage } from './find-damage.ts';
import type { JobContext } from './jobs.ts';
import { contentDifference, type LibraryContent, readContent } from './library-content.ts';
import { storageError } from './storage-errors.ts';

/** 8 MiB at 4 KiB pages: progress moves and stopping is quick, at nearly the full speed. */
export const PAGES_PER_STEP = 2_048;

export interface CopyRequest {
  readonly libraryFile: string;
  readonly destination: string;
  /** What the copy is for. */
  readonly phase: 'backup' | 'stage';
}

/**
 * Copies a library while others may read and write it. A read transaction on the source keeps their
 * writes from restarting the copy (measured: shared/anchors/locks-and-migrators.md C2).
 *
 * @throws FermataError `LIBRARY_DAMAGED`, `NO_SPACE`, `NO_PERMISSION`, `BACKUP_FAILED`, `INTERRUPTED`
 */
export async function copyLibrary(
  request: CopyRequest,
  { onEvent, throwIfStopped }: JobContext,
): Promise<LibraryContent> {
  const { libraryFile, destination, phase } = request;
  const { source, content } = beginReading(libraryFile);
  try {
    const pageBytes = z.number().parse(source.pragma('page_size', { simple: true }));
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
    makeSingleFile(destination);
    return content;
  } catch (error) {
    throw copyFailure(error, request);
  } finally {
    source.close();
  }
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

/**
 * Checks a finished copy against its source: SQLite's own check at disk speed, the marks of a
 * library, and every count.
 *
 * @throws FermataError `LIBRARY_DAMAGED` if the source is no better, else `BACKUP_FAILED`
 */
export function checkCopy(request: {
  readonly libraryFile: string;
  readonly copy: string;
  readonly expected: LibraryContent;
}): undefined {
  const { libraryFile, copy, expected } = request;
  const problem = findProblem({ file: copy, expected });
  if (problem === null) return;
  throw isDamaged(libraryFile) ? libraryDamaged(libraryFile, problem) : backupFailed(problem);
}

/**
 * What is wrong with a copy of a library, in words; null for a good one.
 *
 * @throws FermataError `BACKUP_INVALID`, `NO_PERMISSION` if it cannot be read: that says nothing of
 *   what it holds
 */
export function findProblem(request: {
  readonly file: string;
  readonly expected: LibraryContent;
}): string | null {
  try {
    return problemOf(request.file, request.expected);
  } catch (error) {
    throw storageError(error, request.file) ?? unreadable(request.file, error);
  }
}

function problemOf(file: string, expected: LibraryContent): string | null {
  let db: Connection | null = null;
  try {
    db = openReader(file);
    const damage = findDamage(db);
    if (damage !== null) return `the copy is damaged: ${damage}`;
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      return 'the copy is not a Fermata library';
    }
    return contentDifference(expected, readContent(db));
  } catch (error) {
    if (storageError(error, file)?.code !== 'LIBRARY_DAMAGED') throw error;
    return `the copy is damaged: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    db?.close();
  }
}

/** Takes a copy out of WAL mode, so that it is one file that opens anywhere. */
function makeSingleFile(copy: string): void {
  openCopy(copy).close();
}

function isDamaged(libraryFile: string): boolean {
  let source: Connection | null = null;
  try {
    source = openReader(libraryFile);
    return findDamage(source) !== null;
  } catch (error) {
    return storageError(error, libraryFile)?.code === 'LIBRARY_DAMAGED';
  } finally {
    source?.close();
  }
}

function unreadable(file: string, cause: unknown): FermataError {
  return new FermataError('BACKUP_INVALID', `${file} cannot be read.`, {
    advice: 'Check the disk that it is on.',
    cause,
  });
}

function libraryDamaged(libraryFile: string, problem: string): FermataError {
  return new FermataError('LIBRARY_DAMAGED', `${libraryFile} is damaged: ${problem}.`, {
    advice: 'Restore a backup.',
    libraryState: 'The damaged file has been left as it is.',
  });
}

function backupFailed(what: string, cause?: unknown): FermataError {
  return new FermataError('BACKUP_FAILED', `The backup was not made: ${what}.`, {
    advice: 'Check the disk that the backups are on, or choose another folder for them.',
    cause,
  });
}
