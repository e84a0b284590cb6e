/**
 * How a scan writes: in transactions of a moment, between which other calls have their turn, and only into
 * the content that it has read.
 */
import type { OpenDatabase } from '../open-database.ts';
import { ScanCheckpoints } from './scan-checkpoints.ts';
import type { Turns } from './turns.ts';

/** A restore has put other content in the library's place: what the run knew of it is wrong. */
export class ContentReplaced extends Error {}

interface WriterOptions {
  /** Called after each transaction. */
  readonly onWritten: () => void;
  /** Ends writing soon once it is aborted; what was written stays. */
  readonly cancelled: AbortSignal;
  readonly turns: Turns;
}

export class ScanWriter {
  readonly #database: OpenDatabase;
  readonly #contentVersion: unknown;
  readonly #checkpoints: ScanCheckpoints;
  readonly #options: WriterOptions;
  #hasWritten = false;

  constructor(database: OpenDatabase, options: WriterOptions) {
    this.#database = database;
    this.#contentVersion = database.contentVersion();
    this.#checkpoints = new ScanCheckpoints(database);
    this.#options = options;
  }

  /** Whether anything was written. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  /** Nothing is written after this. */
  async end(): Promise<void> {
    await this.#checkpoints.end();
  }

  /**
   * Writes in one transaction.
   *
   * @param work is given the time, in ISO 8601
   * @throws FermataError if the library cannot be written; {@link ContentReplaced}
   */
  write(work: (now: string) => void): void {
    this.#database.write(() => {
      if (this.#database.contentVersion() !== this.#contentVersion) throw new ContentReplaced();
      work(new Date().toISOString());
    });
    this.#hasWritten = true;
    this.#options.onWritten();
  }

  /**
   * Writes something of each item, as many in one transaction as take a moment. Between two of them other
   * calls have their turn, and the scan may be cancelled. Throws as {@link write} does.
   */
  async each<Item>(items: Iterable<Item>, write: (item: Item, now: string) => void): Promise<void> {
    await this.#each(items, write, () => this.#options.cancelled.aborted);
  }

  /** The same, also where the scan was cancelled. */
  async eachToTheEnd<Item>(
    items: Iterable<Item>,
    write: (item: Item, now: string) => void,
  ): Promise<void> {
    await this.#each(items, write, () => false);
  }

  async #each<Item>(
    items: Iterable<Item>,
    write: (item: Item, now: string) => void,
    isOver: () => boolean,
  ): Promise<void> {
    const { turns } = this.#options;
    const remaining = items[Symbol.iterator]();
    let next = remaining.next();
    while (next.done !== true && !isOver()) {
      this.write((now) => {
        turns.begin();
        do {
          write(next.value, now);
          next = remaining.next();
        } while (next.done !== true && !turns.isDue);
      });
      await this.#checkpoints.takeWhereDue();
      await turns.give();
    }
  }
}
