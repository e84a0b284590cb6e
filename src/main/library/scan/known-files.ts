/**
 * What the library knows of the folders that are scanned, and what has been found there so far: in the
 * end, what was not met is gone.
 */
import type { KnownSheets } from './cue/known-sheets.ts';
import type { FileState, Finding } from './find-audio-files.ts';
import { isIn } from './missing-files.ts';
import type { KnownProblem, KnownTrack, ScanRecords } from './scan-records.ts';

export interface FoundFile {
  readonly path: string;
  readonly state: FileState;
}

/** A file that was found, or a place where none can be read. */
export type FileFinding = Exclude<
  Finding,
  { readonly kind: 'left-out' | 'empty-folder' | 'linked-folder' | 'sheet' }
>;

/** What is to be done with a file: nothing, for the one or the other reason, or it is read. */
export type Outlook = 'read' | 'unchanged' | 'failed';

export class KnownFiles {
  readonly #roots: readonly string[];
  /** What is looked at: some of what is below them, or all. */
  readonly #parts: readonly string[] | null;
  readonly #readsAll: boolean;
  readonly #sheets: KnownSheets;
  readonly #unmetTracks = new Map<string, KnownTrack>();
  readonly #unmetProblems = new Map<string, KnownProblem>();
  readonly #unmetPictures = new Map<string, FileState>();
  /** Those that were met and could not be read before, for a reason that may pass. */
  readonly #outOfReach = new Set<string>();
  readonly #new = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #readAnew = new Set<string>();
  readonly #moved = new Set<string>();
  readonly #foundAgain: string[] = [];
  readonly #unreadableFolders: string[] = [];
  /** How many of the tracks of each folder were not missing before. */
  readonly #counts = new Map<string, number>();

  constructor(
    roots: readonly string[],
    { parts, readsAll }: { readonly parts: readonly string[] | null; readonly readsAll: boolean },
    sheets: KnownSheets,
  ) {
    this.#sheets = sheets;
    this.#roots = roots;
    this.#parts = parts;
    this.#readsAll = readsAll;
  }

  /** The tracks that were not missing before, by folder. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Tracks whose files are there as they were, and that were missing. */
  get foundAgain(): readonly string[] {
    return this.#foundAgain;
  }

  /** Whether an unchanged file is read, which an older version of the reader had read, say. */
  get hasReadAnew(): boolean {
    return this.#readAnew.size > 0;
  }

  /** Recalls what the library has, a page with each step: it may be a million files. */
  *recall(records: ScanRecords): Generator<void> {
    const parts = this.#parts ?? this.#roots;
    for (const page of records.knownTracks(parts)) {
      for (const [path, track] of page) this.#recallTrack(path, track);
      yield;
    }
    for (const page of records.knownProblems(parts)) {
      for (const [path, problem] of page) this.#unmetProblems.set(path, problem);
      yield;
    }
    for (const page of records.knownSheets(parts)) {
      for (const [path, sheet] of page) this.#sheets.recallSheet(path, sheet);
      yield;
    }
    for (const page of records.knownPictures(parts)) {
      for (const [path, picture] of page) this.#unmetPictures.set(path, picture);
      yield;
    }
  }

  /**
   * Counts the tracks of the folders, one with each step, where a scan of parts has not found all that it looked
   * for. It takes long in a large library, and only what is lost is compared with it.
   */
  *countWhereLost(records: ScanRecords): Generator<void> {
    if (this.#parts === null || this.lostTracks().length === 0) return;
    for (const root of this.#roots) {
      this.#counts.set(root, records.countPresent(root));
      yield;
    }
  }

  /** Whether a file or folder that has not been met yet could not be read before. */
  hasProblem(path: string): boolean {
    return this.#unmetProblems.has(path);
  }

  /** Notes that a file is there, and says whether it could not be read before. */
  meetProblem(path: string): boolean {
    return this.#unmetProblems.delete(path);
  }

  /** Whether a file that was met could not be read before, for a reason that may pass. */
  wasOutOfReach(path: string): boolean {
    return this.#outOfReach.has(path);
  }

  /** Whether a track that has not been met was missing before. */
  wasMissing(path: string): boolean {
    return this.#unmetTracks.get(path)?.isMissing ?? false;
  }

  /** Notes what was found, and says what is to be done with it. */
  meet(finding: FileFinding): Outlook {
    const { path } = finding;
    if (finding.kind === 'picture') return this.#meetPicture(finding);
    const track = this.#sheets.takeKnown(path, this.#unmetTracks);
    const problem = this.#unmetProblems.get(path);
    this.#unmetProblems.delete(path);
    if (problem === null) this.#outOfReach.add(path);
    if (finding.kind === 'unreadable-folder') this.#unreadableFolders.push(path);
    if (finding.kind !== 'file') return 'failed';
    if (isSame(problem, finding.state) && !this.#readsAll) return 'failed';
    if (track === undefined) {
      this.#new.add(path);
      return 'read';
    }
    return this.#meetTrack(finding, track, problem !== undefined);
  }

  /** What became of a file that was read. */
  outcomeOf(path: string): 'added' | 'moved' | 'changed' | 'unchanged' {
    if (this.#moved.has(path)) return 'moved';
    if (this.#new.has(path)) return 'added';
    return this.#readAnew.has(path) ? 'unchanged' : 'changed';
  }

  /** Whether a file is there and is not as its track has it. */
  isChanged(path: string): boolean {
    return this.#changed.has(path);
  }

  /** Whether a track's file was looked for and is not there. */
  isLost(path: string): boolean {
    return this.#unmetTracks.has(path) && !this.isOutOfReach(path);
  }

  /** Whether a path is one of those that are looked for. */
  isScanned(path: string): boolean {
    return (this.#parts ?? this.#roots).some((part) => isIn(part, path));
  }

  /** The files that have no track under their path. */
  get newPaths(): ReadonlySet<string> {
    return this.#new;
  }

  /** Notes that the track of a path goes on under another one. */
  move(from: string, to: string): void {
    this.#unmetTracks.delete(from);
    // What is there now has no track any more.
    if (this.#changed.has(from)) this.#new.add(from);
    this.#new.delete(to);
    this.#moved.add(to);
  }

  /** Notes that a track has got the path of a file that is not there. */
  lose(path: string): void {
    this.#unmetTracks.set(path, {
      ...{ state: null, isMissing: false },
      ...{ isCurrent: true, sheetId: null },
    });
  }

  /** Notes that a file is that of a lost track, by another spelling of its path. As {@link meet}. */
  meetRespelled(from: string, file: FoundFile): Outlook {
    const track = this.#unmetTracks.get(from);
    this.#unmetTracks.delete(from);
    this.#new.delete(file.path);
    return track === undefined ? 'read' : this.#meetTrack(file, track, false);
  }

  /** The tracks whose files are not there, by path, and whether they were missing before. */
  lostTracks(): { readonly path: string; readonly wasMissing: boolean }[] {
    return [...this.#unmetTracks]
      .filter(([path]) => !this.isOutOfReach(path))
      .map(([path, { isMissing }]) => ({ path, wasMissing: isMissing }));
  }

  /** The problems of files that are not there any more. */
  solvedProblems(): string[] {
    return [...this.#unmetProblems.keys()].filter((path) => !this.isOutOfReach(path));
  }

  /** The pictures that are not there any more. */
  lostPictures(): string[] {
    return [...this.#unmetPictures.keys()].filter((path) => !this.isOutOfReach(path));
  }

  #recallTrack(path: string, track: KnownTrack): void {
    this.#unmetTracks.set(path, track);
    this.#sheets.recallTrack(path);
    if (this.#parts !== null) return;
    const root = this.#roots.find((folder) => isIn(folder, path));
    if (root === undefined || track.isMissing) return;
    this.#counts.set(root, (this.#counts.get(root) ?? 0) + 1);
  }

  #meetPicture({ path, state }: FoundFile): Outlook {
    const known = this.#unmetPictures.get(path);
    this.#unmetPictures.delete(path);
    return isSame(known, state) ? 'unchanged' : 'read';
  }

  #meetTrack({ path, state }: FoundFile, track: KnownTrack, hadProblem: boolean): Outlook {
    if (hadProblem || !isSame(track.state, state)) {
      this.#changed.add(path);
      return 'read';
    }
    if (track.isMissing) this.#foundAgain.push(path);
    if (track.isCurrent && !this.#readsAll) return 'unchanged';
    this.#readAnew.add(path);
    return 'read';
  }

  /** Nothing can be said of what is in a folder that cannot be read. */
  isOutOfReach(path: string): boolean {
    return this.#unreadableFolders.some((folder) => isIn(folder, path));
  }
}

function isSame(known: FileState | null | undefined, found: FileState): boolean {
  return known?.size === found.size && known.mtimeMs === found.mtimeMs;
}
