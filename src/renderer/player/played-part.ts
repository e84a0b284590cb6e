/** Which part of its file a track is: all of it for most, and a piece of it where a cue sheet parts it. */
import type { Track } from '../../shared/api/tracks.ts';
import { fileOfTrack } from '../../shared/track-path.ts';

/** In seconds from the file's beginning. */
export interface PlayedPart {
  readonly begin: number;
  /** Null for the file's own end. */
  readonly end: number | null;
}

export const WHOLE: PlayedPart = { begin: 0, end: null };

const MS_PER_SECOND = 1_000;

/** The part of its file that a track is. */
export function partOf({ beginMs, endMs }: Pick<Track, 'beginMs' | 'endMs'>): PlayedPart {
  return {
    begin: (beginMs ?? 0) / MS_PER_SECOND,
    end: endMs === null ? null : endMs / MS_PER_SECOND,
  };
}

/** Whether a track begins in the same file where another one ends: the audio just goes on. */
export function followsOn(track: Track, next: Track): boolean {
  return (
    track.endMs !== null &&
    track.endMs === next.beginMs &&
    fileOfTrack(track.path) === fileOfTrack(next.path)
  );
}

/**
 * How long a part is, in seconds; null where that is not known.
 *
 * @param fileSeconds how long its file is; NaN or infinite where the element does not know it
 */
export function lengthOf(
  { begin, end }: PlayedPart,
  fileSeconds: number,
  { durationMs }: Pick<Track, 'durationMs'>,
): number | null {
  if (end !== null) return end - begin;
  // The file knows best; the library knows it before the file is read.
  if (Number.isFinite(fileSeconds)) return Math.max(0, fileSeconds - begin);
  return durationMs === null ? null : durationMs / MS_PER_SECOND;
}
