/**
 * One scan: find the audio files, have those read that are new or have changed, mark what is gone. It
 * writes in small transactions and lets other calls have their turn between them, so that it can be
 * stopped at any time and no edit waits for it.
 */

import type { ScanState } from '../../../shared/api/scan.ts';
import { inEnglish, systemCode } from '../../../shared/errors.ts';
import { NotOpened } from '../../lifecycle/files/door.ts';
import type { OpenDatabase } from '../open-database.ts';
import { TrackStore } from '../tracks/track-store.ts';
import { CueRecords } from './cue/cue-records.ts';
import { FileTracks } from './cue/file-tracks.ts';
import { KnownSheets, withFoldersOfSheets } from './cue/known-sheets.ts';
import { accessProblem, type Finding, findAudioFiles } from './find-audio-files.ts';
import { type FoundFile, KnownFiles } from './known-files.ts';
import { findDoubtful } from './missing-files.ts';
import { MoveStore } from './moves/move-store.ts';
import { ScanMoves } from './moves/scan-moves.ts';
import { ScanRecords } from './scan-records.ts';
import { NO_SCAN, type ScanRequest } from './scan-state.ts';
import { ScanWriter } from './scan-writer.ts';
import type { ReadResult } from './tag-messages.ts';
import { type ReadFile as ReadOf, readInThreads } from './tag-reader.ts';
import { Turns } from './turns.ts';

type ReadFile = ReadOf<FoundFile>;

export interface ScanEvents {
  /** Called often: as often as something happened. */
  readonly onState: (scan: ScanState) => void;
  /** Called after each transaction. */
  readonly onChanged: () => void;
}

export class ScanRun {
  readonly #database: OpenDatabase;
  readonly #roots: readonly string[];
  /** What is looked at: some of what is below them, or all. */
  readonly #parts: readonly string[] | null;
  readonly #events: ScanEvents;
  readonly #store: TrackStore;
  readonly #records: ScanRecords;
  readonly #sheets: KnownSheets;
  readonly #tracks: FileTracks;
  readonly #known: KnownFiles;
  readonly #moves: ScanMoves;
  readonly #emptyFolders: string[] = [];
  readonly #cancelled: AbortSignal;
  readonly #acceptsMissing: boolean;
  readonly #isQuiet: boolean;
  readonly #tagWorker: URL | undefined;
  readonly #turns = new Turns();
  readonly #writer: ScanWriter;
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
    this.#parts = parts === undefined ? null : withFoldersOfSheets(parts);
    this.#acceptsMissing = acceptsMissing;
    this.#isQuiet = isQuiet;
    this.#events = events;
    this.#cancelled = cancelled;
    this.#tagWorker = tagWorker;
    this.#store = new TrackStore(database.db);
    this.#records = new ScanRecords(database.db);
    const moves = new MoveStore(database.db);
    const cueRecords = new CueRecords(database.db);
    this.#sheets = new KnownSheets(cueRecords);
    this.#known = new KnownFiles(roots, { parts: this.#parts, readsAll }, this.#sheets);
    this.#tracks = new FileTracks(
      { records: this.#records, cueRecords, store: this.#store, moves },
      this.#sheets,
      this.#known,
    );
    this.#writer = new ScanWriter(database, {
      onWritten: events.onChanged,
      cancelled,
      turns: this.#turns,
    });
    this.#moves = new ScanMoves({
      store: moves,
      known: this.#known,
      albums: this.#store.albums,
      writer: this.#writer,
    });
    this.#state = { ...NO_SCAN, state: 'scanning', folders: [...roots], isQuiet };
  }

  get state(): ScanState {
    return this.#state;
  }

  /**
   * Scans.
   *
   * @returns how it ended: `done` or `cancelled`
   * @throws FermataError if the library cannot be written; ContentReplaced
   */
  async run(): Promise<ScanState> {
    try {
      return await this.#run();
    } finally {
      await this.#writer.end();
    }
  }

  async #run(): Promise<ScanState> {
    this.#tell({});
    // One that nobody asked for is of folders that are known.
    if (!this.#isQuiet) this.#writer.write((now) => this.#records.addRoots(this.#roots, now));
    for (const _page of this.#known.recall(this.#records)) await this.#turns.give();
    const found = await this.#findChanged();
    await this.#read(await this.#leaveRespelled(found), async (file) => {
      if (await this.#moves.hold(file)) return true;
      await this.#tracks.findMoved(file);
      return false;
    });
    if (!this.#cancelled.aborted) await this.#settleMoves();
    if (!this.#cancelled.aborted) await this.#finish();
    if (this.#cancelled.aborted) await this.#settleAlbums();
    return this.#tell({ state: this.#cancelled.aborted ? 'cancelled' : 'done' });
  }

  /** Walks the folders; what is as it was is done with that. */
  async #findChanged(): Promise<FoundFile[]> {
    const changed: FoundFile[] = [];
    for await (const finding of findAudioFiles(this.#roots, this.#parts)) {
      await this.#turns.giveIfDue();
      if (this.#cancelled.aborted) break;
      if (finding.kind === 'left-out' || finding.kind === 'empty-folder') {
        this.#passOver(finding);
        continue;
      }
      if (finding.kind === 'sheet') {
        await this.#meetSheet(finding);
        continue;
      }
      const isPicture = finding.kind === 'picture';
      if (!isPicture) this.#tell({ found: this.#state.found + 1 });
      const hadProblem = this.#known.hasProblem(finding.path);
      const outlook = this.#known.meet(finding);
      if ('reason' in finding) this.#recordUnreadable(finding, hadProblem);
      else if (outlook === 'read') changed.push(finding);
      else if (!isPicture) this.#count(outlook);
    }
    return changed;
  }

  /** A sheet that cannot be read is a problem, and what it said before goes on to count. */
  async #meetSheet(finding: Extract<Finding, { kind: 'sheet' }>): Promise<void> {
    const hadProblem = this.#known.meetProblem(finding.path);
    try {
      const keep = await this.#sheets.meet(finding);
      if (keep !== null) this.#writer.write(keep);
      if (hadProblem) this.#writer.write(() => this.#records.removeProblem(finding.path));
    } catch (error) {
      if (systemCode(error) === undefined && !(error instanceof NotOpened)) throw error;
      if (hadProblem && this.#isQuiet) return;
      const reason = inEnglish(accessProblem(error));
      this.#writer.write((now) => this.#records.addProblem(finding.path, reason, null, now));
    }
  }

  /** Leaves out the files of tracks whose path is only spelled anew, as far as they are as they were. */
  async #leaveRespelled(files: readonly FoundFile[]): Promise<readonly FoundFile[]> {
    const { rest, done } = await this.#moves.respell(files);
    for (let count = 0; count < done; count += 1) this.#count('unchanged');
    return rest;
  }

  /**
   * Reads files, and writes what they say.
   *
   * @param holds whether a file is left for later, when all others have been read
   */
  async #read(
    files: readonly FoundFile[],
    holds: (file: ReadFile) => Promise<boolean>,
  ): Promise<void> {
    const read = readInThreads(files, {
      library: this.#database.location,
      cancelled: this.#cancelled,
      script: this.#tagWorker,
    });
    for await (const batch of read) {
      const ready: ReadFile[] = [];
      for (const entry of batch) if (!(await holds(entry))) ready.push(entry);
      let written = 0;
      await this.#writer.each(ready, ({ file, result }, now) => {
        this.#save(file, result, now);
        written += 1;
      });
      // Where the scan is cancelled in between, the others are not.
      for (const { file, result } of ready.slice(0, written)) {
        if ('problem' in result) this.#count('failed');
        else if ('tags' in result) this.#count(this.#known.outcomeOf(file.path));
      }
    }
  }

  /** Has tracks go on where their content is now, and reads what was left for that. */
  async #settleMoves(): Promise<void> {
    await this.#read(await this.#moves.settle(), async () => false);
  }

  /** The same for tracks that are about to be missing, whose files were copied before. */
  async #followCopies(lost: readonly string[]): Promise<void> {
    const files = await this.#moves.followCopies(lost);
    for (const { path } of files) this.#uncount(path);
    await this.#read(files, async () => false);
  }

  /** Takes back how a file was counted, which is counted in another way later. */
  #uncount(path: string): void {
    const { found, done } = this.#state;
    if (!this.#known.isScanned(path)) this.#tell({ found: found + 1 });
    else {
      const outcome = this.#known.isChanged(path) ? 'changed' : 'unchanged';
      this.#tell({ done: done - 1, [outcome]: this.#state[outcome] - 1 });
    }
  }

  #save({ path, state }: FoundFile, result: ReadResult, now: string): void {
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
    this.#tracks.save({ path, state }, result.tags, now);
    this.#records.removeProblem(path);
  }

  /** After everything has been seen: what was not is gone. */
  async #finish(): Promise<void> {
    await this.#followCopies(this.#newlyMissing(this.#findMissing().missing));
    const { missing, notThere } = this.#findMissing();
    const solved = this.#known.solvedProblems();
    const { albums } = this.#store;
    await this.#writer.each(this.#newlyMissing(missing), (path, now) => {
      this.#records.markMissing(path, now);
      albums.touchAlbumOf(path);
    });
    await this.#writer.each(this.#known.foundAgain, (path) => {
      this.#records.markFound(path);
      albums.touchAlbumOf(path);
    });
    await this.#writer.each(solved, (path) => this.#records.removeProblem(path));
    // A disk that is not there has its pictures with it.
    if (notThere === 0) await this.#forgetPictures();
    await this.#writer.each(
      this.#sheets.gone((path) => this.#known.isOutOfReach(path)),
      (forget) => forget(),
    );
    await this.#settleAlbums();
    if (this.#state.changed > 0 || this.#state.moved > 0 || this.#known.hasReadAnew) {
      await this.#writer.each(this.#store.unusedParts(), (remove) => remove());
    }
    if (this.#cancelled.aborted) return;
    if (this.#parts === null && (this.#writer.hasWritten || !this.#isQuiet)) {
      this.#writer.write((now) => this.#records.finishRoots(this.#roots, now));
    }
    this.#tell({ missing: missing.length, notThere });
  }

  #newlyMissing(paths: readonly string[]): string[] {
    return paths.filter((path) => !this.#known.wasMissing(path));
  }

  async #forgetPictures(): Promise<void> {
    const gone = this.#known.lostPictures();
    const { albums, artworks } = this.#store;
    await this.#writer.each(gone, (path) => albums.touchAlbumsIn(artworks.removePicture(path)));
  }

  /** What follows from tracks and pictures; where the scan is cancelled, from those that it has written. */
  async #settleAlbums(): Promise<void> {
    await this.#writer.eachToTheEnd(this.#store.albums.settling(), (settle) => settle());
  }

  /** The tracks to mark as missing, and how many there would be where a person decides first. */
  #findMissing(): { readonly missing: readonly string[]; readonly notThere: number } {
    const lost = this.#known.lostTracks();
    const paths = lost.map(({ path }) => path);
    if (this.#acceptsMissing) return { missing: paths, notThere: 0 };
    const doubtful = findDoubtful({
      roots: this.#roots,
      known: this.#known.counts,
      lost: lost.filter(({ wasMissing }) => !wasMissing).map(({ path }) => path),
      emptyFolders: this.#emptyFolders,
    });
    return { missing: paths.filter((path) => !doubtful.has(path)), notThere: doubtful.size };
  }

  #recordUnreadable(
    finding: Extract<Finding, { readonly reason: string }>,
    isKnown: boolean,
  ): void {
    const { path, reason } = finding;
    if (!(isKnown && this.#isQuiet)) {
      this.#writer.write((now) => this.#records.addProblem(path, reason, null, now));
    }
    this.#count('failed');
  }

  #passOver(finding: Extract<Finding, { kind: 'left-out' | 'empty-folder' }>): void {
    if (finding.kind === 'empty-folder') {
      this.#emptyFolders.push(finding.path);
      return;
    }
    const { leftOut } = this.#state;
    this.#tell({ leftOut: { ...leftOut, [finding.as]: leftOut[finding.as] + 1 } });
  }

  #count(outcome: 'added' | 'moved' | 'changed' | 'unchanged' | 'failed'): void {
    this.#tell({ done: this.#state.done + 1, [outcome]: this.#state[outcome] + 1 });
  }

  #tell(news: Partial<ScanState>): ScanState {
    this.#state = { ...this.#state, ...news };
    this.#events.onState(this.#state);
    return this.#state;
  }
}
