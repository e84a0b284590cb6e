/**
 * The main thread's side of the worker that does the lifecycle's database work: the thread that
 * holds the lock stays free to keep it alive, to show progress and to stop.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ErrorReport, errorFromReport, toFermataError } from '../../../shared/errors.ts';
import type { LifecycleEvent, OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { JOB_RESULTS, type JobName, type Jobs } from './jobs.ts';

export interface ThreadOptions {
  /** One Int32: not 0 once running work is to stop. Shared, since the thread may be inside SQLite. */
  readonly stopFlag: SharedArrayBuffer;
  /** Whether the work can wait for whoever else wants the processor: a person, above all. */
  readonly inBackground: boolean;
}

export type JobMessage = { readonly name: JobName; readonly request: never };

export type ThreadMessage =
  | { readonly kind: 'event'; readonly event: LifecycleEvent }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly report: ErrorReport };

/** The two threads of the lifecycle: one for SQLite, one that reads a large copy at the same time. */
export interface LifecycleThreads {
  readonly sqlite: LifecycleThread;
  readonly hashing: LifecycleThread;
}

/** Starting a thread takes as long (measured: 0.15 s) as all checks of a copy of 40 MB. */
const LARGE_COPY_BYTES = 32 * 1024 * 1024;

/** The thread to read a copy of so many bytes in: a small one is read in SQLite's, in its turn. */
export function readerOf(bytes: number, { sqlite, hashing }: LifecycleThreads): LifecycleThread {
  return bytes < LARGE_COPY_BYTES ? sqlite : hashing;
}

/**
 * Gives a piece of work its threads, stops what they do when the signal is aborted, and ends them
 * when the work is done.
 *
 * @param inBackground whether it can wait for whoever else wants the processor
 */
export async function withThreads<Result>(
  onEvent: OnLifecycleEvent,
  work: (threads: LifecycleThreads) => Promise<Result>,
  signal: AbortSignal | undefined,
  inBackground = false,
): Promise<Result> {
  const threads = {
    sqlite: new LifecycleThread(onEvent, inBackground),
    hashing: new LifecycleThread(onEvent, inBackground),
  };
  const stop = () => stopThreads(threads);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted === true) stop();
  try {
    return await work(threads);
  } finally {
    signal?.removeEventListener('abort', stop);
    await Promise.all([threads.sqlite.close(), threads.hashing.close()]);
  }
}

/** Makes what runs in the threads, and all that would follow, roll back and fail. */
export function stopThreads(threads: LifecycleThreads): void {
  threads.sqlite.stop();
  threads.hashing.stop();
}

/** A worker thread, started with its first job. It does one job at a time, in the order of asking. */
export class LifecycleThread {
  readonly #onEvent: OnLifecycleEvent;
  readonly #stopFlag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  readonly #inBackground: boolean;
  #worker: Worker | null = null;
  /** Done when the last job that was asked for is, however that ends. */
  #idle: Promise<unknown> = Promise.resolve();

  constructor(onEvent: OnLifecycleEvent, inBackground = false) {
    this.#onEvent = onEvent;
    this.#inBackground = inBackground;
  }

  /**
   * Does a job in the thread, once the jobs before are done.
   *
   * @throws FermataError whatever the job throws; `INTERNAL` if the thread dies
   */
  run<Name extends JobName>(
    name: Name,
    request: Jobs[Name]['request'],
  ): Promise<Jobs[Name]['result']> {
    const done = this.#idle.then(() => this.#do(name, request));
    this.#idle = done.catch(() => {});
    return done;
  }

  /** Makes the running job, and every later one, roll back and fail with `INTERRUPTED`. */
  stop(): void {
    Atomics.store(new Int32Array(this.#stopFlag), 0, 1);
  }

  /** Ends the thread, if it was started. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #do<Name extends JobName>(
    name: Name,
    request: Jobs[Name]['request'],
  ): Promise<Jobs[Name]['result']> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const onMessage = (message: ThreadMessage) => {
        if (message.kind === 'event') this.#onEvent(message.event);
        else if (message.kind === 'error') settle(() => reject(errorFromReport(message.report)));
        else settle(() => resolve(JOB_RESULTS[name].parse(message.result)));
      };
      const onError = (error: unknown) => settle(() => reject(toFermataError(error)));
      const onExit = (status: number) =>
        onError(new Error(`The worker thread ended with status ${status}.`));
      const settle = (finish: () => void) => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        finish();
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage({ name, request });
    });
  }

  #start(): Worker {
    // The worker lies beside this module, in the sources (.ts) as in the built app (.js).
    const script = new URL(`./lifecycle-worker${extname(import.meta.url)}`, import.meta.url);
    const workerData: ThreadOptions = {
      stopFlag: this.#stopFlag,
      inBackground: this.#inBackground,
    };
    const worker = new Worker(script, { workerData });
    // A thread that died takes no more jobs: the next one starts another.
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    return worker;
  }
}
