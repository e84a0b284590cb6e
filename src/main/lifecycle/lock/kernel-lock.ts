/**
 * Layer 1 of the lock: an exclusive SQLite transaction on a database of its own. The operating
 * system frees it when its holder dies, in milliseconds, and keeps it while its holder sleeps
 * (measured: shared/anchors/locks-and-migrators.md A4 and A9).
 */
import { accessSync, constants } from 'node:fs';
import { systemCode } from '../../../shared/errors.ts';
import { openMutex } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';

/** The mutex between the processes of this machine. */
export class KernelLock {
  readonly #mutex: Connection;

  /** @throws the SQLite or system error if the file cannot be opened, made or written */
  constructor(mutexFile: string) {
    this.#mutex = openMutex(mutexFile);
    try {
      // On a file that it may only read, SQLite grants an "exclusive" transaction to everybody.
      accessSync(mutexFile, constants.W_OK);
    } catch (error) {
      this.#mutex.close();
      throw error;
    }
  }

  /** Takes the lock if it is free, without waiting. */
  tryAcquire(): boolean {
    try {
      // No journal file beside the lock: nothing is ever written to it. A held lock refuses this too.
      this.#mutex.pragma('journal_mode = MEMORY');
      this.#mutex.exec('BEGIN EXCLUSIVE');
      return true;
    } catch (error) {
      if (systemCode(error)?.startsWith('SQLITE_BUSY') === true) return false;
      throw error;
    }
  }

  /** Frees the lock if it is held, and closes it. */
  close(): void {
    this.#mutex.close();
  }
}
