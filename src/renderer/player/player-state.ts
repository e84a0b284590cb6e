/** What the player shows of itself. */
import type { Track } from '../../shared/api/tracks.ts';
import type { FermataError } from '../../shared/errors.ts';

export interface PlayerState {
  /** Null until something is played, and after the player was stopped. */
  readonly track: Track | null;
  /** Whether it is to be heard: also while its first bytes are on their way. */
  readonly isPlaying: boolean;
  /** In seconds from the track's beginning. */
  readonly position: number;
  /** In seconds; null where it is not known. */
  readonly duration: number | null;
  readonly hasNext: boolean;
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
  /** Why something could not be played or counted. */
  readonly problem: FermataError | null;
  /** How many more tracks after it could not be played either. */
  readonly moreProblems: number;
}

/** Nothing is played. */
export const STOPPED = {
  track: null,
  isPlaying: false,
  position: 0,
  duration: null,
  hasNext: false,
  problem: null,
  moreProblems: 0,
} as const satisfies Partial<PlayerState>;
