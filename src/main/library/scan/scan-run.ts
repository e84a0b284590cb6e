/**
 * One scan: find the audio files, have those read that are new or have changed, mark what is gone. It
 * writes in small transactions and lets other calls have their turn between them, so that it can be
 * stopped at any time and no edit waits for it.
 */
import type { ScanState } from '../../../shared/api/scan.ts';
import type { OpenDatabase } from '../open-database.ts';
import { TrackStore } from '../tracks/track-store.ts';
import { type FileState, type Finding, findAudioFiles } from './find-audio-files.ts';
import { findDoubtful, isIn } from './missing-files.ts';
import { ScanCheckpoints } from './scan-checkpoints.ts';
import { type KnownProblem, type KnownTrack, ScanRecords } from './scan-records.ts';
import { NO_SCAN, type ScanRequest } from './scan-state.ts';
import type { ReadResult } from './tag-messages.ts';
import { readInThreads } from './tag-reader.ts';
import { Turns } from './turns.ts';

interface ChangedFile {
  readonly path: string;
  readonly state: FileState;
}

export interface ScanEvents {
  /** Called often: as often as something happened. */
  readonly onState: (scan: ScanState) => void;
  /** Called after each transaction. */
  readonly onChanged: () => void;
}

/** A restore has put other content in the library's place: what the run knew of it is wrong. */
export class ContentReplaced extends Error {}

export class ScanRun {
  readonly #database: OpenDatabase;
  readonly #roots: readonly string[];
  /** What is looked at: some of what is below them, or all. */
  readonly #parts: readonly string[] | null;
  readonly #events: ScanEvents;
  readonly #contentVersion: unknown;
  readonly #store: TrackStore;
  readonly #records: ScanRecords;
  /** The tracks and problems that have not been met yet: in the end, what is gone. */
  readonly #unmetTracks = new Map<string, KnownTrack>();
  readonly #unmetProblems = new Map<string, KnownProblem>();
  readonly #unmetPictures = new Map<string, FileState>();
  readonly #newPaths = new Set<string>();
  /** Unchanged files that an older version of the reader has read, or that are all to be read again. */
  readonly #readAnew = new Set<string>();
  readonly #foundAgain: string[] = [];
  readonly #unreadableFolders: string[] = [];
  readonly #emptyFolders: string[] = [];
  /** How many of the tracks of each folder were not missing before. */
  readonly #known = new Map<string, number>();
  readonly #cancelled: AbortSignal;
  readonly #acceptsMissing: boolean;
  readonly #readsAll: boolean;
  readonly #isQuiet: boolean;
  readonly #tagWorker: URL | undefined;
  readonly #turns = new Turns();
  readonly #checkpoints: ScanCheckpoints;
  #hasWritten = false;
  #state: ScanState;

  /**
   * @param request the folders, resolved by resolveScanRoots
   * @param cancelled ends the run soon once it is aborted; what was written stays
   * @param tagWorker what runs in the thread that reads tags, for tests of one that breaks off
   */
  constructor(
    database: OpenDatabase,
    { folders: roots, parts, acceptsMissing, readsAll = false, isQuiet = false }: ScanRequest,
    events: ScanEvents,
    cancelled: AbortSignal,
    tagWorker?: URL,
  ) {
    this.#database = database;
    this.#roots = roots;
    this.#parts = parts ?? null;
    this.#acceptsMissing = acceptsMissing;
    this.#readsAll = readsAll;
    this.#isQuiet = isQuiet;
    this.#events = events;
    this.#cancelled = cancelled;
    this.#tagWorker = tagWorker;
    this.#contentVersion = database.contentVersion();
    this.#store = new TrackStore(database.db);
    this.#records = new ScanRecords(database.db);
    this.#checkpoints = new ScanCheckpoints(database);
    this.#state = { ...NO_SCAN, state: 'scanning', folders: [...roots], isQuiet };
  }

  get state(): ScanState {
    return this.#state;
  }

  /**
   * Scans.
   *
   * @returns how it ended: `done` or `cancelled`
   * @throws FermataError if the library cannot be written; {@link ContentReplaced}
   */
  async run(): Promise<ScanState> {
    try {
      return await this.#run();
    } finally {
      await this.#checkpoints.end();
    }
  }

  async #run(): Promise<ScanState> {
    this.#tell({});
    // One that nobody asked for is of folders that are known.
    if (!this.#isQuiet) this.#write((now) => this.#records.addRoots(this.#roots, now));
    await this.#recall();
    const changed = await this.#findChanged();
    await this.#read(changed);
    if (!this.#cancelled.aborted) await this.#finish();
    if (this.#cancelled.aborted) await this.#settleAlbums();
    return this.#tell({ state: this.#cancelled.aborted ? 'cancelled' : 'done' });
  }

  /** What the library knows of the folders, some of it at a time: it may be a million files. */
  async #recall(): Promise<void> {
    const parts = this.#parts ?? this.#roots;
    if (this.#parts !== null) {
      for (const root of this.#roots) this.#known.set(root, this.#records.countPresent(root));
    }
    for (const page of this.#records.knownTracks(parts)) {
      for (const [path, track] of page) this.#recallTrack(path, track);
      await this.#turns.give();
    }
    for (const page of this.#records.knownProblems(parts)) {
      for (const [path, problem] of page) this.#unmetProblems.set(path, problem);
      await this.#turns.give();
    }
    for (const page of this.#records.knownPictures(parts)) {
      for (const [path, picture] of page) this.#unmetPictures.set(path, picture);
      await this.#turns.give();
    }
  }

  #recallTrack(path: string, track: KnownTrack): void {
    this.#unmetTracks.set(path, track);
    if (this.#parts !== null) return;
    const root = this.#roots.find((folder) => isIn(folder, path));
    if (root === undefined || track.isMissing) return;
    this.#known.set(root, (this.#known.get(root) ?? 0) + 1);
  }

  /** Walks the folders; what is as it was is done with that. */
  async #findChanged(): Promise<ChangedFile[]> {
    const changed: ChangedFile[] = [];
    for await (const finding of findAudioFiles(this.#roots, this.#parts)) {
      await this.#turns.giveIfDue();
      if (this.#cancelled.aborted) break;
      if (finding.kind === 'left-out' || finding.kind === 'empty-folder') {
        this.#passOver(finding);
        continue;
      }
      if (finding.kind === 'picture') {
        if (this.#isNewPicture(finding)) changed.push(finding);
        continue;
      }
      this.#tell({ found: this.#state.found + 1 });
      const track = this.#unmetTracks.get(finding.path);
      const problem = this.#unmetProblems.get(finding.path);
      this.#unmetTracks.delete(finding.path);
      this.#unmetProblems.delete(finding.path);
      if (finding.kind !== 'file') this.#recordUnreadable(finding, problem !== undefined);
      else if (isSame(problem, finding.state) && !this.#readsAll) this.#count('failed');
      else if (problem === undefined && isSame(track?.state, finding.state)) {
        if (track?.isMissing === true) this.#foundAgain.push(finding.path);
        if (track?.isCurrent === true && !this.#readsAll) this.#count('unchanged');
        else {
          this.#readAnew.add(finding.path);
          changed.push(finding);
        }
      } else {
        if (track === undefined) this.#newPaths.add(finding.path);
        changed.push(finding);
      }
    }
    return changed;
  }

  #isNewPicture({ path, state }: ChangedFile): boolean {
    const known = this.#unmetPictures.get(path);
    this.#unmetPictures.delete(path);
    return !isSame(known, state);
  }

  async #read(files: readonly ChangedFile[]): Promise<void> {
    const read = readInThreads(files, {
      library: this.#database.location,
      cancelled: this.#cancelled,
      script: this.#tagWorker,
    });
    for await (const batch of read) {
      let written = 0;
      await this.#writeEach(batch, ({ file, result }, now) => {
        this.#save(file, result, now);
        written += 1;
      });
      // Where the scan is cancelled in between, the others are not.
      for (const { file, result } of batch.slice(0, written)) {
        if ('problem' in result) this.#count('failed');
        else if ('tags' in result) this.#count(this.#outcomeOf(file));
      }
    }
  }

  #outcomeOf({ path }: ChangedFile): 'added' | 'changed' | 'unchanged' {
    if (this.#newPaths.has(path)) return 'added';
    return this.#readAnew.has(path) ? 'unchanged' : 'changed';
  }

  #save({ path, state }: ChangedFile, result: ReadResult, now: string): void {
    if ('problem' in result) {
      const { problem, isPassing = false } = result;
      this.#records.addProblem(path, problem, isPassing ? null : state, now);
      return;
    }
    const { albums, artworks } = this.#store;
    if ('picture' in result) {
      albums.touchAlbumsIn(artworks.savePicture(path, state, result.picture));
      return;
    }
    this.#store.save(path, state, result.tags, now);
    this.#records.removeProblem(path);
  }

  /** After everything has been seen: what was not is gone. */
  async #finish(): Promise<void> {
    const { missing, notThere } = this.#findMissing();
    const solved = [...this.#unmetProblems.keys()].filter((path) => !this.#isOutOfReach(path));
    const { albums } = this.#store;
    const newlyMissing = missing.filter((path) => this.#unmetTracks.get(path)?.isMissing === false);
    await this.#writeEach(newlyMissing, (path, now) => {
      this.#records.markMissing(path, now);
      albums.touchAlbumOf(path);
    });
    await this.#writeEach(this.#foundAgain, (path) => {
      this.#records.markFound(path);
      albums.touchAlbumOf(path);
    });
    await this.#writeEach(solved, (path) => this.#records.removeProblem(path));
    // A disk that is not there has its pictures with it.
    if (notThere === 0) await this.#forgetPictures();
    await this.#settleAlbums();
    if (this.#state.changed > 0 || this.#readAnew.size > 0) {
      await this.#writeEach(this.#store.unusedParts(), (remove) => remove());
    }
    if (this.#cancelled.aborted) return;
    if (this.#parts === null && (this.#hasWritten || !this.#isQuiet)) {
      this.#write((now) => this.#records.finishRoots(this.#roots, now));
    }
    this.#tell({ missing: missing.length, notThere });
  }

  async #forgetPictures(): Promise<void> {
    const gone = [...this.#unmetPictures.keys()].filter((path) => !this.#isOutOfReach(path));
    const { albums, artworks } = this.#store;
    await this.#writeEach(gone, (path) => albums.touchAlbumsIn(artworks.removePicture(path)));
  }

  /** What follows from tracks and pictures; where the scan is cancelled, from those that it has written. */
  async #settleAlbums(): Promise<void> {
    await this.#writeEach(
      this.#store.albums.settling(),
      (settle) => settle(),
      () => false,
    );
  }

  /** The tracks to mark as missing, and how many there would be where a person decides first. */
  #findMissing(): { readonly missing: readonly string[]; readonly notThere: number } {
    const unmet = [...this.#unmetTracks].filter(([path]) => !this.#isOutOfReach(path));
    const paths = unmet.map(([path]) => path);
    if (this.#acceptsMissing) return { missing: paths, notThere: 0 };
    const doubtful = findDoubtful({
      roots: this.#roots,
      known: this.#known,
      lost: unmet.filter(([, { isMissing }]) => !isMissing).map(([path]) => path),
      emptyFolders: this.#emptyFolders,
    });
    return { missing: paths.filter((path) => !doubtful.has(path)), notThere: doubtful.size };
  }

  #recordUnreadable(
    finding: Extract<Finding, { readonly reason: string }>,
    isKnown: boolean,
  ): void {
    const { kind, path, reason } = finding;
    if (kind === 'unreadable-folder') this.#unreadableFolders.push(path);
    if (!(isKnown && this.#isQuiet)) {
      this.#write((now) => this.#records.addProblem(path, reason, null, now));
    }
    this.#count('failed');
  }

  /** Nothing can be said of what is in a folder that cannot be read. */
  #isOutOfReach(path: string): boolean {
    return this.#unreadableFolders.some((folder) => isIn(folder, path));
  }

  /**
   * Writes something of each item, as many in one transaction as take a moment. Between two of them other
   * calls have their turn, and the scan may be cancelled.
   */
  async #writeEach<Item>(
    items: Iterable<Item>,
    write: (item: Item, now: string) => void,
    isOver = () => this.#cancelled.aborted,
  ): Promise<void> {
    const remaining = items[Symbol.iterator]();
    let next = remaining.next();
    while (next.done !== true && !isOver()) {
      this.#write((now) => {
        this.#turns.begin();
        do {
          write(next.value, now);
          next = remaining.next();
        } while (next.done !== true && !this.#turns.isDue);
      });
      await this.#checkpoints.takeWhereDue();
      await this.#turns.give();
    }
  }

  #write(work: (now: string) => void): void {
    this.#database.write(() => {
      if (this.#database.contentVersion() !== this.#contentVersion) throw new ContentReplaced();
      work(new Date().toISOString());
    });
    this.#hasWritten = true;
    this.#events.onChanged();
  }

  #passOver(finding: Extract<Finding, { kind: 'left-out' | 'empty-folder' }>): void {
    if (finding.kind === 'empty-folder') {
      this.#emptyFolders.push(finding.path);
      return;
    }
    const { leftOut } = this.#state;
    this.#tell({ leftOut: { ...leftOut, [finding.as]: leftOut[finding.as] + 1 } });
  }

  #count(outcome: 'added' | 'changed' | 'unchanged' | 'failed'): void {
    this.#tell({ done: this.#state.done + 1, [outcome]: this.#state[outcome] + 1 });
  }

  #tell(news: Partial<ScanState>): ScanState {
    this.#state = { ...this.#state, ...news };
    this.#events.onState(this.#state);
    return this.#state;
  }
}

function isSame(known: FileState | null | undefined, found: FileState): boolean {
  return known?.size === found.size && known.mtimeMs === found.mtimeMs;
}
