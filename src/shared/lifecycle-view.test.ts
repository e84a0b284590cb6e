/** lifecycle-view.ts: what a screen shows after each event. */
import { expect, test } from 'vitest';
import { FermataError, reportError } from './errors.ts';
import type { LifecycleEvent, LockHolder } from './lifecycle-events.ts';
import { INITIAL_LIFECYCLE_VIEW, reduceLifecycle } from './lifecycle-view.ts';

const HOLDER: LockHolder = {
  pid: 4711,
  host: 'studio',
  bootId: 'b',
  appVersion: '1.0.0',
  purpose: 'the desktop app is upgrading the library',
  since: '2025-03-31T12:00:00.000Z',
  token: 't',
};

const WAITING: LifecycleEvent = {
  event: 'waiting',
  holder: HOLDER,
  waitedMs: 5,
  timeoutMs: 30_000,
};
const PROGRESS: LifecycleEvent = {
  event: 'progress',
  phase: 'migrate',
  done: 1,
  total: 2,
  unit: 'steps',
};
const STEP: LifecycleEvent = {
  event: 'step',
  version: 3,
  name: 'play_history',
  title: 'Play history',
  index: 1,
  total: 2,
};
const FAILED: LifecycleEvent = {
  event: 'failed',
  error: reportError(new FermataError('NO_SPACE', 'Full.', { advice: 'Free some.' })),
};
const READY: LifecycleEvent = { event: 'ready', fromVersion: 2, toVersion: 4, durationMs: 100 };

function viewAfter(...events: LifecycleEvent[]) {
  return events.reduce(reduceLifecycle, INITIAL_LIFECYCLE_VIEW);
}

const phase = (name: 'inspect' | 'wait' | 'migrate' | 'verify' | 'open'): LifecycleEvent => ({
  event: 'phase',
  phase: name,
});

test('begins with nothing known', () => {
  expect(INITIAL_LIFECYCLE_VIEW).toMatchObject({ state: 'preparing', phase: 'inspect' });
  expect(viewAfter(phase('inspect'))).toEqual(INITIAL_LIFECYCLE_VIEW);
});

test('shows who is waited for, until the next phase', () => {
  const view = viewAfter(phase('wait'), WAITING);
  expect(view).toMatchObject({ phase: 'wait', holder: HOLDER, progress: null });
  expect(reduceLifecycle(view, phase('migrate')).holder).toBeNull();
});

test('shows how far the phase is and which step runs, until the next phase', () => {
  const view = viewAfter(phase('migrate'), STEP, PROGRESS);
  expect(view).toMatchObject({
    progress: { done: 1, total: 2, unit: 'steps' },
    step: { title: 'Play history', index: 1, total: 2 },
  });
  expect(reduceLifecycle(view, phase('verify'))).toMatchObject({ progress: null, step: null });
});

test('keeps every notice', () => {
  const notice = (message: string): LifecycleEvent => ({ event: 'notice', message });
  const view = viewAfter(notice('one'), phase('migrate'), notice('two'), READY);
  expect(view.notices).toEqual(['one', 'two']);
});

test('shows the failure, where it happened, until it is tried again', () => {
  const view = viewAfter(phase('migrate'), STEP, FAILED);
  expect(view).toMatchObject({ state: 'failed', phase: 'migrate', error: { code: 'NO_SPACE' } });
  expect(reduceLifecycle(view, phase('inspect'))).toMatchObject({
    state: 'preparing',
    error: null,
    step: null,
  });
});

test('has nothing left to show when it is ready', () => {
  expect(viewAfter(phase('wait'), WAITING, STEP, PROGRESS, phase('open'), READY)).toMatchObject({
    state: 'ready',
    progress: null,
    step: null,
    holder: null,
    error: null,
  });
});

test.each<LifecycleEvent>([
  { event: 'stale-lock-cleared', holder: null },
  { event: 'done-by-another-process', version: 3 },
  { event: 'step-applied', version: 3, name: 'play_history', durationMs: 1 },
  { event: 'backup-made', path: '/b', bytes: 1 },
  { event: 'backup-pruned', folder: '/backups', id: 'b', reason: 'old' },
])('shows the same after $event', (event) => {
  const view = viewAfter(phase('migrate'), STEP, PROGRESS);
  expect(reduceLifecycle(view, event)).toBe(view);
});

test('makes a new view instead of changing the old one', () => {
  const view = Object.freeze(viewAfter(phase('migrate')));
  expect(reduceLifecycle(view, PROGRESS)).not.toBe(view);
});
