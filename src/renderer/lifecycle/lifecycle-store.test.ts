/** What a page knows of the preparation, whenever it comes and whatever happens meanwhile. */
import { expect, test } from 'vitest';
import type { LifecycleSnapshot } from '../../shared/api/lifecycle.ts';
import { reportError } from '../../shared/errors.ts';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import { LifecycleStore } from './lifecycle-store.ts';

const startedAt = '2026-11-23T20:00:00.000Z';
const BACKUP: LifecycleEvent = { event: 'phase', phase: 'backup' };
const MIGRATE: LifecycleEvent = { event: 'phase', phase: 'migrate' };
const READY: LifecycleEvent = { event: 'ready', fromVersion: 3, toVersion: 9, durationMs: 5 };

test('a page that comes late sees what happened before it', async () => {
  const store = new LifecycleStore();
  await store.load(async () => ({ events: [BACKUP, MIGRATE], startedAt }));
  expect(store.state().view.phase).toBe('migrate');
  expect(store.state().startedAt).toBe(Date.parse(startedAt));
});

test('events that come while the snapshot is on its way are not lost', async () => {
  const store = new LifecycleStore();
  let answer: (snapshot: LifecycleSnapshot) => void = () => {};
  const loading = store.load(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  store.add(MIGRATE);
  store.add(READY);
  // Taken before the page heard either.
  answer({ events: [BACKUP], startedAt });
  await loading;
  expect(store.state().view.state).toBe('ready');
});

test('a snapshot that already has the events changes nothing', async () => {
  const store = new LifecycleStore();
  const loading = store.load(async () => ({ events: [BACKUP, MIGRATE, READY], startedAt }));
  store.add(MIGRATE);
  store.add(READY);
  await loading;
  expect(store.state().view).toMatchObject({ state: 'ready', phase: 'migrate' });
});

test('a snapshot that cannot be had keeps what is known', async () => {
  const store = new LifecycleStore();
  store.add(MIGRATE);
  await expect(store.load(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(store.state().view.phase).toBe('migrate');
});

test('the time counts anew when it is tried again', async () => {
  const store = new LifecycleStore();
  const failed: LifecycleEvent = { event: 'failed', error: reportError(new Error('no')) };
  await store.load(async () => ({ events: [MIGRATE, failed], startedAt }));
  expect(store.state().view.error).not.toBeNull();
  store.add({ event: 'phase', phase: 'inspect' });
  expect(store.state().view.error).toBeNull();
  expect(store.state().startedAt).toBeGreaterThan(Date.parse(startedAt));
});

test('listeners hear of each change until they stop listening', () => {
  const store = new LifecycleStore();
  let changes = 0;
  const stop = store.subscribe(() => {
    changes += 1;
  });
  store.add(BACKUP);
  stop();
  store.add(MIGRATE);
  expect(changes).toBe(1);
});
