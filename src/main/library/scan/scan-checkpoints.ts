/**
 * Checkpoints while a scan writes. SQLite would have the writer do them, a thousand pages at a time, and
 * an edit would wait for the disk; here another thread does them, and where that is behind, only the scan
 * waits.
 */
import { LifecycleThread } from '../../lifecycle/thread/lifecycle-thread.ts';
import type { OpenDatabase } from '../open-database.ts';

/** As many as SQLite would wait for (https://www.sqlite.org/pragma.html#pragma_wal_autocheckpoint). */
const PAGES = 1_000;

/** A WAL begins anew only where nothing is written while it is checkpointed to its end. */
const MOST_PAGES = 4_000;

export class ScanCheckpoints {
  readonly #database: OpenDatabase;
  readonly #thread = new LifecycleThread(() => {}, true);
  /** What readers needed in the WAL the last time: to try again at once would be for nothing. */
  #pagesLeft = 0;
  #running: Promise<void> | null = null;
  #hasFailed = false;

  /** From now on, until {@link end}, the writer leaves the checkpoints to this. */
  constructor(database: OpenDatabase) {
    this.#database = database;
    database.checkpointAfter(null);
  }

  /** To be called after each write: has a checkpoint begin where one is due, and waits where it must. */
  async takeWhereDue(): Promise<void> {
    if (this.#hasFailed) return;
    const pages = this.#database.pagesToCheckpoint() - this.#pagesLeft;
    if (pages >= PAGES) this.#running ??= this.#take();
    if (pages >= MOST_PAGES) await this.#running;
  }

  /** The writer does them again. */
  async end(): Promise<void> {
    await this.#running;
    await this.#thread.close();
    this.#database.checkpointAfter(PAGES);
  }

  async #take(): Promise<void> {
    try {
      const file = this.#database.location.libraryFile;
      this.#pagesLeft = await this.#thread.run('checkpoint-in-use', { file });
    } catch {
      // A full disk, say, which the writer's own checkpoints get over, as they do without a scan.
      this.#hasFailed = true;
      this.#database.checkpointAfter(PAGES);
    } finally {
      this.#running = null;
    }
  }
}
