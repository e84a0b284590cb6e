/** What the formats of playlist files that are written have in common: the tracks, and how their paths are put. */
import { posix, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

export const WrittenEntrySchema = z.object({
  /** The absolute path of its file, or an address elsewhere as the playlist's own file had it. */
  path: z.string(),
  /** Null where it is not known. */
  title: z.string().nullable(),
  artist: z.string().nullable(),
  album: z.string().nullable(),
  trackNumber: z.number().int().nullable(),
  durationMs: z.number().nullable(),
  /** Where in its file it begins and ends, in milliseconds; null where that is the file's own beginning or end. */
  beginMs: z.number().nullable(),
  endMs: z.number().nullable(),
});
export type WrittenEntry = z.infer<typeof WrittenEntrySchema>;

export interface WrittenPlaylist {
  readonly name: string;
  readonly entries: readonly WrittenEntry[];
}

/** How the paths in a playlist file are put. */
export interface PathStyle {
  /** The real path of the folder that they begin from; null for paths from the root. */
  readonly relativeTo: string | null;
  /** Whether paths are Windows's here. */
  readonly isWindows: boolean;
}

/** Line ends, and what XML cannot hold or a line should not: each would end or spoil an entry. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNFIT = /[\0-\x1f\x7f\x85\u2028\u2029\ufffe\uffff]|\p{Surrogate}/gu;

/** A text on one line, of characters that every format can hold. */
export function onOneLine(text: string): string {
  return text.replace(UNFIT, ' ').trim();
}

/** "Artist - Title", as players show it; the name of the file where the title is not known. */
export function shownText({ path, artist, title }: WrittenEntry, isWindows: boolean): string {
  const name = (isWindows ? win32 : posix).parse(path).name;
  return [artist, title ?? name]
    .map((part) => onOneLine(part ?? ''))
    .filter((part) => part !== '')
    .join(' - ');
}

/** How long an entry is in whole seconds, -1 where that is not known, as players write it. */
export function wholeSeconds({ durationMs }: WrittenEntry): number {
  return durationMs === null ? -1 : Math.round(durationMs / 1_000);
}

/** Not a drive of Windows, which has one letter. */
const ADDRESS = /^[a-z][a-z0-9+.-]+:\/\//i;

/** A path on a line of its own, so that players take it for that path and for nothing else. */
export function pathLine(path: string, style: PathStyle): string {
  if (ADDRESS.test(path)) return onOneLine(path);
  const plain = relativePath(path, style) ?? path;
  // A line end would be another entry, and readers trim lines: only an address holds these.
  if (plain !== onOneLine(plain)) return fileAddress(path, style.isWindows);
  const { isAbsolute } = style.isWindows ? win32 : posix;
  if (isAbsolute(plain)) return plain;
  // "#1 Hit.mp3" would be a comment, "live:2.mp3" an address.
  return /^#|^[^/]*:/.test(plain) ? `./${plain}` : plain;
}

/** A path as an address: from the folder of the playlist, or `file:` with the whole path. */
export function pathAddress(path: string, style: PathStyle): string {
  if (ADDRESS.test(path)) return path;
  const relative = relativePath(path, style);
  if (relative === null) return fileAddress(path, style.isWindows);
  return relative.split('/').map(encodeURIComponent).join('/');
}

function fileAddress(path: string, isWindows: boolean): string {
  return pathToFileURL(path, { windows: isWindows }).href;
}

/** With slashes on each system; null where it has to be written from the root. */
function relativePath(path: string, { relativeTo, isWindows }: PathStyle): string | null {
  if (relativeTo === null) return null;
  const { relative, isAbsolute } = isWindows ? win32 : posix;
  const found = relative(relativeTo, path);
  // There is no way from one drive of Windows to another.
  if (found === '' || isAbsolute(found)) return null;
  return isWindows ? found.replaceAll('\\', '/') : found;
}
