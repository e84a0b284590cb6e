/**
 * Reads what is asked of single files in a thread of its own: a thread that has the library open waits for no parser,
 * and does not end by one.
 */
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import type { TagJob, TagResult } from './tag-messages.ts';
import { TagThread } from './tag-thread.ts';

/** A page asks for many covers, and then for none for long: the thread takes memory until then. */
const KEPT_MS = 10_000;

export class ApartReader {
  readonly #library: LibraryLocation;
  #thread: TagThread | null = null;
  #idle: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(library: LibraryLocation) {
    this.#library = library;
  }

  /** Does a job; null where the file made the thread end. */
  async read(job: TagJob): Promise<TagResult | null> {
    while (!this.#isOver) {
      const thread = this.#running();
      const { results, ending } = await thread.ask([job]);
      if (thread.waiting === 0) this.#rest();
      const [result] = results;
      if (result !== undefined) return result;
      // Else the thread has ended by another file.
      if (ending !== null) return null;
    }
    return null;
  }

  /** Ends it, whatever it is doing: what is asked for is answered by null. */
  async end(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#idle);
    await this.#thread?.end();
  }

  #running(): TagThread {
    clearTimeout(this.#idle);
    if (this.#thread === null || this.#thread.isOver) {
      this.#thread = new TagThread({ library: this.#library });
      this.#thread.unref();
    }
    return this.#thread;
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#thread?.end(), KEPT_MS);
    this.#idle.unref();
  }
}
