/**
 * Reads the tags of many files in a thread of its own, which is ahead of what is written. Where a file
 * makes the thread break off, that is the file's problem, and the next one is read.
 */
import { FermataError } from '../../../shared/errors.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import type { TagsOrProblem } from './tag-messages.ts';
import { TAG_WORKER, TagThread } from './tag-thread.ts';

/** Two batches, the one that is written and the next one: the disk is busy, and memory is not filled. */
const FILES_PER_BATCH = 16;
const BATCHES_AHEAD = 3;

export interface TagReaderOptions {
  /** Its files are not opened. */
  readonly library: LibraryLocation;
  /** Ends reading at once. */
  readonly cancelled: AbortSignal;
  /** What runs in the thread: for tests of a thread that breaks off. */
  readonly script?: URL | undefined;
}

interface ReadFile<File> {
  readonly file: File;
  readonly result: TagsOrProblem;
}

interface AskedBatch<File> {
  readonly files: readonly File[];
  readonly results: Promise<readonly TagsOrProblem[] | null>;
}

/**
 * Reads files in their order, some at a time.
 *
 * @throws FermataError `INTERNAL` if the thread cannot be started
 */
export async function* readInThread<File extends { readonly path: string }>(
  files: readonly File[],
  { library, cancelled, script = TAG_WORKER }: TagReaderOptions,
): AsyncGenerator<readonly ReadFile<File>[]> {
  if (files.length === 0) return;
  let thread = new TagThread(library, script);
  const cancel = () => void thread.end();
  cancelled.addEventListener('abort', cancel);
  const asked: AskedBatch<File>[] = [];
  try {
    await requireReady(thread, cancelled);
    for (let next = 0; !cancelled.aborted; ) {
      while (asked.length < BATCHES_AHEAD && next < files.length) {
        const batch = files.slice(next, next + FILES_PER_BATCH);
        next += batch.length;
        asked.push({ files: batch, results: thread.read(batch.map(({ path }) => path)) });
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
        if (thread.isOver && !cancelled.aborted) {
          thread = new TagThread(library, script);
          await requireReady(thread, cancelled);
        }
        const alone = await thread.read([file.path]);
        if (cancelled.aborted) return;
        yield pair([file], alone ?? [{ problem: tellInEnglish(words('scanReasons.brokeOff')) }]);
      }
    }
  } finally {
    cancelled.removeEventListener('abort', cancel);
    await thread.end();
  }
}

function pair<File>(
  files: readonly File[],
  results: readonly TagsOrProblem[],
): readonly ReadFile<File>[] {
  return files.flatMap((file, index) => {
    const result = results[index];
    return result === undefined ? [] : [{ file, result }];
  });
}

async function requireReady(thread: TagThread, cancelled: AbortSignal): Promise<void> {
  if ((await thread.isReady) || cancelled.aborted) return;
  throw new FermataError('INTERNAL', 'The thread that reads tags could not be started.', {
    advice: 'Scan again. If it happens again, send us the details from the log.',
    cause: thread.endedBy,
  });
}
