/**
 * The cue sheets that a scan knows and finds: which are new or have changed, and what the library has of the
 * files that they part.
 */
import { dirname } from 'node:path';
import { fileOfTrack } from '../../../../shared/track-path.ts';
import { isCueSheet } from '../audio-formats.ts';
import type { Finding } from '../find-audio-files.ts';
import type { KnownSheet, KnownTrack } from '../scan-records.ts';
import { readCueFile } from './cue-file.ts';
import type { CueRecords } from './cue-records.ts';
import { type FileInSheet, SheetsBeside } from './sheets-beside.ts';

/** Parts of folders to look at: a sheet that has changed, or is gone, is of the files beside it. */
export function withFoldersOfSheets(parts: readonly string[]): readonly string[] {
  return parts.map((part) => (isCueSheet(part) ? dirname(part) : part));
}

export class KnownSheets {
  readonly #records: CueRecords;
  readonly #beside = new SheetsBeside();
  /** Those that have not been met yet: in the end, what is gone. */
  readonly #unmet = new Map<string, KnownSheet>();
  readonly #parts = new Map<string, string[]>();

  constructor(records: CueRecords) {
    this.#records = records;
  }

  recallTrack(path: string): void {
    const file = fileOfTrack(path);
    if (file === path) return;
    const parts = this.#parts.get(file);
    if (parts === undefined) this.#parts.set(file, [path]);
    else parts.push(path);
  }

  recallSheet(path: string, sheet: KnownSheet): void {
    this.#unmet.set(path, sheet);
  }

  /** The parts that a file had in the library. */
  partsOf(file: string): readonly string[] {
    return this.#parts.get(file) ?? [];
  }

  /** What the sheet beside a file says of it; null where none does. */
  sheetOf(file: string): FileInSheet | null {
    return this.#beside.of(file);
  }

  /**
   * Takes in a sheet that the scan has found, read where it is new or has changed.
   *
   * @returns what keeps it, to be called in a transaction; null for a sheet that is as it was
   * @throws the system error if it cannot be read; what it said before goes on to count
   */
  async meet({ path, state, beside }: Extract<Finding, { kind: 'sheet' }>) {
    const known = this.#unmet.get(path);
    this.#unmet.delete(path);
    const isSame = known?.state?.size === state.size && known.state.mtimeMs === state.mtimeMs;
    if (known !== undefined && isSame) {
      this.#beside.add({ ...known, path, isNew: false }, beside);
      return null;
    }
    const sheet = await this.#read(path, known, beside);
    return () => {
      const id = this.#records.saveSheet(path, state, sheet);
      this.#beside.add({ id, path, sheet, isNew: true }, beside);
    };
  }

  /**
   * What the library knows of a file that the scan has found, parts and all; they are taken from those that
   * have not been met.
   */
  takeKnown(path: string, unmet: Map<string, KnownTrack>): KnownTrack | undefined {
    const whole = unmet.get(path);
    unmet.delete(path);
    const parts = this.partsOf(path).flatMap((part) => {
      const known = unmet.get(part);
      unmet.delete(part);
      return known === undefined ? [] : [known];
    });
    const sheet = this.sheetOf(path);
    const isAsSaid = ({ sheetId }: KnownTrack) => sheetId === (sheet?.id ?? null);
    const there = parts.filter(({ isMissing }) => !isMissing);
    const [first] = there;
    if (first !== undefined) {
      const isCurrent = there.every((part) => part.isCurrent && isAsSaid(part));
      return { ...first, state: sheet?.isNew === true ? null : first.state, isCurrent };
    }
    // What is back, after it was gone as a whole or in parts, is worked out anew.
    if (parts.length > 0 && whole?.isMissing !== false) {
      return { state: null, isMissing: false, isCurrent: false, sheetId: null };
    }
    if (whole === undefined) return undefined;
    return { ...whole, isCurrent: whole.isCurrent && isAsSaid(whole) && sheet?.isNew !== true };
  }

  /** What forgets the sheets that are gone, one with each function. */
  *gone(isOutOfReach: (path: string) => boolean): Generator<() => void> {
    for (const path of this.#unmet.keys()) {
      if (!isOutOfReach(path)) yield () => this.#records.removeSheet(path);
    }
  }

  async #read(path: string, known: KnownSheet | undefined, beside: readonly string[]) {
    try {
      return await readCueFile(path, beside);
    } catch (error) {
      if (known !== undefined) this.#beside.add({ ...known, path, isNew: false }, beside);
      throw error;
    }
  }
}
