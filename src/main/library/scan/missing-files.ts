/**
 * Which tracks a scan marks as missing, and of which it asks first: files that were deleted are a few,
 * and a disk that is not there takes all of a folder with it.
 */
import { sep } from 'node:path';

/** So many files are deleted by hand, folder by folder. */
const FEW = 10;

/** Of the tracks of a scanned folder: a person who deletes more than that knows of it, and can say so. */
const LARGE_PART = 1 / 5;

export interface LostFiles {
  /** The scanned folders, none inside another. */
  readonly roots: readonly string[];
  /** How many of the tracks of each of these folders were not missing before. */
  readonly known: ReadonlyMap<string, number>;
  /** The paths of those of them that the scan has not found. */
  readonly lost: readonly string[];
  /** Folders that have nothing in them: the mount point of a disk is such a one without it. */
  readonly emptyFolders: readonly string[];
}

/** The paths among those that were lost of which nothing is to be said before a person has. */
export function findDoubtful({ roots, known, lost, emptyFolders }: LostFiles): ReadonlySet<string> {
  const doubtful = new Set<string>();
  for (const root of roots) {
    const ofRoot = lost.filter((path) => isIn(root, path));
    const count = known.get(root) ?? 0;
    const isAway = ofRoot.length === count;
    const isLarge = ofRoot.length >= FEW && ofRoot.length > count * LARGE_PART;
    if (isAway || isLarge) for (const path of ofRoot) doubtful.add(path);
  }
  for (const folder of emptyFolders) {
    const ofFolder = lost.filter((path) => isIn(folder, path));
    if (ofFolder.length >= FEW) for (const path of ofFolder) doubtful.add(path);
  }
  return doubtful;
}

/** Whether a path is a folder or below it. */
export function isIn(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
