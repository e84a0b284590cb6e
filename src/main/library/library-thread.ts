/** The main thread's side of one of the library's threads: requests with their answers, in any order. */
import type { Worker } from 'node:worker_threads';
import { errorFromReport, FermataError, reportError } from '../../shared/errors.ts';
import { words } from '../../shared/words/words.ts';
import { takeThread } from './library-thread-start.ts';
import type { LibraryNews, ThreadMessage, ThreadRequest } from './thread-messages.ts';

/** A call failed for the search index alone. */
export class SearchIndexDamaged extends FermataError {
  constructor() {
    super('LIBRARY_DAMAGED', words('receipts.searchDamaged'), {
      advice: words('receipts.repairIt'),
      libraryState: words('errors.everythingSavedIsThere'),
    });
  }
}

interface PendingRequest {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export class LibraryThread {
  readonly #worker: Worker;
  readonly #onNews: (news: LibraryNews) => void;
  readonly #pending = new Map<number, PendingRequest>();
  #lastId = 0;
  #endedWith: Error | null = null;

  constructor(onNews: (news: LibraryNews) => void) {
    this.#onNews = onNews;
    this.#worker = takeThread();
    this.#worker
      .on('message', (message: ThreadMessage) => {
        if ('id' in message) this.#settle(message);
        else onNews(message);
      })
      .on('error', (error) => this.#die(error))
      .on('exit', (status) => this.#die(new Error(`The thread ended with status ${status}.`)));
  }

  /**
   * Has the thread do something.
   *
   * @returns what it answers, which has not been parsed
   * @throws FermataError whatever the thread throws; `INTERRUPTED` if the library was closed,
   *   `INTERNAL` if the thread has died
   */
  async ask(request: ThreadRequest): Promise<unknown> {
    if (this.#endedWith !== null) throw this.#endedWith;
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    this.#worker.postMessage({ id, request });
    return answer;
  }

  /** Whether it has ended, or was told to. */
  get isOver(): boolean {
    return this.#endedWith !== null;
  }

  /** Ends the thread, whatever it is doing; SQLite rolls back what it had not committed. */
  async terminate(): Promise<void> {
    this.#end(closed());
    await this.#worker.terminate();
  }

  #settle(message: Extract<ThreadMessage, { id: number }>): void {
    const request = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === 'result') request?.resolve(message.result);
    else if (message.kind === 'search-damaged') request?.reject(new SearchIndexDamaged());
    else request?.reject(errorFromReport(message.report));
  }

  /** The thread has ended by itself: the library can be opened again, in another one. */
  #die(cause: Error): void {
    if (this.isOver) return;
    const error = new FermataError('INTERNAL', words('libraryErrors.workBrokeOff'), {
      advice: words('errors.tryAgainOrSendLog'),
      libraryState: words('errors.everythingSavedIsThere'),
      cause,
    });
    this.#end(error);
    this.#onNews({ kind: 'lost', report: reportError(error) });
  }

  #end(error: Error): void {
    this.#endedWith ??= error;
    for (const request of this.#pending.values()) request.reject(this.#endedWith);
    this.#pending.clear();
  }
}

function closed(): FermataError {
  return new FermataError('INTERRUPTED', words('libraryErrors.libraryWasClosed'), {
    advice: words('errors.startFermataAgain'),
    libraryState: words('errors.everythingSavedIsThere'),
  });
}
