/**
 * Whether a visible lock belongs to a process that lives. Clocks do not decide that: the machine may
 * have been started again with its clock behind, and another machine's clock is another clock.
 */
import { type BigIntStats, statSync } from 'node:fs';
import type { LockHolder } from '../../../shared/lifecycle-events.ts';
import type { LockLocation } from '../files/file-names.ts';
import { isOnNetworkFileSystem } from '../files/file-system.ts';
import { isOfThisBoot, isOfThisHost, readHolder } from './lock-holder.ts';

/**
 * After how long without a heartbeat another machine may take the lock, in milliseconds:
 * proper-lockfile's default. A holder's event loop stays free, so it never misses one.
 */
export const STALE_MS = 10_000;

/**
 * Whether a visible lock was left behind by a process of this machine, asked while no process of it
 * holds the kernel's lock.
 *
 * On a local disk a living holder would have the kernel's lock; whatever a lock there says of its time,
 * or if it says nothing, it is a dead process's. Another machine's name counts everywhere: the disk may
 * be served to others.
 */
export function isLeftBehind(location: LockLocation, holder: LockHolder | null): boolean {
  return isOfDeadProcess(holder, isOnNetworkFileSystem(location.mutexFile));
}

/** The same of a holder alone. */
export function isOfDeadProcess(holder: LockHolder | null, isOnNetwork: boolean): boolean {
  if (holder !== null && isOfThisBoot(holder)) return true;
  if (isOnNetwork) return false;
  // Elsewhere than on Linux a share is not known in any case (file-system.ts).
  return holder === null ? process.platform === 'linux' : isOfThisHost(holder);
}

/** What a waiter has seen of another machine's lock. */
export class HeartbeatWatch {
  #seen: string | null = null;
  #since = 0;

  /**
   * Looks at the lock.
   *
   * @returns whether its heartbeat has been the same for as long as this waits, by a clock that nobody sets
   */
  hasStopped(location: LockLocation): boolean {
    const stats = statSync(location.visibleLock, { bigint: true, throwIfNoEntry: false });
    const seen = stats === undefined ? null : markOf(stats, readHolder(location));
    if (seen === null || seen !== this.#seen) {
      this.#seen = seen;
      this.#since = performance.now();
      return false;
    }
    return performance.now() - this.#since >= STALE_MS;
  }
}

function markOf({ ino, mtimeNs }: BigIntStats, holder: LockHolder | null): string {
  return `${ino}/${mtimeNs}/${holder?.token ?? ''}`;
}
