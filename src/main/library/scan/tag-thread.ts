/**
 * The other side of a thread that reads files: what it is asked, and its answers in order. What it may take of
 * memory and time has limits; beyond them it ends, and the file that it was at is known.
 */

import { extname } from 'node:path';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import { isWaiting, newNote } from './reading/waiting.ts';
import { TagAnswerSchema, type TagJob, type TagResult } from './tag-messages.ts';

/** It lies beside this module, in the sources (.ts) as in the built app (.js). */
const TAG_WORKER = new URL(`./tag-worker${extname(import.meta.url)}`, import.meta.url);

/** How long a file may take, in milliseconds: a parser that is led in circles takes for ever. */
const MOST_MS = 10_000;

/** The same where the thread waits for the disk: one that wakes up takes seconds, a share may be gone. */
const MOST_WAITING_MS = 60_000;

/** Of JavaScript's own memory, in megabytes; TagLib's is beside it (reading/taglib.ts), and what is read of a file. */
const MOST_HEAP_MB = 192;
const MOST_YOUNG_MB = 32;

/** A thread that waits for a disk ends when the disk answers, which nothing waits for; in milliseconds. */
const MOST_ENDING_MS = 500;

export interface TagThreadOptions {
  /** Its files are not opened. */
  readonly library: LibraryLocation;
  /** What runs in the thread: for tests of one that breaks off. */
  readonly script?: URL | undefined;
  /** In milliseconds: for tests of one that hangs. */
  readonly mostMs?: number | undefined;
  /** In milliseconds: for tests of one whose disk does not answer. */
  readonly mostWaitingMs?: number | undefined;
}

/** Why a thread has ended at a file: it took too long, or waited too long for the disk, or broke off. */
export type Ending = 'slow' | 'disk' | 'broke-off';

/** Of each job in their order, as far as the thread came. */
export interface Answers {
  readonly results: readonly TagResult[];
  /** What ended the thread at the next job; null where all were done, or where it had not come to these. */
  readonly ending: Ending | null;
}

interface Asked {
  readonly jobs: number;
  readonly results: TagResult[];
  readonly resolve: (answers: Answers) => void;
}

export class TagThread {
  /** Whether it can be asked, known once it has loaded what it needs, or has ended before. */
  readonly isReady: Promise<boolean>;
  readonly #worker: Worker;
  readonly #note = newNote();
  readonly #asked: Asked[] = [];
  readonly #mostMs: number;
  readonly #mostWaitingMs: number;
  #silence: NodeJS.Timeout | undefined;
  #answers = 0;
  #setReady: (isReady: boolean) => void = () => {};
  #isOver = false;
  #endedBy: unknown = null;

  constructor({
    library,
    script = TAG_WORKER,
    mostMs = MOST_MS,
    mostWaitingMs = MOST_WAITING_MS,
  }: TagThreadOptions) {
    this.#mostMs = mostMs;
    this.#mostWaitingMs = mostWaitingMs;
    this.isReady = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    const { libraryFile, lockDir } = library;
    this.#worker = new Worker(script, {
      workerData: { libraryFile, lockDir, waiting: this.#note },
      resourceLimits: {
        maxOldGenerationSizeMb: MOST_HEAP_MB,
        maxYoungGenerationSizeMb: MOST_YOUNG_MB,
      },
    });
    this.#worker
      .on('message', (message: unknown) => this.#receive(message))
      .on('error', (error: unknown) => this.#finish(error, 'broke-off'))
      .on('exit', (status) => {
        this.#finish(new Error(`It ended with status ${status}.`), 'broke-off');
      });
  }

  /** Whether it has ended, by itself or because it was told to. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** What ended it. */
  get endedBy(): unknown {
    return this.#endedBy;
  }

  /** How many requests it has not answered. */
  get waiting(): number {
    return this.#asked.length;
  }

  /** Has it do jobs, after what it was asked before. */
  ask(jobs: readonly TagJob[]): Promise<Answers> {
    if (this.#isOver) return Promise.resolve({ results: [], ending: null });
    this.#worker.postMessage({ jobs });
    return new Promise((resolve) => {
      this.#asked.push({ jobs: jobs.length, results: [], resolve });
      if (this.#asked.length === 1) this.#listen();
    });
  }

  /** Has the process end while it does nothing. */
  unref(): void {
    this.#worker.unref();
  }

  /** Ends it, whatever it is doing. */
  async end(): Promise<void> {
    this.#finish(null, null);
    await Promise.race([this.#worker.terminate(), delay(MOST_ENDING_MS, null, { ref: false })]);
  }

  #receive(message: unknown): void {
    if (this.#isOver) return;
    this.#answers += 1;
    const answer = TagAnswerSchema.safeParse(message);
    if (!answer.success) {
      this.#finish(answer.error, 'broke-off');
      void this.#worker.terminate();
      return;
    }
    if (answer.data.kind === 'ready') {
      this.#setReady(true);
      return;
    }
    const [first] = this.#asked;
    first?.results.push(answer.data.result);
    if (first?.results.length === first?.jobs) {
      this.#asked.shift();
      first?.resolve({ results: first.results, ending: null });
    }
    this.#listen();
  }

  /** Ends it where a job takes too long. */
  #listen(ms = this.#mostMs): void {
    clearTimeout(this.#silence);
    if (this.#asked.length === 0) return;
    this.#silence = setTimeout(() => void this.#afterSilence(ms), ms);
  }

  async #afterSilence(silentMs: number): Promise<void> {
    const answers = this.#answers;
    // Answers may have come while this thread was busy itself.
    await setImmediate();
    if (this.#isOver || answers !== this.#answers) return;
    const isOfDisk = isWaiting(this.#note);
    const restMs = this.#mostWaitingMs - silentMs;
    if (isOfDisk && restMs > 0) {
      this.#silence = setTimeout(() => void this.#afterSilence(this.#mostWaitingMs), restMs);
      return;
    }
    this.#finish(new Error('It took too long over a file.'), isOfDisk ? 'disk' : 'slow');
    await this.#worker.terminate();
  }

  #finish(cause: unknown, ending: Ending | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#silence);
    this.#endedBy = cause;
    this.#setReady(false);
    for (const [index, { results, resolve }] of this.#asked.splice(0).entries()) {
      resolve({ results, ending: index === 0 ? ending : null });
    }
  }
}
