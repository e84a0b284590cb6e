/** Checkpoints of a library: what its WAL has is written into its file. Its content stays the same. */
import { storageError } from '../files/storage-errors.ts';
import { openReplacer } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { checkpointPassively } from '../sqlite/wal.ts';

/**
 * Checkpoints a library that no process has open.
 *
 * @throws FermataError `NO_SPACE`, `NO_PERMISSION`, `LIBRARY_DAMAGED`
 */
export function checkpoint(libraryFile: string): undefined {
  withLibrary(libraryFile, (library) => library.pragma('wal_checkpoint(TRUNCATE)'));
}

/**
 * Checkpoints a library that is read and written meanwhile, without a wait for anybody.
 *
 * @returns how many pages are left in the WAL
 * @throws FermataError as {@link checkpoint}
 */
export function checkpointInUse(libraryFile: string): number {
  return withLibrary(libraryFile, checkpointPassively);
}

function withLibrary<Result>(libraryFile: string, work: (library: Connection) => Result): Result {
  let library: Connection | null = null;
  try {
    library = openReplacer(libraryFile);
    return work(library);
  } catch (error) {
    throw storageError(error, libraryFile) ?? error;
  } finally {
    library?.close();
  }
}
