/** Work that takes long in a thread that others wait for: it lets them have their turn in between. */
import { setImmediate } from 'node:timers/promises';

/** How long work goes on, in milliseconds: a person's edit may wait for the end of that. */
const TURN_MS = 5;

export class Turns {
  #begunAt = performance.now();

  /** A turn of the work begins now. */
  begin(): void {
    this.#begunAt = performance.now();
  }

  /** Whether the work has gone on long enough. */
  get isDue(): boolean {
    return performance.now() - this.#begunAt >= TURN_MS;
  }

  /** Lets what waits in this thread run, and begins another turn of the work after it. */
  async give(): Promise<void> {
    await setImmediate();
    this.begin();
  }

  /** The same, where the work has gone on long enough. */
  async giveIfDue(): Promise<void> {
    if (this.isDue) await this.give();
  }
}
