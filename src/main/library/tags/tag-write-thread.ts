/** The main thread's side of the thread that writes tags. It lives while there is something to write. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { errorFromReport, FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import {
  type SeenTags,
  SeenTagsSchema,
  TagWriteAnswerSchema,
  type TagWriteRequest,
  type WrittenTags,
  WrittenTagsSchema,
} from './tag-write-messages.ts';

/** It lies beside this module, in the sources (.ts) as in the built app (.js). */
const TAG_WRITE_WORKER = new URL(`./tag-write-worker${extname(import.meta.url)}`, import.meta.url);

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export class TagWriteThread {
  #worker: Worker | null = null;
  #waiting: Waiting[] = [];

  /** All tags of a file, and why they could not be written. */
  async see(path: string): Promise<SeenTags> {
    return SeenTagsSchema.parse(await this.#ask({ kind: 'see', path }));
  }

  /** Writes tags into a file, as write-tags.ts does. */
  async write(
    request: Omit<Extract<TagWriteRequest, { kind: 'write' }>, 'kind'>,
  ): Promise<WrittenTags> {
    return WrittenTagsSchema.parse(await this.#ask({ kind: 'write', ...request }));
  }

  /** Ends it. A file that is being written is what it was, or has its new tags. */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#finish(null);
    await worker?.terminate();
  }

  #ask(request: TagWriteRequest): Promise<unknown> {
    this.#worker ??= this.#start();
    this.#worker.postMessage(request);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #start(): Worker {
    const worker = new Worker(TAG_WRITE_WORKER);
    const finish = (cause: unknown) => {
      if (this.#worker === worker) this.#finish(cause);
    };
    return worker
      .on('message', (message: unknown) => this.#receive(message))
      .on('error', finish)
      .on('exit', (status) => finish(new Error(`It ended with status ${status}.`)));
  }

  #receive(message: unknown): void {
    const answer = TagWriteAnswerSchema.parse(message);
    const asked = this.#waiting.shift();
    if (answer.kind === 'done') asked?.resolve(answer.result);
    else asked?.reject(errorFromReport(answer.report));
  }

  /** The next request has a thread of its own. */
  #finish(cause: unknown): void {
    this.#worker = null;
    for (const { reject } of this.#waiting.splice(0)) {
      reject(
        new FermataError('TAGS_NOT_WRITTEN', words('tagErrors.brokeOff'), {
          advice: words('tagErrors.otherProgram'),
          libraryState: words('tagErrors.nothingWritten'),
          cause,
        }),
      );
    }
  }
}
