/** At most so many of something in so much time. */

export class RateLimit {
  readonly #most: number;
  readonly #windowMs: number;
  #since = Number.NEGATIVE_INFINITY;
  #taken = 0;

  /** @param windowMs the time that the count is for, in milliseconds */
  constructor(most: number, windowMs: number) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /**
   * Asks for one.
   *
   * @param now on a clock that only goes forward, in milliseconds
   * @returns `last` for the last one that is granted before others are refused
   */
  take(now: number): 'granted' | 'last' | 'refused' {
    if (now - this.#since >= this.#windowMs) {
      this.#since = now;
      this.#taken = 0;
    }
    this.#taken += 1;
    if (this.#taken > this.#most) return 'refused';
    return this.#taken === this.#most ? 'last' : 'granted';
  }
}
