/**
 * The scans of an open library: one at a time, one that a person asks for before a quiet one, and none beside
 * what would be undone by what a scan has read before.
 */
import { type ScanState, ScanStateSchema } from '../../shared/api/scan.ts';
import { NO_SCAN, type ScanRequest, scanIsRunning } from './scan/scan-state.ts';

export interface ScanOptions {
  /** Aborting cancels the scan. */
  readonly signal?: AbortSignal | undefined;
  readonly onState?: ((state: ScanState) => void) | undefined;
  /** Marks tracks as missing even where so many of the folders' files are gone that a disk may be away. */
  readonly acceptsMissing?: boolean | undefined;
  /** Reads files again that have not changed. */
  readonly readsAll?: boolean | undefined;
}

/** The thread that scans. */
interface ScanThread {
  /** Answers with how the scan ended. */
  readonly scan: (request: ScanRequest) => Promise<unknown>;
  /** Ends the scan that runs, if there is one. */
  readonly cancel: () => Promise<unknown>;
  readonly musicFolders: () => Promise<readonly string[]>;
}

/** A scan that runs because a person asked for it. */
interface AskedScan {
  readonly ended: Promise<ScanState>;
  readonly options: Pick<ScanOptions, 'acceptsMissing' | 'readsAll'>;
}

export class LibraryScans {
  readonly #thread: ScanThread;
  readonly #listeners = new Set<(state: ScanState) => void>();
  #state: ScanState = NO_SCAN;
  #quiet: Promise<ScanState> | null = null;
  #asked: AskedScan | null = null;
  /** What no scan may run beside, as long as it does. */
  #between: Promise<unknown> | null = null;

  constructor(thread: ScanThread) {
    this.#thread = thread;
  }

  /** How far the running scan is, or how the last one ended; of quiet ones only what asks for a decision. */
  get state(): ScanState {
    return this.#state;
  }

  /** Whether a scan runs, a quiet one included. */
  get isRunning(): boolean {
    return this.#state.state === 'scanning' || this.#quiet !== null;
  }

  /** Takes in what the thread tells of a scan. */
  receive(state: ScanState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  onState(listener: (state: ScanState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** As the scan of a library (library.ts). */
  async scan(folders: readonly string[], options: ScanOptions): Promise<ScanState> {
    const { signal, onState, acceptsMissing = false, readsAll = false } = options;
    if (this.#state.state === 'scanning') throw scanIsRunning();
    if (signal?.aborted === true) return { ...NO_SCAN, state: 'cancelled', folders: [...folders] };
    const before = this.#state;
    this.#state = { ...NO_SCAN, state: 'scanning', folders: [...folders] };
    const stopListening = onState === undefined ? null : this.onState(onState);
    const cancel = () => this.cancel();
    try {
      await this.#endQuiet();
      // The work's failure is told to its caller. Where no such work runs, the scan registers in this very step:
      // work that begins a moment later has to see it.
      if (this.#between !== null) await this.#between.catch(() => {});
      // What was aborted meanwhile is cancelled as soon as it has begun.
      if (isAborted(signal)) queueMicrotask(cancel);
      signal?.addEventListener('abort', cancel);
      const ended = this.#run({ folders, acceptsMissing, readsAll });
      this.#asked = { ended, options: { acceptsMissing, readsAll } };
      return await ended;
    } catch (error) {
      // A scan that failed has said so; one that was refused never began.
      if (this.#isScanning()) this.#state = before;
      throw error;
    } finally {
      this.#asked = null;
      signal?.removeEventListener('abort', cancel);
      stopListening?.();
    }
  }

  /** As the quiet scan of a library (library.ts). */
  async scanQuietly(
    folders: readonly string[],
    parts: readonly string[] | undefined,
  ): Promise<ScanState | null> {
    if (this.isRunning || this.#between !== null) return null;
    this.#quiet = this.#run({ folders, parts, acceptsMissing: false, isQuiet: true });
    try {
      const ended = await this.#quiet;
      if (ended.notThere > 0) this.#tellQuestion(ended);
      return ended;
    } finally {
      this.#quiet = null;
    }
  }

  cancel(): void {
    // A thread that has ended has no scan to cancel.
    this.#thread.cancel().catch(() => {});
  }

  /**
   * Does what no scan may run beside. A quiet scan ends; one that a person asked for is interrupted, and goes
   * on in the folders that are music folders still.
   */
  async between<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#endQuiet();
    const asked = this.#asked;
    if (asked === null) return this.#alone(work);
    this.cancel();
    // The scan's caller is told of its failure.
    const interrupted = await asked.ended.catch(() => null);
    try {
      return await this.#alone(work);
    } finally {
      if (interrupted?.state === 'cancelled') await this.#goOn(interrupted.folders, asked.options);
    }
  }

  /** One after the other. */
  async #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = this.#between?.catch(() => {}) ?? Promise.resolve();
    const running = before.then(work);
    this.#between = running;
    try {
      return await running;
    } finally {
      if (this.#between === running) this.#between = null;
    }
  }

  async #goOn(folders: readonly string[], options: AskedScan['options']): Promise<void> {
    const present = await this.#thread.musicFolders();
    const left = folders.filter((folder) => present.includes(folder));
    // How it ends is told as its state.
    if (left.length > 0) void this.scan(left, options).catch(() => {});
  }

  async #run(request: ScanRequest): Promise<ScanState> {
    return ScanStateSchema.parse(await this.#thread.scan(request));
  }

  async #endQuiet(): Promise<void> {
    const quiet = this.#quiet;
    if (quiet === null) return;
    this.cancel();
    // Its caller is told of its failure.
    await quiet.catch(() => {});
  }

  /** Once: it would be the same at the next look. */
  #tellQuestion(scan: ScanState): void {
    if (this.#state.notThere === scan.notThere || this.#isScanning()) return;
    this.receive(scan);
  }

  #isScanning(): boolean {
    return this.#state.state === 'scanning';
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
