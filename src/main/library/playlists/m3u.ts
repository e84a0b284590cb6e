/**
 * M3U playlists: lines of paths and addresses, with comments that players put meaning into. There
 * is no standard; this reads what players write: UTF-8, UTF-16 or the Latin-1 of old ones, paths
 * from the playlist's folder on or from the root, with the slashes of either system, and file: URLs.
 */
import { posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlaylistContent } from '../../../shared/api/playlists.ts';

interface PlaylistFile {
  /** The playlist's absolute path. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Whether paths are Windows's here. */
  readonly isWindows?: boolean;
}

/** What a playlist file says; without entries where it names no tracks. */
export function parseM3u(file: PlaylistFile): PlaylistContent {
  const { path, bytes, isWindows = process.platform === 'win32' } = file;
  const lines = decode(bytes)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
  const system = isWindows ? win32 : posix;
  const named = lines.find((line) => line.startsWith('#PLAYLIST:'))?.slice('#PLAYLIST:'.length);
  return {
    name: named?.trim() || system.parse(path).name,
    entries: lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((written) => ({ written, paths: pathsOf(written, system.dirname(path), isWindows) })),
  };
}

/** Latin-1 where it is not Unicode: any bytes are. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** The paths that an entry may mean, without repetition; none for what is no file here. */
function pathsOf(written: string, folder: string, isWindows: boolean): string[] {
  if (/^file:/i.test(written)) return pathOfAddress(written, isWindows);
  // Not a drive of Windows, which has one letter.
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(written)) return [];
  const { resolve } = isWindows ? win32 : posix;
  const spellings = [
    written,
    // Some players write paths as in addresses.
    unescaped(written),
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
