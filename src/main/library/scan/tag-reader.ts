/**
 * Reads the tags of many files in threads of their own, which are ahead of what is written. Where a file
 * makes its thread break off or hang, that is the file's problem, and the next one is read.
 */
import { availableParallelism } from 'node:os';
import { FermataError } from '../../../shared/errors.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import type { ReadResult } from './tag-messages.ts';
import { type FileToRead, PATIENCE_MS, TAG_WORKER, TagThread } from './tag-thread.ts';

/** Two batches for each thread, the one that it reads and the next one, and one that is written. */
const FILES_PER_BATCH = 16;
const BATCHES_AHEAD = 2;

/** Four read as much as one can write; each takes memory (docs/benchmarks.md). */
const MOST_THREADS = 4;

export interface TagReaderOptions {
  /** Its files are not opened. */
  readonly library: LibraryLocation;
  /** Ends reading at once. */
  readonly cancelled: AbortSignal;
  /** What runs in the threads: for tests of a thread that breaks off. */
  readonly script?: URL | undefined;
  /** In milliseconds: for tests of a thread that hangs. */
  readonly patienceMs?: number | undefined;
}

export interface ReadFile<File> {
  readonly file: File;
  readonly result: ReadResult;
}

interface AskedBatch<File> {
  readonly files: readonly File[];
  readonly results: Promise<readonly ReadResult[] | null>;
}

/**
 * Reads files in their order, some at a time.
 *
 * @throws FermataError `INTERNAL` if a thread cannot be started
 */
export async function* readInThreads<File extends FileToRead>(
  files: readonly File[],
  options: TagReaderOptions,
): AsyncGenerator<readonly ReadFile<File>[]> {
  if (files.length === 0) return;
  const { cancelled } = options;
  const batches = Math.ceil(files.length / FILES_PER_BATCH);
  const threads = new TagThreads(options, Math.min(availableParallelism(), MOST_THREADS, batches));
  const cancel = () => void threads.end();
  cancelled.addEventListener('abort', cancel);
  const asked: AskedBatch<File>[] = [];
  try {
    await threads.start();
    for (let next = 0; !cancelled.aborted; ) {
      while (asked.length < threads.count * BATCHES_AHEAD + 1 && next < files.length) {
        const batch = files.slice(next, next + FILES_PER_BATCH);
        next += batch.length;
        asked.push({ files: batch, results: threads.read(batch) });
      }
      const batch = asked.shift();
      if (batch === undefined) return;
      const results = await batch.results;
      if (results !== null) {
        yield pair(batch.files, results);
        continue;
      }
      // One of them has ended the thread: alone, each file answers for itself.
      for (const file of batch.files) {
        await threads.start();
        const alone = await threads.read([file]);
        if (cancelled.aborted) return;
        yield pair([file], alone ?? [{ problem: tellInEnglish(words('scanReasons.brokeOff')) }]);
      }
    }
  } finally {
    cancelled.removeEventListener('abort', cancel);
    await threads.end();
  }
}

/** As many threads as there are to be, each in the place of one that has ended. */
class TagThreads {
  readonly count: number;
  readonly #options: TagReaderOptions;
  #threads: TagThread[] = [];

  constructor(options: TagReaderOptions, count: number) {
    this.#options = options;
    this.count = count;
  }

  /**
   * Starts those that do not run.
   *
   * @throws FermataError `INTERNAL`
   */
  async start(): Promise<void> {
    const { library, cancelled, script = TAG_WORKER, patienceMs = PATIENCE_MS } = this.#options;
    if (cancelled.aborted) return;
    this.#threads = this.#threads.filter((thread) => !thread.isOver);
    const started = Array.from({ length: this.count - this.#threads.length }, () => {
      return new TagThread(library, script, patienceMs);
    });
    this.#threads.push(...started);
    const areReady = await Promise.all(started.map((thread) => thread.isReady));
    const failed = started[areReady.indexOf(false)];
    if (failed === undefined || cancelled.aborted) return;
    throw new FermataError('INTERNAL', 'A thread that reads tags could not be started.', {
      advice: 'Scan again. If it happens again, send us the details from the log.',
      cause: failed.endedBy,
    });
  }

  /** The tags of files in their order, or null where a thread ended before it had them all. */
  read(files: readonly FileToRead[]): Promise<readonly ReadResult[] | null> {
    const [idlest] = this.#threads
      .filter((thread) => !thread.isOver)
      .toSorted((a, b) => a.waiting - b.waiting);
    return idlest?.read(files) ?? Promise.resolve(null);
  }

  /** Ends them, whatever they are doing. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}

function pair<File>(
  files: readonly File[],
  results: readonly ReadResult[],
): readonly ReadFile<File>[] {
  return files.flatMap((file, index) => {
    const result = results[index];
    return result === undefined ? [] : [{ file, result }];
  });
}
