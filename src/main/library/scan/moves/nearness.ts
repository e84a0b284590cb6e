/**
 * Which of several files of one content goes on with which of several tracks: the one that is nearest by
 * its path, its tags, and its size and time.
 */
import { basename, dirname } from 'node:path';
import type { FileState } from '../find-audio-files.ts';

/** A file, or a track as its file was when it was last seen. */
export interface Described {
  readonly path: string;
  /** Null where no scan has seen it. */
  readonly state: FileState | null;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly discNumber: number | null;
  readonly trackNumber: number | null;
}

interface Pair {
  readonly track: number;
  readonly file: number;
  readonly nearness: number;
}

/** Above this, the pairs of tracks and files of one content are too many to be compared. */
const MOST_PAIRS = 250_000;

/**
 * Pairs tracks with files, each at most once, nearest first.
 *
 * @param fits whether a file can be a track's at all
 * @returns the file of each track that has one, by their places in the lists
 */
export function pairNearest(
  tracks: readonly Described[],
  files: readonly Described[],
  fits: (track: number, file: number) => boolean,
): ReadonlyMap<number, number> {
  const pairs =
    tracks.length * files.length > MOST_PAIRS
      ? inOrder(tracks, files)
      : allPairs(tracks, files).toSorted(
          (a, b) => b.nearness - a.nearness || a.track - b.track || a.file - b.file,
        );
  const paired = new Map<number, number>();
  const taken = new Set<number>();
  for (const { track, file } of pairs) {
    if (paired.has(track) || taken.has(file) || !fits(track, file)) continue;
    paired.set(track, file);
    taken.add(file);
  }
  return paired;
}

function allPairs(tracks: readonly Described[], files: readonly Described[]): Pair[] {
  return tracks.flatMap((known, track) =>
    files.map((found, file) => ({ track, file, nearness: nearnessOf(known, found) })),
  );
}

/** The same pieces of silence in a thousand folders: one after another, as they are sorted. */
function inOrder(tracks: readonly Described[], files: readonly Described[]): Pair[] {
  const sorted = (all: readonly Described[]) =>
    all.map(({ path }, index) => ({ path, index })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const found = sorted(files);
  return sorted(tracks).flatMap(({ index }, place) => {
    const file = found[place];
    return file === undefined ? [] : [{ track: index, file: file.index, nearness: 0 }];
  });
}

/** How near a file is to what a track was, as a number that only compares. */
function nearnessOf(track: Described, file: Described): number {
  const tags =
    weight(1, track.title === file.title) +
    weight(0.5, track.artist === file.artist) +
    weight(1.5, track.album === file.album) +
    weight(1, track.trackNumber === file.trackNumber && track.discNumber === file.discNumber);
  const { state } = track;
  const isAsItWas = state?.size === file.state?.size && state?.mtimeMs === file.state?.mtimeMs;
  const path =
    2 * likeness(dirname(track.path), dirname(file.path)) +
    2 * likeness(basename(track.path), basename(file.path));
  return tags + path + weight(2, state !== null && isAsItWas);
}

function weight(value: number, counts: boolean): number {
  return counts ? value : 0;
}

/** How much of two texts is the same at their beginnings and ends: 1 for all of it, 0 for nothing. */
function likeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shortest - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return longest === 0 ? 1 : (start + end) / longest;
}
