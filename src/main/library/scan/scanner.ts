/** Runs one scan at a time, and tells about it no more often than a person can follow. */
import type { ScanState } from '../../../shared/api/scan.ts';
import { reportError } from '../../../shared/errors.ts';
import type { OpenDatabase } from '../open-database.ts';
import { readCorrectedFiles } from './corrected-files.ts';
import { isIn } from './missing-files.ts';
import { followLinks, musicFolders, resolveScanRoots } from './scan-roots.ts';
import { type ScanEvents, ScanRun } from './scan-run.ts';
import { type ScanRequest, scanIsRunning } from './scan-state.ts';
import { ContentReplaced } from './scan-writer.ts';

/** In milliseconds: progress moves smoothly, lists that are shown are not read again all the time. */
const STATE_EVERY_MS = 100;
const CHANGED_EVERY_MS = 500;

export class Scanner {
  readonly #database: OpenDatabase;
  readonly #events: ScanEvents;
  readonly #tagWorker: URL | undefined;
  #cancellation = new AbortController();
  #running: Promise<ScanState> | null = null;
  #correcting: Promise<void> | null = null;
  #linkedFolders: readonly string[] = [];

  /** @param tagWorker what runs in the thread that reads tags, for tests of one that breaks off */
  constructor(database: OpenDatabase, events: ScanEvents, tagWorker?: URL) {
    this.#database = database;
    this.#tagWorker = tagWorker;
    this.#events = events;
  }

  /**
   * Scans folders.
   *
   * @throws FermataError `BUSY` if a scan is running, `USAGE` if a folder is missing, `NO_PERMISSION`, or
   *   whatever keeps it from writing the library (told as a `failed` state too)
   */
  async scan(request: ScanRequest): Promise<ScanState> {
    if (this.#running !== null) throw scanIsRunning();
    this.#cancellation = new AbortController();
    const { signal } = this.#cancellation;
    this.#running = this.settled().then(() => this.#scan(request, signal));
    try {
      return await this.#running;
    } finally {
      this.#running = null;
    }
  }

  /** The folders that links in the music folders led to when scans looked there last. */
  get linkedFolders(): readonly string[] {
    return this.#linkedFolders;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /**
   * Reads files again whose texts were read in another encoding than a person says. A scan that runs does it in
   * its end.
   */
  async readCorrected(): Promise<void> {
    if (this.#running !== null) return;
    // The scan that was cancelled is over.
    if (this.#cancellation.signal.aborted) this.#cancellation = new AbortController();
    const { signal } = this.#cancellation;
    // One after the other: what is said meanwhile is read, too.
    const before = this.#correcting ?? Promise.resolve();
    const correcting = before.catch(() => {}).then(() => this.#readCorrected(signal));
    this.#correcting = correcting;
    try {
      await correcting;
    } finally {
      if (this.#correcting === correcting) this.#correcting = null;
    }
  }

  /** Waits until no files are read again. */
  async settled(): Promise<void> {
    // What asked for it is told of its failure.
    await this.#correcting?.catch(() => {});
  }

  #readCorrected(cancelled: AbortSignal): Promise<void> {
    const { onChanged } = this.#events;
    return readCorrectedFiles(this.#database, { cancelled, tagWorker: this.#tagWorker, onChanged });
  }

  /** Ends the running scan, if there is one; what it has written stays. */
  cancel(): undefined {
    this.#cancellation.abort();
  }

  /** Ends the running scan and waits until it has ended. */
  async stop(): Promise<void> {
    this.cancel();
    // The scan's caller is told of its failure.
    await this.#running?.catch(() => {});
  }

  /**
   * The same with the folders as they are walked. A person may name any; a quiet scan is of music folders alone.
   * One that was removed meanwhile does not come back by it, and one in whose place a link is now, which leads
   * to other paths, does not come a second time.
   */
  async #resolved(request: ScanRequest): Promise<ScanRequest> {
    const resolved = await resolveScanRoots(request.folders);
    const folders = resolved.map(({ path }) => path);
    if (request.isQuiet !== true) {
      return {
        ...request,
        folders,
        names: new Map(resolved.map(({ path, name }) => [path, name])),
      };
    }
    const before = musicFolders(this.#database.db);
    const now = await followLinks(before);
    const names = new Map(now.map(({ path, name }) => [path, name]));
    const roots = folders.filter((folder) => names.has(folder));
    const parts = request.parts?.filter((part) => roots.some((root) => isIn(root, part)));
    for (const { path } of before) names.delete(path);
    return { ...request, folders: roots, names, parts };
  }

  #keepLinks(looked: readonly string[], found: readonly string[]): void {
    const others = this.#linkedFolders.filter((link) => !looked.some((part) => isIn(part, link)));
    this.#linkedFolders = [...new Set([...others, ...found])];
  }

  async #scan(request: ScanRequest, cancelled: AbortSignal): Promise<ScanState> {
    const resolved = await this.#resolved(request);
    const { onState, onChanged } = this.#events;
    const isTold = request.isQuiet !== true;
    const events = throttle({ onState: isTold ? onState : () => {}, onChanged });
    for (;;) {
      const run = new ScanRun(this.#database, resolved, events, cancelled, this.#tagWorker);
      try {
        const ended = await run.run();
        if (ended.state === 'done') {
          this.#keepLinks(resolved.parts ?? resolved.folders, run.linkedFolders);
          await this.#readCorrected(cancelled);
        }
        return ended;
      } catch (error) {
        if (error instanceof ContentReplaced) {
          // What it has read may be gone with the library before: it looks again, from the beginning.
          if (isTold) continue;
          // A quiet one's folders may be music folders no more.
          const ended: ScanState = { ...run.state, state: 'cancelled' };
          events.onState(ended);
          return ended;
        }
        events.onState({ ...run.state, state: 'failed', error: reportError(error) });
        throw error;
      }
    }
  }
}

/** Lets the first and the last of each kind through, and between them what is due. */
function throttle({ onState, onChanged }: ScanEvents): ScanEvents {
  let stateToldAt = Number.NEGATIVE_INFINITY;
  let changedToldAt = Number.NEGATIVE_INFINITY;
  let changedIsDue = false;
  return {
    onState(scan) {
      const isOver = scan.state !== 'scanning';
      if (isOver && changedIsDue) onChanged();
      const now = performance.now();
      if (!isOver && now - stateToldAt < STATE_EVERY_MS) return;
      stateToldAt = now;
      onState(scan);
    },
    onChanged() {
      const now = performance.now();
      changedIsDue = now - changedToldAt < CHANGED_EVERY_MS;
      if (changedIsDue) return;
      changedToldAt = now;
      onChanged();
    },
  };
}
