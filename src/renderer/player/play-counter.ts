/**
 * Has plays counted, one after the other. While another process keeps the library from being written,
 * as a restore does for a while, they wait and are told again: nobody listens twice to be counted.
 */
import { type FermataError, toFermataError } from '../../shared/errors.ts';

/** In milliseconds: how long to wait between two attempts, and after how long to give up. */
const RETRY_AFTER_MS = 2_000;
const GIVE_UP_AFTER_MS = 10 * 60_000;

interface PlayCounterOptions {
  /** Tells the host of a play; the same one told again is counted once. */
  readonly record: (trackId: number, startedAt: string) => Promise<unknown>;
  /** Called for each play that could not be counted, in their order. */
  readonly onFailure: (error: FermataError) => void;
  readonly retryAfterMs?: number;
  readonly giveUpAfterMs?: number;
}

export class PlayCounter {
  readonly #options: PlayCounterOptions;
  #counting: Promise<void> = Promise.resolve();

  constructor(options: PlayCounterOptions) {
    this.#options = options;
  }

  /** Counts a playback of a track, after those before it; settles when that is decided. */
  count(trackId: number, startedAt: Date): Promise<void> {
    const { giveUpAfterMs = GIVE_UP_AFTER_MS } = this.#options;
    const giveUpAt = performance.now() + giveUpAfterMs;
    const before = this.#counting;
    this.#counting = this.#count(trackId, startedAt.toISOString(), giveUpAt, before);
    return this.#counting;
  }

  async #count(
    trackId: number,
    startedAt: string,
    giveUpAt: number,
    before: Promise<void>,
  ): Promise<void> {
    const { record, onFailure, retryAfterMs = RETRY_AFTER_MS } = this.#options;
    await before;
    for (;;) {
      try {
        await record(trackId, startedAt);
        return;
      } catch (thrown) {
        const error = toFermataError(thrown);
        if (error.code !== 'LOCK_TIMEOUT' || performance.now() >= giveUpAt) return onFailure(error);
      }
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
    }
  }
}
