/**
 * Reads the tags of many files in threads of their own, which are ahead of what is written. Where a file
 * makes its thread break off or takes too long, that is the file's problem, and the next one is read.
 */
import { availableParallelism } from 'node:os';
import { FermataError } from '../../../shared/errors.ts';
import type { TextEncoding } from '../../../shared/text-encodings.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import type { ReadResult, TagJob, TagResult } from './tag-messages.ts';
import { type Answers, type Ending, TagThread, type TagThreadOptions } from './tag-thread.ts';

/** Two batches for each thread, the one that it reads and the next one, and one that is written. */
const FILES_PER_BATCH = 16;
const BATCHES_AHEAD = 2;

/** Four read as much as one can write; each takes memory (docs/benchmarks.md). */
const MOST_THREADS = 4;

export interface TagReaderOptions extends TagThreadOptions {
  /** Ends reading at once. */
  readonly cancelled: AbortSignal;
}

interface FileToRead {
  readonly path: string;
  /** What a person has said of its texts; a guess if left out. */
  readonly encoding?: TextEncoding | null;
}

export interface ReadFile<File> {
  readonly file: File;
  readonly result: ReadResult;
}

interface AskedBatch<File> {
  readonly files: readonly File[];
  readonly answers: Promise<Answers>;
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
        asked.push({ files: batch, answers: threads.ask(batch) });
      }
      const batch = asked.shift();
      if (batch === undefined) return;
      yield* readToTheEnd(batch, threads, cancelled);
    }
  } finally {
    cancelled.removeEventListener('abort', cancel);
    await threads.end();
  }
}

/** Goes on with a batch, in other threads, where one has ended. */
async function* readToTheEnd<File extends FileToRead>(
  batch: AskedBatch<File>,
  threads: TagThreads,
  cancelled: AbortSignal,
): AsyncGenerator<readonly ReadFile<File>[]> {
  let { files } = batch;
  let answers = await batch.answers;
  for (;;) {
    const read = pair(files, answers.results);
    if (read.length > 0) yield read;
    files = files.slice(read.length);
    const [file] = files;
    if (file === undefined || cancelled.aborted) return;
    await threads.start();
    if (answers.ending !== null) {
      const result = await resultOf(file, answers.ending, threads);
      if (cancelled.aborted) return;
      yield [{ file, result }];
      files = files.slice(1);
      if (files.length === 0) return;
    }
    answers = await threads.ask(files);
  }
}

/** Of a file at which a thread has ended. Alone with a new one, it may be read: the one before had read many. */
async function resultOf(
  file: FileToRead,
  ending: Ending,
  threads: TagThreads,
): Promise<ReadResult> {
  if (ending === 'disk') {
    return { problem: tellInEnglish(words('scanReasons.shareSilent')), isPassing: true };
  }
  if (ending === 'slow') return { problem: tellInEnglish(words('scanReasons.tookTooLong')) };
  const alone = await threads.askAlone(file);
  const [result] = alone.results;
  if (result !== undefined) return asReadResult(result);
  if (alone.ending !== null && alone.ending !== 'broke-off') {
    return resultOf(file, alone.ending, threads);
  }
  return { problem: tellInEnglish(words('scanReasons.brokeOff')) };
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
    if (this.#options.cancelled.aborted) return;
    this.#threads = this.#threads.filter((thread) => !thread.isOver);
    const started = Array.from(
      { length: this.count - this.#threads.length },
      () => new TagThread(this.#options),
    );
    this.#threads.push(...started);
    await this.#requireReady(started);
  }

  /** Reads files: as {@link TagThread.ask} answers. */
  ask(files: readonly FileToRead[]): Promise<Answers> {
    const [idlest] = this.#threads
      .filter((thread) => !thread.isOver)
      .toSorted((a, b) => a.waiting - b.waiting);
    return idlest?.ask(files.map(toJob)) ?? Promise.resolve({ results: [], ending: null });
  }

  /** The same of one file, in a thread that reads nothing else. */
  async askAlone(file: FileToRead): Promise<Answers> {
    const thread = new TagThread(this.#options);
    this.#threads.push(thread);
    await this.#requireReady([thread]);
    const answers = await thread.ask([toJob(file)]);
    await thread.end();
    return answers;
  }

  /** Ends them, whatever they are doing. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  async #requireReady(started: readonly TagThread[]): Promise<void> {
    const areReady = await Promise.all(started.map((thread) => thread.isReady));
    const failed = started[areReady.indexOf(false)];
    if (failed === undefined || this.#options.cancelled.aborted) return;
    throw new FermataError('INTERNAL', 'A thread that reads tags could not be started.', {
      advice: 'Scan again. If it happens again, send us the details from the log.',
      cause: failed.endedBy,
    });
  }
}

const toJob = ({ path, encoding = null }: FileToRead): TagJob => ({ kind: 'tags', path, encoding });

function pair<File>(
  files: readonly File[],
  results: readonly TagResult[],
): readonly ReadFile<File>[] {
  return files.slice(0, results.length).flatMap((file, index) => {
    const result = results[index];
    return result === undefined ? [] : [{ file, result: asReadResult(result) }];
  });
}

function asReadResult(result: TagResult): ReadResult {
  if ('bytes' in result || 'texts' in result) {
    throw new TypeError('A thread that was asked for tags answered something else.');
  }
  return result;
}
