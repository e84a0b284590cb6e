/** Who works on a library now, told without taking its lock and without making a file. */
import { existsSync } from 'node:fs';
import lockfile from 'proper-lockfile';
import { systemCode } from '../../../shared/errors.ts';
import type { LockHolder } from '../../../shared/lifecycle-events.ts';
import { lockLocation } from '../files/file-names.ts';
import { openMutex } from '../sqlite/connection.ts';
import { isOfThisMachine, readHolder } from './lock-holder.ts';

export type LockStatus =
  | { readonly state: 'free' }
  /** Left by a process of this machine that was killed: the next one clears it. */
  | { readonly state: 'left-behind'; readonly holder: LockHolder }
  /** The holder is null until it has written its name down. */
  | { readonly state: 'held'; readonly holder: LockHolder | null };

/**
 * Tells whether a library's lock is held, and by whom.
 *
 * @param libraryFile the library's real path
 * @throws the system or SQLite error if the lock's files cannot be read
 */
export async function readLockStatus(
  libraryFile: string,
  lockDir: string | undefined,
): Promise<LockStatus> {
  const location = lockLocation(libraryFile, lockDir);
  const holder = readHolder(location);
  if (isKernelLocked(location.mutexFile)) return { state: 'held', holder };
  if (!existsSync(location.visibleLock)) return { state: 'free' };
  if (holder !== null && isOfThisMachine(holder)) return { state: 'left-behind', holder };
  // Another machine's lock counts for as long as it is kept fresh.
  const isFresh = await lockfile.check(location.visibleLock, {
    lockfilePath: location.visibleLock,
    realpath: false,
  });
  return isFresh ? { state: 'held', holder } : { state: 'free' };
}

function isKernelLocked(mutexFile: string): boolean {
  if (!existsSync(mutexFile)) return false;
  const mutex = openMutex(mutexFile);
  try {
    mutex.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (systemCode(error)?.startsWith('SQLITE_BUSY') === true) return true;
    throw error;
  } finally {
    mutex.close();
  }
}
