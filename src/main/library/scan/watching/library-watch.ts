/**
 * Keeps an open library up to date by itself, unless another process does: a scan of the music folders some
 * seconds after the start, then of what changes in them. Folders that cannot be watched are scanned from time to time. It does one
 * thing after the other, gives way to scans that a person asks for, and is told only where it cannot go on.
 */
import type { CannotWatchReason, FolderWatchState } from '../../../../shared/api/watching.ts';
import { type ErrorCode, sentencesOf, toFermataError } from '../../../../shared/errors.ts';
import { type Words, type WordsKey, words } from '../../../../shared/words/words.ts';
import type { Library } from '../../library.ts';
import { isIn } from '../missing-files.ts';
import { ChangedParts } from './changed-parts.ts';
import { CannotWatch, type FolderWatch, identityOf, watchFolder } from './folder-watch.ts';
import { LinkedWatch } from './linked-watch.ts';
import { WatchTurn } from './watch-turn.ts';

/** In milliseconds. */
export interface WatchTiming {
  /** From the opening: the first page is drawn by then. */
  readonly first: number;
  /** After the last of some changes: a program that tags an album, or copies one, is done by then. */
  readonly rest: number;
  /** After the first of them: where they do not end, an album that was copied shows meanwhile. */
  readonly longest: number;
  /** Between two looks whether disks have come or gone, and which folders are to be scanned again. */
  readonly look: number;
  /** Before a scan that gave way, or failed, is tried again. */
  readonly again: number;
  /** Between two scans of a folder that is not watched. */
  readonly poll: number;
}

const TIMING: WatchTiming = {
  first: 3_000,
  rest: 1_000,
  longest: 10_000,
  look: 30_000,
  again: 5_000,
  poll: 60_000,
};

/** A folder that is not watched is at rest for so many times as long as a scan of it takes. */
const REST_PER_SCAN = 20;

/** After these the library is closed, or is about to be. */
const ENDS: readonly ErrorCode[] = [
  'INTERRUPTED',
  'LIBRARY_DAMAGED',
  'LIBRARY_TOO_NEW',
  'LIBRARY_MOVED',
];

const NOTICES = {
  share: 'watching.onShare',
  limit: 'watching.atLimit',
  system: 'watching.notBySystem',
} as const satisfies Record<CannotWatchReason, WordsKey>;

interface WatchedFolder {
  /** Which folder the path led to when it was looked at last; null where there was none. */
  identity: string | null;
  /** When its last scan ended, and how long that took, by a clock that never jumps; null before. */
  scanned: { readonly at: number; readonly tookMs: number } | null;
  watch: FolderWatch | null;
  /** Why it is not watched; null as long as that has not been tried, or has not failed. */
  problem: CannotWatchReason | null;
}

export interface LibraryWatchOptions {
  readonly library: Library;
  /** What a person should know; each once. */
  readonly onNotice: (notice: Words) => void;
  /** For tests, which cannot wait as long. */
  readonly timing?: Partial<WatchTiming>;
}

export class LibraryWatch {
  readonly #library: Library;
  readonly #onNotice: (notice: Words) => void;
  readonly #timing: WatchTiming;
  readonly #folders = new Map<string, WatchedFolder>();
  readonly #changed = new ChangedParts();
  readonly #noticed = new Set<string>();
  readonly #turn: WatchTurn;
  readonly #linked = new LinkedWatch((path) => this.#noteChange(path));
  /** The folders while another process keeps the library up to date. */
  #leftToAnother: readonly string[] = [];
  readonly #unlisten: () => void;
  #timer: NodeJS.Timeout | undefined;
  /** Of those that no scan has looked at yet, by a clock that never jumps. */
  #firstChangeAt: number | null = null;
  #running: Promise<void> | null = null;
  /** Whether music folders may have come or gone, or watching been turned on or off, since the last step began. */
  #hasNews = false;
  #isStopped = false;

  constructor({ library, onNotice, timing = {} }: LibraryWatchOptions) {
    this.#library = library;
    this.#turn = new WatchTurn(library.location);
    this.#onNotice = onNotice;
    this.#timing = { ...TIMING, ...timing };
    this.#unlisten = library.onChanged(({ subjects }) => {
      if (!subjects.includes('folders')) return;
      this.#hasNews = true;
      this.#goOnIn(this.#timing.rest);
    });
    this.#goOnIn(this.#timing.first);
  }

  /** How each music folder is kept up to date, as far as that is known yet. */
  get states(): FolderWatchState[] {
    const left = this.#leftToAnother.map(
      (path): FolderWatchState => ({ path, how: 'elsewhere', reason: null }),
    );
    return left.concat(
      [...this.#folders].map(([path, { identity, watch, problem }]) => ({
        path,
        how: identity === null ? 'away' : watch !== null ? 'watched' : 'polled',
        reason: problem,
      })),
    );
  }

  /** Ends it. A scan that runs is the library's to end, and a folder that is watched is let go of by itself. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#unlisten();
    this.#turn.release();
    this.#linked.stop();
    for (const folder of this.#folders.values()) void letGo(folder);
    this.#folders.clear();
  }

  /** Goes on after some milliseconds, or, where it is at work, once that is over. */
  #goOnIn(ms: number): void {
    if (this.#isStopped || this.#running !== null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#running = this.#goOn();
    }, ms);
    // The app ends without the next look.
    this.#timer.unref();
  }

  async #goOn(): Promise<void> {
    let isDone = true;
    this.#hasNews = false;
    try {
      isDone = await this.#step();
    } catch (error) {
      this.#failed(error);
      isDone = false;
    }
    this.#running = null;
    const { look, rest, again } = this.#timing;
    const isAtRest = this.#changed.isEmpty && !this.#hasNews;
    this.#goOnIn(isDone ? (isAtRest ? look : rest) : again);
  }

  /** Does what is due; false where a scan gave way. */
  async #step(): Promise<boolean> {
    const { isOn, folders } = await this.#library.calls.watchedFolders({});
    if (this.#isStopped) return true;
    // Where there is nothing to do, no lock is made.
    const isOurs = isOn && folders.length > 0 && this.#turn.take();
    if (!isOn) this.#turn.release();
    this.#leftToAnother = isOn && !isOurs ? folders : [];
    await this.#follow(isOurs ? folders : []);
    const present = [...this.#folders].filter(([, { identity }]) => identity !== null);
    if (present.length === 0) this.#linked.stop();
    if (this.#isStopped || present.length === 0) return true;
    const due = present.filter(([, folder]) => this.#isDue(folder));
    if (due.length > 0 && !(await this.#scanAll(due))) return false;
    for (const [path, folder] of present) {
      // Watching it anew has all of it looked at, which waits until nothing changes any more.
      if (folder.watch?.isWhole === false && this.#changed.isEmpty) await letGo(folder);
      if (folder.watch === null && folder.problem === null) await this.#watch(path, folder);
    }
    if (this.#isStopped) return true;
    const paths = present.map(([path]) => path);
    if (!(await this.#scanChanged(paths))) return false;
    await this.#followLinks(paths);
    return true;
  }

  /** Forgets folders that are no music folders any more, and what is said of those that lead elsewhere now. */
  async #follow(paths: readonly string[]): Promise<void> {
    for (const [path, folder] of this.#folders) {
      if (paths.includes(path)) continue;
      void letGo(folder);
      this.#folders.delete(path);
    }
    for (const path of paths) {
      const identity = await identityOf(path);
      if (this.#isStopped) return;
      const known = this.#folders.get(path);
      if (known !== undefined && known.identity === identity) continue;
      if (known !== undefined) void letGo(known);
      this.#folders.set(path, { identity, scanned: null, watch: null, problem: null });
    }
  }

  async #followLinks(folders: readonly string[]): Promise<void> {
    if (this.#isStopped) return;
    const links = await this.#library.linkedFolders();
    await this.#linked.follow(links.filter((link) => folders.some((folder) => isIn(folder, link))));
    if (this.#isStopped) this.#linked.stop();
    for (const link of this.#linked.due(this.#timing.poll)) this.#changed.add(link);
  }

  #isDue({ scanned, problem }: WatchedFolder): boolean {
    if (scanned === null) return true;
    if (problem === null) return false;
    const restMs = Math.max(this.#timing.poll, scanned.tookMs * REST_PER_SCAN);
    return performance.now() - scanned.at >= restMs;
  }

  /** Scans folders whole; false where that was not to be. */
  async #scanAll(folders: readonly (readonly [string, WatchedFolder])[]): Promise<boolean> {
    const begun = performance.now();
    const ended = await this.#library.scanQuietly(folders.map(([path]) => path));
    if (ended?.state !== 'done') return false;
    const at = performance.now();
    for (const [, folder] of folders) folder.scanned = { at, tookMs: at - begun };
    return true;
  }

  /** Scans what has changed; false where that was not to be. */
  async #scanChanged(folders: readonly string[]): Promise<boolean> {
    this.#firstChangeAt = null;
    if (this.#changed.isEmpty) return true;
    const parts = await this.#changed.take(folders);
    if (parts.length === 0) return true;
    try {
      const ended = await this.#library.scanQuietly(folders, parts);
      if (ended?.state === 'done') return true;
    } catch (error) {
      this.#addAgain(parts);
      throw error;
    }
    this.#addAgain(parts);
    return false;
  }

  #addAgain(parts: readonly string[]): void {
    for (const part of parts) this.#changed.add(part);
  }

  async #watch(path: string, folder: WatchedFolder): Promise<void> {
    try {
      const watch = await watchFolder(
        path,
        (changed) => this.#noteChange(changed),
        ({ reason }) => this.#giveUp(path, folder, reason),
      );
      folder.watch = watch;
      // What it was when its scan began may have changed since, unseen. It is cheap: the disk has just been read.
      this.#changed.add(path);
      if (this.#isStopped || this.#folders.get(path) !== folder) void letGo(folder);
    } catch (error) {
      if (!(error instanceof CannotWatch)) throw error;
      this.#giveUp(path, folder, error.reason);
    }
  }

  /** The folder is scanned from time to time from now on. */
  #giveUp(path: string, folder: WatchedFolder, problem: CannotWatchReason): void {
    void letGo(folder);
    folder.problem = problem;
    if (!this.#isStopped) this.#noticeOnce(path, words(NOTICES[problem], { folder: path }));
  }

  #noteChange(path: string): void {
    if (this.#isStopped) return;
    this.#changed.add(path);
    const now = performance.now();
    this.#firstChangeAt ??= now;
    const longestMs = this.#firstChangeAt + this.#timing.longest - now;
    this.#goOnIn(Math.max(0, Math.min(this.#timing.rest, longestMs)));
  }

  #failed(thrown: unknown): void {
    const error = toFermataError(thrown);
    if (ENDS.includes(error.code)) this.stop();
    // A folder went away in between, or a scan was quicker: the next look knows.
    else if (error.code !== 'USAGE' && error.code !== 'BUSY') {
      const reason = sentencesOf(error).message;
      this.#noticeOnce(error.code, words('watching.failed', { reason }));
    }
  }

  #noticeOnce(about: string, notice: Words): void {
    if (this.#noticed.has(about)) return;
    this.#noticed.add(about);
    this.#onNotice(notice);
  }
}

/** What it still tells is not listened to any more. */
async function letGo(folder: WatchedFolder): Promise<void> {
  const { watch } = folder;
  folder.watch = null;
  // What cannot be let go of ends with the process.
  await watch?.stop().catch(() => {});
}
