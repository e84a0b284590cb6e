/**
 * What a screen shows of a library being prepared: the events folded into one plain value. The
 * splash and the web page render it; it has no clock, so elapsed time is counted by the screen.
 */
import type { ErrorReport } from './errors.ts';
import {
  type LifecycleEvent,
  type LockHolder,
  type Phase,
  stepTitle,
  tellNotice,
} from './lifecycle-events.ts';
import { receiptSentences } from './receipts.ts';
import { tell } from './words/words.ts';

export interface LifecycleView {
  readonly state: 'preparing' | 'ready' | 'failed';
  readonly phase: Phase;
  /** Null while the phase's end cannot be known (a lock that is waited for, say). */
  readonly progress: {
    readonly done: number;
    readonly total: number;
    readonly unit: 'bytes' | 'steps';
  } | null;
  readonly step: { readonly title: string; readonly index: number; readonly total: number } | null;
  /** Set while another process holds the lock. */
  readonly holder: LockHolder | null;
  /** In the language of the process that folds the events. */
  readonly notices: readonly string[];
  readonly error: ErrorReport | null;
}

export const INITIAL_LIFECYCLE_VIEW: LifecycleView = {
  state: 'preparing',
  phase: 'inspect',
  progress: null,
  step: null,
  holder: null,
  notices: [],
  error: null,
};

/** The view after one more event. */
export function reduceLifecycle(view: LifecycleView, event: LifecycleEvent): LifecycleView {
  switch (event.event) {
    case 'phase':
      return {
        ...view,
        state: 'preparing',
        phase: event.phase,
        progress: null,
        step: null,
        holder: null,
        error: null,
      };
    case 'progress':
      return {
        ...view,
        progress: { done: event.done, total: event.total, unit: event.unit },
      };
    case 'waiting':
      return { ...view, holder: event.holder };
    case 'step':
      return { ...view, step: { title: stepTitle(event), index: event.index, total: event.total } };
    case 'notice':
      return { ...view, notices: [...view.notices, tellNotice(event)] };
    case 'receipt':
      return {
        ...view,
        notices: [...view.notices, ...receiptSentences(event.receipt).map(tell)],
      };
    case 'failed':
      return { ...view, state: 'failed', error: event.error };
    case 'ready':
      return { ...view, state: 'ready', progress: null, step: null, holder: null };
    case 'stale-lock-cleared':
    case 'done-by-another-process':
    case 'step-applied':
    case 'backup-made':
    case 'backup-reused':
    case 'backup-pruned':
    case 'restored':
      return view;
  }
}

/** How much of the phase is done, 0 to 1; null where that is not known. */
export function progressFraction({ progress, holder }: LifecycleView): number | null {
  if (holder !== null || progress === null || progress.total === 0) return null;
  return Math.min(1, progress.done / progress.total);
}
