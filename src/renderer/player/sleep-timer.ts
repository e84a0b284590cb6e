/** Ends playing after a while, or with the track that plays. */

export interface Sleep {
  /** When, in milliseconds of the page's clock; null where the track's end decides. */
  readonly at: number | null;
}

export class SleepTimer {
  readonly #onChange: (sleep: Sleep | null) => void;
  readonly #onTime: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sleep: Sleep | null = null;

  constructor(onChange: (sleep: Sleep | null) => void, onTime: () => void) {
    this.#onChange = onChange;
    this.#onTime = onTime;
  }

  /** Whether nothing follows the track that plays. */
  get isWithTrack(): boolean {
    return this.#sleep?.at === null;
  }

  /** @param minutes null for when the track ends */
  set(minutes: number | null): void {
    clearTimeout(this.#timer);
    const ms = minutes === null ? null : minutes * 60_000;
    this.#put({ at: ms === null ? null : performance.now() + ms });
    if (ms !== null) this.#timer = setTimeout(() => this.#end(), ms);
  }

  /** Plays on. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#put(null);
  }

  #end(): void {
    this.clear();
    this.#onTime();
  }

  #put(sleep: Sleep | null): void {
    this.#sleep = sleep;
    this.#onChange(sleep);
  }
}
