/** What a scan leaves out on purpose: hidden files, what systems keep for themselves, marked folders. */
import { join, sep } from 'node:path';
import type { LeftOut } from '../../../shared/api/scan.ts';
import { readSmallFile } from '../../lifecycle/files/door.ts';
import { IgnorePatterns } from './ignore-patterns.ts';

/**
 * Folders of file systems, network storage and thumbnails, in lower case. What is in them was thrown away,
 * or is there a second time.
 */
const SYSTEM_FOLDERS: ReadonlySet<string> = new Set([
  // Windows
  '$recycle.bin',
  'system volume information',
  'recycler',
  'recycled',
  'found.000',
  // Synology, QNAP and other network storage
  '@eadir',
  '@recycle',
  '@recently-snapshot',
  '@sharebin',
  '@__thumb',
  '#recycle',
  '#snapshot',
  '~snapshot',
  '@tmp',
  // Linux, macOS
  'lost+found',
  '__macosx',
  'network trash folder',
  'temporary items',
]);

/** Of Linux's desktops, one for each user: `.Trash-1000` (https://specifications.freedesktop.org/trash-spec). */
const TRASH = /^\.trash(es|-\d+)?$/i;

/** The folder with one, and what is below it, is to be left alone: as of Android. */
const NO_MEDIA = '.nomedia';

/** The same if it is empty; else it has patterns of what to leave alone, as of Navidrome and `.gitignore`. */
const IGNORE_FILE = '.ndignore';

/** Patterns are text that a person writes; each is tried for each name. */
const READING = { maxBytes: 64 * 1024, followsLinks: true };

/** Whether an entry of a folder is left out for its name, and as what. */
export function leftOutByName(name: string, isFolder: boolean): LeftOut | null {
  if (isFolder && (SYSTEM_FOLDERS.has(name.toLowerCase()) || TRASH.test(name))) return 'system';
  return isHidden(name) ? 'hidden' : null;
}

/** One dot hides a file; "...And Justice for All" and "..." are names. */
function isHidden(name: string): boolean {
  return /^\.(?!\.)/.test(name);
}

/** Whether a file of this name says what is left out beside it. */
export function changesWhatIsLeftOut(name: string): boolean {
  return name === NO_MEDIA || name === IGNORE_FILE;
}

/** What the marks in a folder say of it and of what is below it. */
export interface Marks {
  /** Whether all of it is left out. */
  readonly isLeftOut: boolean;
  /** Whether an entry, by its path below the folder, is left out. */
  readonly leavesOut: (path: string, isFolder: boolean) => boolean;
}

const NO_MARKS: Marks = { isLeftOut: false, leavesOut: () => false };

/**
 * Reads the marks in a folder.
 *
 * @param names of all that is in it
 * @throws the system error if there are patterns that cannot be read
 */
export async function readMarks(folder: string, names: readonly string[]): Promise<Marks> {
  if (names.includes(NO_MEDIA)) return { ...NO_MARKS, isLeftOut: true };
  if (!names.includes(IGNORE_FILE)) return NO_MARKS;
  const content = await readSmallFile(join(folder, IGNORE_FILE), READING);
  const lines = content.toString('utf8').split(/\r?\n/);
  const areAllRemarks = lines.every((line) => line.trim() === '' || line.startsWith('#'));
  if (areAllRemarks) return { ...NO_MARKS, isLeftOut: true };
  const patterns = new IgnorePatterns(lines);
  return {
    isLeftOut: false,
    leavesOut: (path, isFolder) => patterns.leaveOut(path.replaceAll(sep, '/'), isFolder),
  };
}
