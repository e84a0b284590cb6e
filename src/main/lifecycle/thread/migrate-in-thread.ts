/**
 * Steps 6 and 7 of the sequence: migrates a library where it lies, or makes a new one by the same
 * migrations under another name and gives it its name once it is complete.
 */

import type { Receipt } from '../../../shared/receipts.ts';
import { accessBeside, makeFile } from '../files/access.ts';
import { publishNewFile, removeDatabase } from '../files/durable-files.ts';
import { unfinishedLibrary } from '../files/file-names.ts';
import { storageError } from '../files/storage-errors.ts';
import { DEFAULT_LOCK_TIMEOUT_MS } from '../lock/lock.ts';
import type { LibraryRun } from './library-run.ts';

/**
 * Applies the pending migrations and verifies the result before the commit. The caller holds the
 * library's lock.
 *
 * @param fromVersion the version that was found under the lock; 0 where there is no library
 * @param backupSequence the number of the backup before it, which the library then knows
 * @returns the receipt; null if the library is no longer at that version, or exists by now: it is then
 *   as it was
 * @throws FermataError what the job `migrate` throws; the library is then what it was
 */
export async function migrateAndVerify(
  run: LibraryRun,
  fromVersion: number,
  backupSequence: number,
): Promise<Receipt | null> {
  if (fromVersion === 0) return createLibrary(run);
  return migrate(run, run.libraryFile, fromVersion, backupSequence);
}

/** Makes a new library beside its final name, so that it is there whole or not at all. */
async function createLibrary(run: LibraryRun): Promise<Receipt | null> {
  const unfinished = unfinishedLibrary(run.libraryFile);
  await removeDatabase(unfinished);
  try {
    makeFile(unfinished, accessBeside(run.libraryFile));
    const receipt = await migrate(run, unfinished, 0, 0);
    const isPublished = await publishNewFile(unfinished, run.libraryFile);
    await removeDatabase(unfinished);
    return isPublished ? receipt : null;
  } catch (error) {
    // The failure that led here is the one to report; the next start removes what stays.
    await removeDatabase(unfinished).catch(() => {});
    throw storageError(error, run.libraryFile) ?? error;
  }
}

function migrate(
  { set, options, threads }: LibraryRun,
  file: string,
  fromVersion: number,
  backupSequence: number,
) {
  const { appVersion, lockTimeoutMs: commitTimeoutMs = DEFAULT_LOCK_TIMEOUT_MS } = options;
  const request = { file, set, fromVersion, appVersion, backupSequence, commitTimeoutMs };
  return threads.sqlite.run('migrate', request);
}
