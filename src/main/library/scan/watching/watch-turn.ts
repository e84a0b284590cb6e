/**
 * Of several processes that have one library open, one keeps it up to date: the one that holds a lock of the
 * kernel. Once that has ended, however it did, another one takes its turn.
 */
import { accessBeside, ensureFile } from '../../../lifecycle/files/access.ts';
import { lockLocation } from '../../../lifecycle/files/file-names.ts';
import { KernelLock } from '../../../lifecycle/lock/kernel-lock.ts';
import type { LibraryLocation } from '../../../lifecycle/lock/own-files.ts';

export class WatchTurn {
  readonly #location: LibraryLocation;
  #lock: KernelLock | null = null;

  constructor(location: LibraryLocation) {
    this.#location = location;
  }

  /** Whether it is this process's turn, taken if it is free. */
  take(): boolean {
    if (this.#lock !== null) return true;
    const { libraryFile, lockDir } = this.#location;
    const { watchFile } = lockLocation(libraryFile, lockDir);
    let lock: KernelLock | null = null;
    try {
      ensureFile(watchFile, accessBeside(libraryFile));
      lock = new KernelLock(watchFile);
      if (lock.tryAcquire()) {
        this.#lock = lock;
        return true;
      }
    } catch {
      // No lock can be had here: two that scan are better than none.
      lock?.close();
      return true;
    }
    lock.close();
    return false;
  }

  /** Leaves it to another process. */
  release(): void {
    this.#lock?.close();
    this.#lock = null;
  }
}
