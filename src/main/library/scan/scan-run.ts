/**
 * One scan: find the audio files, read those that are new or have changed, mark what is gone. It
 * writes in small transactions, so that it can be stopped at any time and queries go on meanwhile.
 */
import { sep } from 'node:path';
import type { ScanState } from '../../../shared/api/scan.ts';
import { leadsToOwnFile } from '../../lifecycle/lock/own-files.ts';
import type { OpenDatabase } from '../open-database.ts';
import { TrackStore } from '../tracks/track-store.ts';
import { type FileState, type Finding, findAudioFiles } from './find-audio-files.ts';
import { readTags, type TagsOrProblem } from './read-tags.ts';
import { type KnownProblem, type KnownTrack, ScanRecords } from './scan-records.ts';
import { NO_SCAN } from './scan-state.ts';

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

/** Enough for a disk to be busy while tags are read, few enough to write them in a moment. */
const FILES_PER_BATCH = 32;

/** A restore has put other content in the library's place: what the run knew of it is wrong. */
export class ContentReplaced extends Error {}

export class ScanRun {
  readonly #database: OpenDatabase;
  readonly #roots: readonly string[];
  readonly #events: ScanEvents;
  readonly #contentVersion: unknown;
  readonly #store: TrackStore;
  readonly #records: ScanRecords;
  /** The tracks and problems that have not been met yet: in the end, what is gone. */
  readonly #unmetTracks: Map<string, KnownTrack>;
  readonly #unmetProblems: Map<string, KnownProblem>;
  readonly #newPaths = new Set<string>();
  readonly #foundAgain: string[] = [];
  readonly #unreadableFolders: string[] = [];
  readonly #cancelled: AbortSignal;
  #state: ScanState;

  /**
   * @param roots resolved by resolveScanRoots
   * @param cancelled ends the run soon once it is aborted; what was written stays
   */
  constructor(
    database: OpenDatabase,
    roots: readonly string[],
    events: ScanEvents,
    cancelled: AbortSignal,
  ) {
    this.#database = database;
    this.#roots = roots;
    this.#events = events;
    this.#cancelled = cancelled;
    this.#contentVersion = database.contentVersion();
    this.#store = new TrackStore(database.db);
    this.#records = new ScanRecords(database.db);
    this.#unmetTracks = this.#records.knownTracks(roots);
    this.#unmetProblems = this.#records.knownProblems(roots);
    this.#state = { ...NO_SCAN, state: 'scanning', folders: [...roots] };
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
    this.#tell({});
    this.#write((now) => this.#records.addRoots(this.#roots, now));
    const changed = await this.#findChanged();
    await this.#read(changed);
    if (this.#cancelled.aborted) return this.#tell({ state: 'cancelled' });
    this.#finish();
    return this.#tell({ state: 'done' });
  }

  /** Walks the folders; what is as it was is done with that. */
  async #findChanged(): Promise<ChangedFile[]> {
    const changed: ChangedFile[] = [];
    for await (const finding of findAudioFiles(this.#roots)) {
      if (this.#cancelled.aborted) break;
      this.#tell({ found: this.#state.found + 1 });
      const track = this.#unmetTracks.get(finding.path);
      const problem = this.#unmetProblems.get(finding.path);
      this.#unmetTracks.delete(finding.path);
      this.#unmetProblems.delete(finding.path);
      if (finding.kind !== 'file') this.#recordUnreadable(finding);
      else if (isSame(problem, finding.state)) this.#count('failed');
      else if (problem === undefined && isSame(track?.state, finding.state)) {
        if (track?.isMissing === true) this.#foundAgain.push(finding.path);
        this.#count('unchanged');
      } else {
        if (track === undefined) this.#newPaths.add(finding.path);
        changed.push({ path: finding.path, state: finding.state });
      }
    }
    return changed;
  }

  async #read(files: readonly ChangedFile[]): Promise<void> {
    for (
      let start = 0;
      start < files.length && !this.#cancelled.aborted;
      start += FILES_PER_BATCH
    ) {
      const batch = files.slice(start, start + FILES_PER_BATCH);
      const results = await Promise.all(
        batch.map(async (file) => ({ ...file, result: await this.#readTags(file.path) })),
      );
      this.#write((now) => {
        for (const { path, state, result } of results) {
          if ('problem' in result) {
            this.#records.addProblem(path, result.problem, state, now);
          } else {
            this.#store.save(path, state, result.tags, now);
            this.#records.removeProblem(path);
          }
        }
      });
      for (const { path, result } of results) {
        if ('problem' in result) this.#count('failed');
        else this.#count(this.#newPaths.has(path) ? 'added' : 'changed');
      }
    }
  }

  async #readTags(path: string): Promise<TagsOrProblem> {
    const isOwn = await leadsToOwnFile(path, this.#database.location);
    return isOwn ? { problem: 'It is a file of this library itself.' } : readTags(path);
  }

  /** After everything has been seen: what was not is gone. */
  #finish(): void {
    const missing = [...this.#unmetTracks.keys()].filter((path) => !this.#isOutOfReach(path));
    const solved = [...this.#unmetProblems.keys()].filter((path) => !this.#isOutOfReach(path));
    this.#write((now) => {
      for (const path of missing) this.#records.markMissing(path, now);
      for (const path of this.#foundAgain) this.#records.markFound(path);
      for (const path of solved) this.#records.removeProblem(path);
      if (this.#state.changed > 0) this.#store.removeUnused();
      this.#records.finishRoots(this.#roots, now);
    });
    this.#tell({ missing: missing.length });
  }

  #recordUnreadable(finding: Exclude<Finding, { kind: 'file' }>): void {
    const { kind, path, reason } = finding;
    if (kind === 'unreadable-folder') this.#unreadableFolders.push(path);
    this.#write((now) => this.#records.addProblem(path, reason, null, now));
    this.#count('failed');
  }

  /** Nothing can be said of what is in a folder that cannot be read. */
  #isOutOfReach(path: string): boolean {
    return this.#unreadableFolders.some((folder) => path.startsWith(`${folder}${sep}`));
  }

  #write(work: (now: string) => void): void {
    this.#database.write(() => {
      if (this.#database.contentVersion() !== this.#contentVersion) throw new ContentReplaced();
      work(new Date().toISOString());
    });
    this.#events.onChanged();
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
