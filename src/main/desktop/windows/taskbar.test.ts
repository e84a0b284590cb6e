/** taskbar.ts: what the taskbar shows, state by state. */
import { expect, test } from 'vitest';
import { FermataError, reportError } from '../../../shared/errors.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { INITIAL_LIFECYCLE_VIEW, reduceLifecycle } from '../../../shared/lifecycle-view.ts';
import { taskbarProgress } from './taskbar.ts';

const BACKUP: LifecycleEvent = { event: 'phase', phase: 'backup' };

function shownAfter(...events: LifecycleEvent[]) {
  return taskbarProgress(events.reduce(reduceLifecycle, INITIAL_LIFECYCLE_VIEW));
}

test('nobody pretends to know how far a phase is that has not said it', () => {
  expect(shownAfter(BACKUP)).toEqual({ value: 2, mode: 'indeterminate' });
});

test('what is done shows in hundredths, never more than there is', () => {
  const progress = { event: 'progress', phase: 'backup', total: 1_000, unit: 'bytes' } as const;
  expect(shownAfter(BACKUP, { ...progress, done: 256 })).toEqual({ value: 0.25, mode: 'normal' });
  expect(shownAfter(BACKUP, { ...progress, done: 1_100 })).toEqual({ value: 1, mode: 'normal' });
});

test('a failure shows as one, until it is tried again', () => {
  const error = reportError(new FermataError('NO_SPACE', 'Full.', { advice: 'Free some.' }));
  const failed: LifecycleEvent = { event: 'failed', error };
  expect(shownAfter(BACKUP, failed)).toEqual({ value: 1, mode: 'error' });
  expect(shownAfter(BACKUP, failed, BACKUP).mode).toBe('indeterminate');
});
