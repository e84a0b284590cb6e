/** A page that connects late hears everything, but each progress only as far as it is. */
import { expect, test } from 'vitest';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { LifecycleFeed } from './lifecycle-feed.ts';

const phase: LifecycleEvent = { event: 'phase', phase: 'backup' };
const progress = (done: number): LifecycleEvent => ({
  event: 'progress',
  phase: 'backup',
  done,
  total: 100,
  unit: 'bytes',
});

test('a snapshot has every event, and of a run of progress the latest', () => {
  const feed = new LifecycleFeed();
  feed.push(phase);
  for (let done = 0; done <= 100; done += 1) feed.push(progress(done));
  feed.push({ event: 'phase', phase: 'verify-backup' });
  expect(feed.snapshot().events).toEqual([
    phase,
    progress(100),
    { event: 'phase', phase: 'verify-backup' },
  ]);
});

test('progress of another phase is another event', () => {
  const feed = new LifecycleFeed();
  feed.push(progress(1));
  feed.push({ event: 'progress', phase: 'migrate', done: 1, total: 2, unit: 'steps' });
  expect(feed.snapshot().events).toHaveLength(2);
});

test('listeners hear every event until they stop listening', () => {
  const feed = new LifecycleFeed();
  const heard: LifecycleEvent[] = [];
  feed.push(phase);
  const stop = feed.subscribe((event) => heard.push(event));
  feed.push(progress(1));
  feed.push(progress(2));
  stop();
  feed.push(progress(3));
  expect(heard).toEqual([progress(1), progress(2)]);
});

test('a snapshot stays as it was taken', () => {
  const feed = new LifecycleFeed();
  const { events } = feed.snapshot();
  feed.push(phase);
  expect(events).toEqual([]);
});
