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
import { type FileFinding, type FoundFile, KnownFiles } from './known-files.ts';
import { MoveStore } from './moves/move-store.ts';
import { ScanMoves } from './moves/scan-moves.ts';
import { ScanEnd } from './scan-end.ts';
import { ScanProgress } from './scan-progress.ts';
import { ScanRecords } from './scan-records.ts';
import { isFolder } from './scan-roots.ts';
import type { ScanRequest } from './scan-state.ts';
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
  readonly #names: ReadonlyMap<string, string>;
  /** What is looked at: some of what is below them, or all. */
  readonly #parts: readonly string[] | null;
  readonly #progress: ScanProgress;
  readonly #store: TrackStore;
  readonly #records: ScanRecords;
  readonly #sheets: KnownSheets;
  readonly #tracks: FileTracks;
  readonly #known: KnownFiles;
  readonly #moves: ScanMoves;
  readonly #end: ScanEnd;
  readonly #cancelled: AbortSignal;
  readonly #isQuiet: boolean;
  readonly #tagWorker: URL | undefined;
  readonly #turns = new Turns();
  readonly #linkedFolders: string[] = [];
  readonly #writer: ScanWriter;

  /**
   * @param request the folders, resolved by resolveScanRoots
   * @param cancelled ends the run soon once it is aborted; what was written stays
   * @param tagWorker what runs in the thread that reads tags, for tests of one that breaks off
   */
  constructor(
    database: OpenDatabase,
    {
      folders: roots,
      names = new Map(),
      parts,
      acceptsMissing,
      readsAll = false,
      isQuiet = false,
    }: ScanRequest,
    events: ScanEvents,
    cancelled: AbortSignal,
    tagWorker?: URL,
  ) {
    this.#database = database;
    this.#roots = roots;
    this.#names = names;
    this.#parts = parts === undefined ? null : withFoldersOfSheets(parts);
    this.#isQuiet = isQuiet;
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
    this.#end = new ScanEnd({
      ...{ roots, acceptsMissing, known: this.#known, sheets: this.#sheets },
      ...{ records: this.#records, store: this.#store, writer: this.#writer },
    });
    this.#progress = new ScanProgress(roots, isQuiet, events.onState);
  }

  get state(): ScanState {
    return this.#progress.state;
  }

  /** The folders that links led to. */
  get linkedFolders(): readonly string[] {
    return this.#linkedFolders;
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
    this.#progress.tell({});
    // A quiet one is of folders that are known, if not where their links lead to now.
    const added = this.#roots.filter((path) => !this.#isQuiet || this.#names.has(path));
    if (added.length > 0) {
      this.#writer.write((now) => this.#records.addRoots(added, this.#names, now));
    }
    for (const _page of this.#known.recall(this.#records)) await this.#turns.give();
    const found = await this.#findChanged();
    for (const _folder of this.#known.countWhereLost(this.#records)) await this.#turns.give();
    await this.#read(await this.#leaveRespelled(found), async (file) => {
      if (await this.#moves.hold(file)) return true;
      await this.#tracks.findMoved(file);
      return false;
    });
    if (!this.#cancelled.aborted) await this.#settleMoves();
    if (!this.#cancelled.aborted) await this.#finish();
    if (this.#cancelled.aborted) await this.#end.settleAlbums();
    return this.#progress.tell({ state: this.#cancelled.aborted ? 'cancelled' : 'done' });
  }

  /** Walks the folders; what is as it was is done with that. */
  async #findChanged(): Promise<FoundFile[]> {
    const changed: FoundFile[] = [];
    for await (const finding of findAudioFiles(this.#roots, this.#parts)) {
      await this.#turns.giveIfDue();
      if (this.#cancelled.aborted) break;
      if (finding.kind === 'left-out') this.#progress.countLeftOut(finding.as);
      else if (finding.kind === 'linked-folder') this.#linkedFolders.push(finding.path);
      else if (finding.kind === 'empty-folder') this.#end.noteEmptyFolder(finding.path);
      else if (finding.kind === 'sheet') await this.#meetSheet(finding);
      else {
        const file = this.#meet(finding);
        if (file !== null) changed.push(file);
      }
    }
    return changed;
  }

  /**
   * Takes in a file that was found, or a place where none can be read.
   *
   * @returns it, if it is to be read
   */
  #meet(finding: FileFinding): FoundFile | null {
    const isPicture = finding.kind === 'picture';
    if (!isPicture) this.#progress.countFound();
    const hadProblem = this.#known.hasProblem(finding.path);
    const outlook = this.#known.meet(finding);
    if ('reason' in finding) this.#recordUnreadable(finding, hadProblem);
    else if (outlook === 'read') return finding;
    else if (!isPicture) this.#progress.count(outlook);
    return null;
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
    for (let count = 0; count < done; count += 1) this.#progress.count('unchanged');
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
      for (const entry of batch) {
        if (this.#hasFailedAgain(entry)) this.#progress.count('failed');
        else if (!(await holds(entry))) ready.push(entry);
      }
      let written = 0;
      await this.#writer.each(ready, ({ file, result }, now) => {
        this.#save(file, result, now);
        written += 1;
      });
      // Where the scan is cancelled in between, the others are not.
      for (const { file, result } of ready.slice(0, written)) {
        if ('problem' in result) this.#progress.count('failed');
        else if ('tags' in result) this.#progress.count(this.#known.outcomeOf(file.path));
      }
    }
  }

  /** Whether a quiet scan would only write again what is known: that a file is out of reach. */
  #hasFailedAgain({ file, result }: ReadFile): boolean {
    const isPassing = 'problem' in result && result.isPassing === true;
    return isPassing && this.#isQuiet && this.#known.wasOutOfReach(file.path);
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

  /** A file that was counted is to be read, and counted, again. */
  #uncount(path: string): void {
    if (!this.#known.isScanned(path)) this.#progress.countFound();
    else this.#progress.uncount(this.#known.isChanged(path) ? 'changed' : 'unchanged');
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
    await this.#followCopies(this.#end.newlyMissing());
    const ended = await this.#end.write();
    await this.#end.settleAlbums();
    const { changed, moved } = this.#progress.state;
    if (changed > 0 || moved > 0 || this.#known.hasReadAnew) {
      await this.#writer.each(this.#store.unusedParts(), (remove) => remove());
    }
    if (this.#cancelled.aborted) return;
    for (const path of this.#records.formerRoots) {
      if (!(await isFolder(path))) this.#writer.write(() => this.#records.forgetFormerRoot(path));
    }
    if (this.#parts === null && (this.#writer.hasWritten || !this.#isQuiet)) {
      this.#writer.write((now) => this.#records.finishRoots(this.#roots, now));
    }
    this.#progress.tell(ended);
  }

  #recordUnreadable(
    finding: Extract<Finding, { readonly reason: string }>,
    isKnown: boolean,
  ): void {
    const { path, reason } = finding;
    if (!(isKnown && this.#isQuiet)) {
      this.#writer.write((now) => this.#records.addProblem(path, reason, null, now));
    }
    this.#progress.count('failed');
  }
}
