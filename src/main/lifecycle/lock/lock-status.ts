/** Who works on a library now, told without taking its lock and without making a file. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import lockfile from 'proper-lockfile';
import { systemCode } from '../../../shared/errors.ts';
import type { LockHolder } from '../../../shared/lifecycle-events.ts';
import { lockLocation } from '../files/file-names.ts';
import { locksOn } from '../files/open-files.ts';
import { openMutex } from '../sqlite/connection.ts';
import { readHolder } from './lock-holder.ts';
import { isLeftBehind } from './lock-left-behind.ts';

export type LockStatus =
  | { readonly state: 'free' }
  /** Left by a process of this machine that was killed: the next one clears it. Null if it has no name. */
  | { readonly state: 'left-behind'; readonly holder: LockHolder | null }
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
  if (await isKernelLocked(location.mutexFile)) return { state: 'held', holder };
  if (!existsSync(location.visibleLock)) return { state: 'free' };
  if (isLeftBehind(location, holder)) return { state: 'left-behind', holder };
  // Another machine's lock counts for as long as it is kept fresh.
  const isFresh = await lockfile.check(location.visibleLock, {
    lockfilePath: location.visibleLock,
    realpath: false,
  });
  return isFresh ? { state: 'held', holder } : { state: 'free' };
}

async function isKernelLocked(mutexFile: string): Promise<boolean> {
  // A pipe, a folder, a link that leads nowhere: no process holds what is no lock. Taking it says so.
  if (statSync(mutexFile, { throwIfNoEntry: false })?.isFile() !== true) return false;
  // Another user's lock may not be read; but the system tells of it.
  if (!isReadable(mutexFile)) return (await locksOn(mutexFile)).some((lock) => lock.isExclusive);
  const mutex = openMutex(mutexFile);
  try {
    mutex.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code.startsWith('SQLITE_BUSY')) return true;
    if (code === 'SQLITE_NOTADB') return false;
    throw error;
  } finally {
    mutex.close();
  }
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
