/**
 * Puts a restored library's content in place of the present one in a single transaction, while
 * other processes may have it open. Runs in the worker thread.
 */
import { z } from 'zod';
import { FermataError } from '../../../shared/errors.ts';
import { notice } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { storageError } from '../files/storage-errors.ts';
import { openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { raiseSequence } from '../sqlite/library-identity.ts';
import { passWritersOn } from './hold-writers.ts';
import type { JobContext } from './job-context.ts';
import { PAGES_PER_STEP } from './library-copy.ts';

export interface ReplaceRequest {
  readonly libraryFile: string;
  /** A complete library of the present schema version that nobody writes. */
  readonly source: string;
  /** The id of the backup of what is there, to tell with the end of it. */
  readonly undo: string;
  /** The highest number of a backup of the library that the source is of: it never goes back. */
  readonly backupSequence: number;
}

/** `overtaken`: another process wrote to the library before its content could be replaced. */
export const ReplaceResultSchema = z.enum(['replaced', 'overtaken']);
export type ReplaceResult = z.infer<typeof ReplaceResultSchema>;

class Overtaken extends Error {}

/**
 * Copies the source's pages over a library whose writers are held (hold-writers.ts), with SQLite's
 * backup, which writes them in one transaction of the library: other connections see it as one
 * commit, and a reader in an older transaction keeps its view until it ends
 * (https://www.sqlite.org/backup.html).
 *
 * @throws FermataError `RESTORE_FAILED`, `NO_SPACE`, `NO_PERMISSION`, `INTERRUPTED`; the library is
 *   then what it was
 */
export async function replaceContent(
  request: ReplaceRequest,
  context: JobContext,
): Promise<ReplaceResult> {
  context.onEvent({ event: 'phase', phase: 'replace' });
  let source: Connection | null = null;
  try {
    source = openReader(request.source);
    const { library, wasOvertaken } = passWritersOn();
    if (!(await copyOver(source, library, wasOvertaken, context))) return 'overtaken';
    reachTheDisk(library, request, context);
    writeBack(library, context);
    return 'replaced';
  } catch (error) {
    if (error instanceof Overtaken) return 'overtaken';
    throw storageError(error, request.libraryFile) ?? restoreFailed(error);
  } finally {
    source?.close();
  }
}

/**
 * better-sqlite3 tells a busy library, at the first page or at the commit, from success in no other
 * way: nothing was copied then, or the schema cookie, which SQLite's backup raises, is the old one.
 */
async function copyOver(
  source: Connection,
  library: Connection,
  wasOvertaken: () => boolean,
  context: JobContext,
): Promise<boolean> {
  const cookie = schemaCookie(library);
  const pageBytes = z.number().parse(source.pragma('page_size', { simple: true }));
  // The lock that the copy takes keeps readers out where there is no WAL: nobody can look then.
  let isUnsure = library.pragma('journal_mode', { simple: true }) === 'wal';
  const { totalPages: copied } = await source.backup(library.name, {
    progress({ totalPages, remainingPages }) {
      context.throwIfStopped();
      // By now the copy has the write lock, and no page has been written.
      if (isUnsure && wasOvertaken()) throw new Overtaken();
      isUnsure = false;
      const done = (totalPages - remainingPages) * pageBytes;
      const total = totalPages * pageBytes;
      context.onEvent({ event: 'progress', phase: 'replace', done, total, unit: 'bytes' });
      return PAGES_PER_STEP;
    },
  });
  return copied > 0 && schemaCookie(library) !== cookie;
}

/**
 * In WAL mode the commit of SQLite's backup is in the log, but not flushed; the next commit of a
 * connection with `synchronous = FULL` flushes both, whatever readers hold up a checkpoint. That is
 * told, since writing the log back takes about as long again.
 */
function reachTheDisk(
  library: Connection,
  { undo, backupSequence }: ReplaceRequest,
  { onEvent }: JobContext,
): void {
  try {
    const version = z.number().parse(library.pragma('user_version', { simple: true }));
    library.pragma('busy_timeout = 5000');
    // Else this commit would write the log back before it returns.
    library.pragma('wal_autocheckpoint = 0');
    library.transaction(() => {
      raiseSequence(library, backupSequence);
      library.pragma(`user_version = ${version}`);
    })();
    onEvent({ event: 'restored', undo });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onEvent(notice(words('notices.notOnDisk', { reason })));
  }
}

/** At once, and here: else the next one who writes would have to wait for it. */
function writeBack(library: Connection, { onEvent }: JobContext): void {
  try {
    library.pragma('wal_checkpoint(PASSIVE)');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onEvent(notice(words('notices.notTidied', { reason })));
  }
}

function schemaCookie(db: Connection): number {
  return z.number().parse(db.pragma('schema_version', { simple: true }));
}

function restoreFailed(cause: unknown): FermataError {
  return new FermataError('RESTORE_FAILED', words('backupErrors.notRestored'), {
    advice: words('backupErrors.againOrOther'),
    cause,
  });
}
