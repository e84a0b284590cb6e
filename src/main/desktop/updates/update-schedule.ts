/** When updates are looked for without being asked: soon after the start, and now and then. */
const MINUTE_MS = 60 * 1000;

/** The window is open and at rest by then. */
const FIRST_CHECK_MS = 5_000;

const CHECK_EVERY_MS = 4 * 60 * MINUTE_MS;
const RETRY_AFTER_MS = 30 * MINUTE_MS;

export class UpdateSchedule {
  readonly #look: () => Promise<boolean>;
  #timer: NodeJS.Timeout | null = null;

  /** @param look looks for an update; settles with whether it could be looked for */
  constructor(look: () => Promise<boolean>) {
    this.#look = look;
  }

  /** Begins, if it has not begun. */
  start(): void {
    if (this.#timer === null) this.#wait(FIRST_CHECK_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wait(milliseconds: number): void {
    this.#timer = setTimeout(() => void this.#lookWhenDue(), milliseconds);
  }

  async #lookWhenDue(): Promise<void> {
    const hasLooked = await this.#look();
    if (this.#timer === null) return;
    this.#wait(hasLooked ? CHECK_EVERY_MS : RETRY_AFTER_MS);
  }
}
