/**
 * The threads of an open library: one writes, two read. A read never waits for a write, and a page of a
 * list never for a search.
 *
 * The readers start when they are first needed, but not while the first page is drawn, which they would
 * hold up. Until one is ready, the writer answers in its place.
 */
import type { Call } from '../../shared/api/define.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { isSearch, type ThreadCallName, threadContract } from './library-contract.ts';
import { LibraryThread, SearchIndexDamaged } from './library-thread.ts';
import { preferredSortLanguage } from './sort-preference.ts';
import {
  type LibraryNews,
  type Opening,
  OpeningSchema,
  type ThreadPurpose,
} from './thread-messages.ts';

/** In milliseconds from the opening: drawing the first page takes the processors that there are. */
const FIRST_PAGE_MS = 2_000;

type Reading = Exclude<ThreadPurpose, 'writing'>;

interface Reader {
  readonly thread: LibraryThread;
  isOpen: boolean;
}

export class LibraryThreads {
  /** The thread that writes and scans. */
  readonly writer: LibraryThread;
  readonly #location: LibraryLocation;
  readonly #onNews: (news: LibraryNews) => void;
  readonly #readers = new Map<Reading, Reader>();
  /** The search index being made anew. */
  #mending: Promise<unknown> | null = null;
  #schemaVersion = 0;
  /** As `performance.now`: no reader is started before. */
  #readersFrom = 0;

  constructor(location: LibraryLocation, onNews: (news: LibraryNews) => void) {
    this.#location = location;
    this.#onNews = (news) => {
      if (news.kind === 'changed' && news.needsRecount) this.#forgetCounts();
      onNews(news);
    };
    this.writer = new LibraryThread(this.#onNews);
  }

  /** Opens the library for writing, or, where it can only be read, for that. */
  async open(schemaVersion: number): Promise<Opening> {
    this.#schemaVersion = schemaVersion;
    const opening = OpeningSchema.parse(await this.#open(this.writer, 'writing'));
    this.#readersFrom = performance.now() + FIRST_PAGE_MS;
    return opening;
  }

  /** Has a call answered by the thread that it is for. */
  async call(name: ThreadCallName, input: unknown): Promise<unknown> {
    const thread = this.#threadFor(threadContract[name], input);
    const request = { kind: 'call', name, input } as const;
    try {
      return await thread.ask(request);
    } catch (error) {
      if (!(error instanceof SearchIndexDamaged)) throw error;
      // Several calls may find it at once: it is made anew once, and each is asked again.
      this.#mending ??= this.writer.ask({ kind: 'mend-search' }).finally(() => {
        this.#mending = null;
      });
      if ((await this.#mending) !== true) throw error;
      return thread.ask(request);
    }
  }

  /** Closes the library: the readers first, so that the writer can truncate the WAL. */
  async close(): Promise<void> {
    const readers = [...this.#readers.values()].filter(({ thread }) => !thread.isOver);
    await Promise.all(readers.map(({ thread }) => thread.ask({ kind: 'close' })));
    await this.writer.ask({ kind: 'close' });
  }

  /** Ends all threads, whatever they are doing. */
  async terminate(): Promise<void> {
    const threads = [...this.#readers.values()].map(({ thread }) => thread);
    await Promise.all([...threads, this.writer].map((thread) => thread.terminate()));
  }

  #threadFor(call: Call, input: unknown): LibraryThread {
    if (call.kind === 'write') return this.writer;
    if (performance.now() < this.#readersFrom) return this.writer;
    const reader = this.#reader(isSearch(call, input) ? 'searches' : 'lists');
    return reader.isOpen && !reader.thread.isOver ? reader.thread : this.writer;
  }

  #reader(reading: Reading): Reader {
    const present = this.#readers.get(reading);
    if (present !== undefined) return present;
    const reader: Reader = { thread: new LibraryThread(this.#onNews), isOpen: false };
    this.#readers.set(reading, reader);
    void this.#open(reader.thread, reading).then(
      () => {
        reader.isOpen = true;
      },
      // The writer has the library open, and goes on answering.
      () => reader.thread.terminate(),
    );
    return reader;
  }

  /** Before what they are asked next: their threads do one thing after the other. */
  #forgetCounts(): void {
    for (const { thread, isOpen } of this.#readers.values()) {
      // A thread that has ended remembers nothing.
      if (isOpen) void thread.ask({ kind: 'forget-counts' }).catch(() => {});
    }
  }

  async #open(thread: LibraryThread, purpose: ThreadPurpose): Promise<unknown> {
    const [location, schemaVersion] = [this.#location, this.#schemaVersion];
    const sortLanguage = preferredSortLanguage();
    return thread.ask({ kind: 'open', location, schemaVersion, purpose, sortLanguage });
  }
}
