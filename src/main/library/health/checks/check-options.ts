/** What a check of a library is asked for. */
import type { CheckDepth } from '../../../../shared/health.ts';
import type { OnLifecycleEvent } from '../../../../shared/lifecycle-events.ts';

export interface CheckOptions {
  readonly depth: CheckDepth;
  /** Whether this process has the library open: it is then read through SQLite alone. */
  readonly isOpen: boolean;
  /** Aborting stops the check. */
  readonly signal: AbortSignal;
  /** Hears how far the examination is, in tables. */
  readonly onEvent: OnLifecycleEvent;
}
