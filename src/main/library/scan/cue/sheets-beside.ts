/** Which cue sheet beside an audio file says what its tracks are. */
import { basename, dirname, join } from 'node:path';
import type { CueFile, CueSheet } from './cue-sheet.ts';
import { lastName, sameName, sameStem, stemOf } from './file-names.ts';

export interface FoundSheet {
  /** As the library knows it. */
  readonly id: number;
  readonly path: string;
  readonly sheet: CueSheet;
  /** Whether it has been read in this scan: it is new, or was changed. */
  readonly isNew: boolean;
}

/** What a sheet says of one file. */
export interface FileInSheet extends FoundSheet {
  readonly file: CueFile;
}

export class SheetsBeside {
  readonly #byFile = new Map<string, FileInSheet>();

  /**
   * Takes in a sheet.
   *
   * @param beside the names of the audio files in its folder
   */
  add(found: FoundSheet, beside: readonly string[]): void {
    const { path, sheet } = found;
    for (const file of sheet.files) {
      const named = nameOf(file.name, beside) ?? onlyName(found, beside);
      // Another folder has not been looked at: there, the name has to be right.
      const target = named === null ? belowFolder(file.name) : [named];
      if (target === null) continue;
      const audio = join(dirname(path), ...target);
      const other = this.#byFile.get(audio);
      const better = { ...found, file };
      if (other === undefined || isBetter(better, other, audio)) this.#byFile.set(audio, better);
    }
  }

  /** What the best of the sheets says of a file; null where none does. */
  of(path: string): FileInSheet | null {
    return this.#byFile.get(path) ?? null;
  }
}

/** The file that a sheet names, also with another ending, where none has the one that it says. */
function nameOf(written: string, beside: readonly string[]): string | null {
  return (
    beside.find((name) => sameName(written, name)) ??
    beside.find((name) => sameStem(written, name)) ??
    null
  );
}

/** A sheet of one file that was renamed means the one with its own name, or the only one there. */
function onlyName({ path, sheet }: FoundSheet, beside: readonly string[]): string | null {
  if (sheet.files.length !== 1) return null;
  const own = stemOf(basename(path));
  const [only, ...others] = beside;
  const named = beside.find((name) => stemOf(name) === own || name.toLowerCase() === own);
  return named ?? (others.length === 0 ? (only ?? null) : null);
}

/** The folders and the name of a file below the sheet's folder; null where it is not there. */
function belowFolder(written: string): readonly string[] | null {
  const names = written.split(/[\\/]/);
  const isBelow = names.length > 1 && names.every((name) => !/^(|\.\.?|[a-z]:)$/i.test(name));
  return isBelow ? names : null;
}

/** Two sheets of one file: the one that parts it more finely, then the one with the file's name. */
function isBetter(sheet: FileInSheet, other: FileInSheet, audio: string): boolean {
  const finer = sheet.file.tracks.length - other.file.tracks.length;
  if (finer !== 0) return finer > 0;
  const hasName = ({ path }: FoundSheet) => sameStem(lastName(path), basename(audio));
  return hasName(sheet) && !hasName(other);
}
