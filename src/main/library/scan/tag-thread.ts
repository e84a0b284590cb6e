/** The writing thread's side of one that reads tags: requests, and their answers in order. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TextEncoding } from '../../../shared/text-encodings.ts';
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import { type ReadResult, TagAnswerSchema } from './tag-messages.ts';

/** It lies beside this module, in the sources (.ts) as in the built app (.js). */
export const TAG_WORKER = new URL(`./tag-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * How long a thread may be silent over a few files, in milliseconds: a disk that wakes up takes seconds, a
 * parser that is led in circles for ever.
 */
export const PATIENCE_MS = 60_000;

export interface FileToRead {
  readonly path: string;
  /** What a person has said of its texts; a guess if left out. */
  readonly encoding?: TextEncoding | null;
}

export class TagThread {
  /** Whether it can be asked, known once it has loaded what it needs, or has ended before. */
  readonly isReady: Promise<boolean>;
  readonly #worker: Worker;
  readonly #asked: ((results: readonly ReadResult[] | null) => void)[] = [];
  readonly #patienceMs: number;
  #silence: NodeJS.Timeout | undefined;
  #setReady: (isReady: boolean) => void = () => {};
  #isOver = false;
  #endedBy: unknown = null;

  constructor({ libraryFile, lockDir }: LibraryLocation, script: URL, patienceMs: number) {
    this.#patienceMs = patienceMs;
    this.isReady = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    this.#worker = new Worker(script, { workerData: { libraryFile, lockDir } });
    this.#worker
      .on('message', (message: unknown) => this.#receive(message))
      .on('error', (error: unknown) => this.#finish(error))
      .on('exit', (status) => this.#finish(new Error(`It ended with status ${status}.`)));
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

  /** The tags of files in their order, or null where the thread ended before it had them all. */
  read(files: readonly FileToRead[]): Promise<readonly ReadResult[] | null> {
    if (this.#isOver) return Promise.resolve(null);
    const encoded = files.flatMap(({ path, encoding = null }) =>
      encoding === null ? [] : [[path, encoding] as const],
    );
    this.#worker.postMessage({
      paths: files.map(({ path }) => path),
      encodings: Object.fromEntries(encoded),
    });
    return new Promise((resolve) => {
      this.#asked.push(resolve);
      if (this.#asked.length === 1) this.#listen();
    });
  }

  /** Ends it, whatever it is doing. */
  async end(): Promise<void> {
    this.#finish(null);
    await this.#worker.terminate();
  }

  #receive(message: unknown): void {
    if (this.#isOver) return;
    const answer = TagAnswerSchema.safeParse(message);
    if (!answer.success) {
      this.#finish(answer.error);
      void this.#worker.terminate();
    } else if (answer.data.kind === 'ready') this.#setReady(true);
    else {
      this.#asked.shift()?.(answer.data.results);
      this.#listen();
    }
  }

  /** Ends it where it says nothing for too long. */
  #listen(): void {
    clearTimeout(this.#silence);
    if (this.#asked.length === 0) return;
    this.#silence = setTimeout(() => void this.end(), this.#patienceMs);
  }

  #finish(cause: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#silence);
    this.#endedBy = cause;
    this.#setReady(false);
    for (const resolve of this.#asked.splice(0)) resolve(null);
  }
}
