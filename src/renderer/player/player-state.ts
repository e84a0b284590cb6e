/** What the player shows of itself. */
import type { Track } from '../../shared/api/tracks.ts';
import type { FermataError } from '../../shared/errors.ts';
import type { QueueState } from './queue-control.ts';
import type { Sleep } from './sleep-timer.ts';

export interface PlayerState extends QueueState {
  /** Null until something is played, and after the player was stopped. */
  readonly track: Track | null;
  /** Whether it is to be heard: also while its first bytes are on their way. */
  readonly isPlaying: boolean;
  /** In seconds from the track's beginning. */
  readonly position: number;
  /** In seconds; null where it is not known. */
  readonly duration: number | null;
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
  /** When playing ends by itself; null where it does not. */
  readonly sleep: Sleep | null;
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
  problem: null,
  moreProblems: 0,
} as const satisfies Partial<PlayerState>;

/** The player's state, and what listens to it. */
export class PlayerStore {
  readonly #listeners = new Set<() => void>();
  #state: PlayerState;

  constructor(state: PlayerState) {
    this.#state = state;
  }

  /** The current state: the same object until something changes. */
  readonly state = (): PlayerState => this.#state;

  /** Calls back after each change until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(news: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...news };
    for (const listener of this.#listeners) listener();
  }
}
