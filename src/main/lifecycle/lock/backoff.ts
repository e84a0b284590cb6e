/**
 * Waiting for something another process will do: exponential, with jitter so that waiters do not
 * knock in step, and a low cap so that what is free is taken soon.
 */
import { setTimeout as delay } from 'node:timers/promises';

const FIRST_DELAY_MS = 1;

/** A released lock is to be taken within about 25 ms (design.md section 3). */
const LONGEST_DELAY_MS = 20;

/** A series of growing pauses. */
export class Backoff {
  #longest = FIRST_DELAY_MS;

  /**
   * Pauses for the next, longer while.
   *
   * @throws an `AbortError` as soon as the signal is aborted
   */
  async pause(signal: AbortSignal | undefined): Promise<void> {
    const jittered = this.#longest * (0.5 + Math.random() / 2);
    this.#longest = Math.min(this.#longest * 2, LONGEST_DELAY_MS);
    await delay(jittered, undefined, signal === undefined ? {} : { signal });
  }
}
