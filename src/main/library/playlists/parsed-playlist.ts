/** What the formats of playlist files have in common. */
import { posix, win32 } from 'node:path';
import { type Place, pathsOf } from './entry-paths.ts';

export interface PlaylistFile {
  /** The playlist's absolute path. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Whether paths are Windows's here. */
  readonly isWindows?: boolean;
}

/** What a playlist says of the track of an entry, beside where its file is. */
export interface EntryTags {
  readonly artist: string;
  readonly title: string;
}

export interface ParsedEntry {
  /** The track as the file names it. */
  readonly written: string;
  /** Each path that may be meant, the likeliest first. */
  readonly paths: readonly string[];
  readonly tags?: EntryTags;
}

export interface ParsedPlaylist {
  readonly name: string;
  readonly entries: readonly ParsedEntry[];
}

/** As long as names of playlists may be. */
const MOST_LETTERS = 200;

/** The name that a playlist has for itself, or that of its file. */
export function nameOf({ path, isWindows }: PlaylistFile, own: string | undefined): string {
  const system = isWindows ? win32 : posix;
  return (own?.trim() || system.parse(path).name).slice(0, MOST_LETTERS);
}

export function placeOf({ path, isWindows = process.platform === 'win32' }: PlaylistFile): Place {
  return { folder: (isWindows ? win32 : posix).dirname(path), isWindows };
}

/** How often an expression is found. */
export function countOf(text: string, expression: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(expression)) count += 1;
  return count;
}

interface EntryFacts {
  readonly place: Place;
  readonly tags?: EntryTags | undefined;
  /** Whether the format has addresses instead of paths. */
  readonly isAddress?: boolean;
}

/** An entry, from what was written for it in each way in which that can be read. */
export function entryOf(
  spellings: readonly [string, ...string[]],
  { place, tags, isAddress = false }: EntryFacts,
): ParsedEntry {
  const paths = [...new Set(spellings.flatMap((spelling) => pathsOf(spelling, place, isAddress)))];
  return { written: spellings[0], paths, ...(tags !== undefined && { tags }) };
}

/** "Artist - Title", as players write it for people to read. */
export function tagsOf(shown: string): EntryTags | undefined {
  const [, artist = '', title = ''] = /^(.+?) [-–] (.+)$/.exec(shown.trim()) ?? [];
  return artist === '' ? undefined : { artist, title };
}
