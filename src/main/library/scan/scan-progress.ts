/** How far a scan is: what was found, and what became of it, told with each change. */
import type { LeftOut, ScanState } from '../../../shared/api/scan.ts';
import { NO_SCAN } from './scan-state.ts';

export type Outcome = 'added' | 'moved' | 'changed' | 'unchanged' | 'failed';

export class ScanProgress {
  readonly #onState: (scan: ScanState) => void;
  #state: ScanState;

  /** @param onState called often: as often as something happened */
  constructor(folders: readonly string[], isQuiet: boolean, onState: (scan: ScanState) => void) {
    this.#onState = onState;
    this.#state = { ...NO_SCAN, state: 'scanning', folders: [...folders], isQuiet };
  }

  get state(): ScanState {
    return this.#state;
  }

  tell(news: Partial<ScanState>): ScanState {
    this.#state = { ...this.#state, ...news };
    this.#onState(this.#state);
    return this.#state;
  }

  countFound(): void {
    this.tell({ found: this.#state.found + 1 });
  }

  count(outcome: Outcome): void {
    this.tell({ done: this.#state.done + 1, [outcome]: this.#state[outcome] + 1 });
  }

  /** Takes back how a file was counted, which is counted in another way later. */
  uncount(outcome: Outcome): void {
    this.tell({ done: this.#state.done - 1, [outcome]: this.#state[outcome] - 1 });
  }

  countLeftOut(as: LeftOut): void {
    const { leftOut } = this.#state;
    this.tell({ leftOut: { ...leftOut, [as]: leftOut[as] + 1 } });
  }
}
