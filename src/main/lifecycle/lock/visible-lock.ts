/**
 * Layer 2 of the lock, taken by the holder of layer 1: proper-lockfile's folder with the name of
 * its holder beside it. It tells people and other machines who works on the library, and guards
 * against other machines on network shares.
 */
import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import lockfile from 'proper-lockfile';
import { systemCode } from '../../../shared/errors.ts';
import type { LockHolder } from '../../../shared/lifecycle-events.ts';
import { accessBeside } from '../files/access.ts';
import type { LockLocation } from '../files/file-names.ts';
import { lockFolderSystem } from './lock-folder.ts';
import { readHolder, writeHolder } from './lock-holder.ts';
import { type HeartbeatWatch, isLeftBehind, STALE_MS } from './lock-left-behind.ts';

export interface VisibleLock {
  /** Removes the lock, unless somebody else has taken it meanwhile. */
  release(): Promise<void>;
}

interface AcquireRequest {
  readonly holder: LockHolder;
  /** What this waiter has seen so far of another machine's lock. */
  readonly watch: HeartbeatWatch;
  readonly onStaleCleared: (holder: LockHolder | null) => void;
  readonly onCompromised: (error: Error) => void;
}

/**
 * Takes the visible lock if it is free; null while another machine holds it. A lock that a dead
 * process of this machine left behind is cleared: the caller holds the kernel lock, so no living
 * process of this machine can have it. So is another machine's once it has been seen to stand still.
 *
 * @throws the system error if the lock's files cannot be written
 */
export async function tryVisibleLock(
  location: LockLocation,
  request: AcquireRequest,
): Promise<VisibleLock | null> {
  await clearLeftover(location, request);
  // The name is written first: a process killed right after taking the lock must be known as dead.
  if (!exists(location.visibleLock)) writeHolder(location, request.holder);
  const release = await tryLock(location, request.onCompromised);
  if (release === null) {
    await removeName(location, request.holder);
    return null;
  }
  if (!isNamed(location, request.holder)) writeHolder(location, request.holder);
  return {
    async release() {
      // proper-lockfile's release removes whatever lock is there, its own or not (measured: A1).
      const named = readHolder(location);
      if (named !== null && named.token !== request.holder.token) return;
      await release();
      await removeName(location, request.holder);
    },
  };
}

async function tryLock(
  location: LockLocation,
  onCompromised: (error: Error) => void,
): Promise<(() => Promise<void>) | null> {
  try {
    return await lockfile.lock(location.visibleLock, {
      lockfilePath: location.visibleLock,
      realpath: false,
      stale: STALE_MS,
      fs: lockFolderSystem(accessBeside(location.libraryFile)),
      onCompromised,
    });
  } catch (error) {
    if (systemCode(error) === 'ELOCKED') return null;
    throw error;
  }
}

async function clearLeftover(
  location: LockLocation,
  { watch, onStaleCleared }: AcquireRequest,
): Promise<void> {
  if (!exists(location.visibleLock)) return;
  const holder = readHolder(location);
  if (!isLeftBehind(location, holder) && !watch.hasStopped(location)) return;
  await rm(location.visibleLock, { recursive: true, force: true });
  onStaleCleared(holder);
}

function isNamed(location: LockLocation, holder: LockHolder): boolean {
  return readHolder(location)?.token === holder.token;
}

async function removeName(location: LockLocation, holder: LockHolder): Promise<void> {
  if (isNamed(location, holder)) await rm(location.holderFile, { force: true });
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
