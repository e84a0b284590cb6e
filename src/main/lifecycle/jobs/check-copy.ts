/**
 * Checks a finished copy of a library against its source, before anybody relies on it. The two
 * checks can run at the same time, each in a thread of its own.
 */
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { storageError } from '../files/storage-errors.ts';
import { APPLICATION_ID, openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { examineTables, findDamage, findUnaccountedPages } from '../sqlite/find-damage.ts';
import { contentDifference, type LibraryContent, readContent } from '../sqlite/library-content.ts';
import type { JobContext } from './job-context.ts';

export interface CheckedCopy {
  readonly libraryFile: string;
  readonly copy: string;
}

/**
 * Checks what the copy holds: every table and index by SQLite's own check, the marks of a library,
 * and every count.
 *
 * @returns what follows from its rows and has to be made again before it can be relied on, by name
 * @throws FermataError `LIBRARY_DAMAGED` if the source is no better, else `BACKUP_FAILED`;
 *   `BACKUP_INVALID`, `NO_PERMISSION` if the copy cannot be read, which says nothing of what it
 *   holds; `INTERRUPTED`
 */
export function checkContent(
  request: CheckedCopy & { readonly expected: LibraryContent },
  { throwIfStopped }: JobContext,
): string[] {
  const mendable: string[] = [];
  check(request, (db) => {
    const { damage, indexes, derived } = examineTables(db, { onTable: throwIfStopped });
    mendable.push(...indexes, ...derived);
    if (damage !== null) return `the copy is damaged: ${damage}`;
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      return 'the copy is not a Fermata library';
    }
    return contentDifference(request.expected, readContent(db));
  });
  return mendable;
}

/**
 * Checks that each page of the copy has its one use.
 *
 * @throws FermataError what {@link checkContent} throws
 */
export function checkPages(request: CheckedCopy, { throwIfStopped }: JobContext): undefined {
  throwIfStopped();
  check(request, (db) => {
    const { shared, unused } = findUnaccountedPages(db);
    if (shared !== null) return `the copy is damaged: ${shared}`;
    // Pages that are in no use cost room alone; the copy has those of its source, and no others.
    const isAsItWas = unused === 0 || unused === unusedPagesOf(request.libraryFile);
    return isAsItWas ? null : `the copy is damaged: ${unused} of its pages are in no use`;
  });
}

function check(
  { libraryFile, copy }: CheckedCopy,
  findProblem: (db: Connection) => string | null,
): void {
  const problem = problemOf(copy, findProblem);
  if (problem === null) return;
  throw isDamaged(libraryFile) ? libraryDamaged(libraryFile, problem) : copyDamaged(problem);
}

/** In words; null for a good copy. */
function problemOf(copy: string, findProblem: (db: Connection) => string | null): string | null {
  let db: Connection | null = null;
  try {
    db = openReader(copy);
    return findProblem(db);
  } catch (error) {
    const failure = storageError(error, copy);
    if (failure?.code !== 'LIBRARY_DAMAGED') throw failure ?? unreadable(copy, error);
    return `the copy is damaged: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    db?.close();
  }
}

function unusedPagesOf(libraryFile: string): number {
  const source = openReader(libraryFile);
  try {
    return findUnaccountedPages(source).unused;
  } finally {
    source.close();
  }
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
  return new FermataError('BACKUP_INVALID', words('backupErrors.unreadable', { file }), {
    advice: words('backupErrors.checkDisk'),
    cause,
  });
}

function libraryDamaged(libraryFile: string, problem: string): FermataError {
  return new FermataError(
    'LIBRARY_DAMAGED',
    words('errors.damagedBecause', { file: libraryFile, reason: problem }),
    {
      advice: words('errors.restoreBackup'),
      libraryState: words('errors.damagedFileKept'),
    },
  );
}

function copyDamaged(problem: string): FermataError {
  return new FermataError('BACKUP_FAILED', words('backupErrors.notMade', { reason: problem }), {
    advice: words('backupErrors.checkBackupsDisk'),
  });
}
