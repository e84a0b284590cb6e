/** What may have changed in the music folders, as far as watching them tells: where a scan has to look. */
import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { systemCode } from '../../../../shared/errors.ts';
import { mayLackBytes } from '../../../lifecycle/files/path-bytes.ts';
import { audioMediaType, isCueSheet } from '../audio-formats.ts';
import { isFolderPicture } from '../folder-pictures.ts';
import { changesWhatIsLeftOut, leftOutByName } from '../left-out.ts';
import { isIn } from '../missing-files.ts';

/** A scan looks for each part among all others: beyond so many, at the folders that they are in. */
const MOST_PARTS = 200;

export class ChangedParts {
  readonly #paths = new Set<string>();

  /** Adds a file or folder that was made, changed or removed. */
  add(path: string): void {
    this.#paths.add(path);
  }

  get isEmpty(): boolean {
    return this.#paths.size === 0;
  }

  /**
   * Takes what has been added: the folders, with all that is below them, and files that a scan has to look
   * at. There is nothing left then.
   *
   * @param folders the music folders; what lies in none of them is left out
   */
  async take(folders: readonly string[]): Promise<string[]> {
    const paths = [...this.#paths];
    this.#paths.clear();
    const parts = new Set<string>();
    for (const path of paths) {
      const part = await partOf(path);
      if (part !== null) parts.add(part);
    }
    return fewer(
      [...parts].filter((part) => folders.some((folder) => isIn(folder, part))),
      folders,
    );
  }
}

/** What a scan has to look at for a path; null where nothing of it is ever read. */
async function partOf(path: string): Promise<string | null> {
  // Events do not have the bytes of such a name: what is in its folder is looked at.
  if (mayLackBytes(path)) return partOf(dirname(path));
  const name = basename(path);
  if (changesWhatIsLeftOut(name) || isCueSheet(name)) return dirname(path);
  if (leftOutByName(name, false) !== null) return null;
  if (audioMediaType(name) !== null || isFolderPicture(name)) return path;
  try {
    const stats = await lstat(path);
    return stats.isDirectory() || stats.isSymbolicLink() ? path : null;
  } catch (error) {
    // It may have been a folder. What cannot be looked at, the scan tells.
    return systemCode(error) === 'ENOTDIR' ? null : path;
  }
}

/** The same in fewer parts, where there are many: the folders that they are in, or all. */
function fewer(parts: readonly string[], folders: readonly string[]): string[] {
  if (parts.length <= MOST_PARTS) return [...parts];
  const above = [...new Set(parts.map((part) => (folders.includes(part) ? part : dirname(part))))];
  return above.length <= MOST_PARTS ? above : [...folders];
}
