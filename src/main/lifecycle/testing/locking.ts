/** For tests: takes locks of scratch libraries, and leaves some as others would. */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FermataError } from '../../../shared/errors.ts';
import type { LifecycleEvent, LockHolder } from '../../../shared/lifecycle-events.ts';
import { lockLocation } from '../files/file-names.ts';
import { acquireLock, type LibraryLock, type LockRequest } from '../lock/lock.ts';
import { newHolder } from '../lock/lock-holder.ts';
import { makeScratchFolder } from './scratch-library.ts';

/** Far below the ten seconds after which proper-lockfile would take a dead process's lock anyway. */
export const WELL_BEFORE_STALE_MS = 5_000;

export function request(libraryFile: string, more: Partial<LockRequest> = {}): LockRequest {
  return {
    libraryFile,
    timeoutMs: WELL_BEFORE_STALE_MS,
    appVersion: '1.0.0',
    purpose: 'the test is upgrading the library',
    ...more,
  };
}

export function scratchLibrary(): string {
  return join(makeScratchFolder(), 'library.db');
}

/** Takes a lock, telling what happened meanwhile. */
export async function take(
  lockRequest: LockRequest,
): Promise<{ lock: LibraryLock; events: LifecycleEvent[] }> {
  const events: LifecycleEvent[] = [];
  return { lock: await acquireLock(lockRequest, (event) => events.push(event)), events };
}

export function failureOf(lockRequest: LockRequest): Promise<FermataError> {
  return acquireLock(lockRequest, () => {}).then(
    () => {
      throw new Error('The lock was free.');
    },
    (error) => error,
  );
}

/** A lock as another process left it, or holds it on another machine. */
export function leaveLock(libraryFile: string, holder: Partial<LockHolder>, ageMs = 0): void {
  const location = lockLocation(libraryFile, undefined);
  mkdirSync(location.visibleLock);
  const time = new Date(Date.now() - ageMs);
  utimesSync(location.visibleLock, time, time);
  const record = { ...newHolder('0.9.0', 'upgrading the library'), pid: 4711, ...holder };
  writeFileSync(location.holderFile, JSON.stringify(record));
}
