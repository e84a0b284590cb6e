/**
 * The main thread's side of the library's worker thread: calls with their answers, in any order,
 * since queries go on while a scan runs.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { errorFromReport, FermataError } from '../../shared/errors.ts';
import {
  LIBRARY_CALL_RESULTS,
  type LibraryCallName,
  type LibraryCalls,
  type LibraryWorkerMessage,
} from './library-calls.ts';

/** What the worker tells without being asked. */
export type LibraryNews = Extract<LibraryWorkerMessage, { kind: 'scan' | 'changed' | 'lost' }>;

interface PendingCall {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export class LibraryThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingCall>();
  #lastId = 0;
  #endedWith: Error | null = null;

  constructor(onNews: (news: LibraryNews) => void) {
    // The worker lies beside this module, in the sources (.ts) as in the built app (.js).
    const script = new URL(`./library-worker${extname(import.meta.url)}`, import.meta.url);
    this.#worker = new Worker(script);
    this.#worker
      .on('message', (message: LibraryWorkerMessage) => {
        if (message.kind === 'result' || message.kind === 'error') this.#settle(message);
        else onNews(message);
      })
      .on('error', (error) => this.#end(error))
      .on('exit', () => this.#end(closed()));
  }

  /**
   * Calls the worker.
   *
   * @throws FermataError whatever the call throws; `INTERRUPTED` if the library was closed
   */
  async call<Name extends LibraryCallName>(
    name: Name,
    request: LibraryCalls[Name]['request'],
  ): Promise<LibraryCalls[Name]['result']> {
    if (this.#endedWith !== null) throw this.#endedWith;
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    this.#worker.postMessage({ id, name, request });
    return LIBRARY_CALL_RESULTS[name].parse(await answer);
  }

  /** Ends the thread, whatever it is doing; SQLite rolls back what it had not committed. */
  async terminate(): Promise<void> {
    this.#end(closed());
    await this.#worker.terminate();
  }

  #settle(message: Extract<LibraryWorkerMessage, { kind: 'result' | 'error' }>): void {
    const call = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === 'result') call?.resolve(message.result);
    else call?.reject(errorFromReport(message.report));
  }

  #end(error: Error): void {
    this.#endedWith ??= error;
    for (const call of this.#pending.values()) call.reject(this.#endedWith);
    this.#pending.clear();
  }
}

function closed(): FermataError {
  return new FermataError('INTERRUPTED', 'The library has been closed.', {
    advice: 'Start Fermata again.',
    libraryState: 'Everything that was saved is in your library.',
  });
}
