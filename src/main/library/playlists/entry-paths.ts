/** Which paths an entry of a playlist may mean, as it is written. */
import { posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a playlist lies. */
export interface Place {
  readonly folder: string;
  /** Whether paths are Windows's here. */
  readonly isWindows: boolean;
}

/**
 * The paths that an entry may mean, without repetition; none for what is no file here.
 *
 * @param isAddress whether the format has addresses, and paths only where a player is mistaken
 */
export function pathsOf(
  written: string,
  { folder, isWindows }: Place,
  isAddress: boolean,
): string[] {
  if (/^file:/i.test(written)) return pathOfAddress(written, isWindows);
  // Not a drive of Windows, which has one letter.
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(written)) return [];
  const { resolve } = isWindows ? win32 : posix;
  // Some players write paths as in addresses, and others paths where addresses belong.
  const asPath = [written, unescaped(written)];
  const spellings = [
    ...(isAddress ? asPath.toReversed() : asPath),
    // Backslashes are slashes in a playlist that Windows wrote.
    ...(isWindows ? [] : [written.replaceAll('\\', '/')]),
  ];
  return [...new Set(spellings.map((spelling) => resolve(folder, spelling)))];
}

function pathOfAddress(written: string, isWindows: boolean): string[] {
  try {
    return [fileURLToPath(written, { windows: isWindows })];
  } catch {
    return [];
  }
}

function unescaped(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
