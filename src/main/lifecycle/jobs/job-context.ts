/** What a job is given besides its request. */
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';

export interface JobContext {
  readonly onEvent: OnLifecycleEvent;
  /**
   * Called between statements and pages.
   *
   * @throws FermataError `INTERRUPTED` once the job is to stop; what it did is rolled back
   */
  readonly throwIfStopped: () => void;
}
