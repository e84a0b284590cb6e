/** lock.ts and what dead, sleeping and far-away holders leave: succeeded, or respected. */
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LifecycleEvent, LockHolder } from '../../../shared/lifecycle-events.ts';
import { lockLocation } from '../files/file-names.ts';
import { failureOf, leaveLock, request, scratchLibrary, take } from '../testing/locking.ts';
import { startPeer } from '../testing/peer.ts';
import { namesIn } from '../testing/scratch-library.ts';
import { acquireLock } from './lock.ts';

test('of a process that is killed is taken by one that waits', async () => {
  const libraryFile = scratchLibrary();
  const [holder, waiter] = await Promise.all([startPeer(), startPeer()]);
  await holder.lock(request(libraryFile));
  const taken = waiter.lock(request(libraryFile));
  await waiter.event(({ event }) => event === 'waiting');
  const { pid } = holder;
  await holder.kill();
  await taken;
  expect(waiter.events.at(-1)).toMatchObject({ event: 'stale-lock-cleared', holder: { pid } });
  await waiter.release();
  expect(namesIn(join(libraryFile, '..'))).toEqual(['library.db.mutex']);
});

test('of a process that was killed is taken without waiting', async () => {
  const libraryFile = scratchLibrary();
  const holder = await startPeer();
  await holder.lock(request(libraryFile));
  await holder.kill();
  const { lock, events } = await take(request(libraryFile, { timeoutMs: 0 }));
  expect(events).toMatchObject([{ event: 'stale-lock-cleared', holder: { pid: holder.pid } }]);
  await lock.release();
});

test('of a dead process is cleared whatever somebody put into it', async () => {
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, {});
  writeFileSync(join(lockLocation(libraryFile, undefined).visibleLock, '.DS_Store'), '');
  const { lock } = await take(request(libraryFile, { timeoutMs: 0 }));
  await lock.release();
});

test('is not taken from a process that sleeps, however old its last heartbeat is', async () => {
  const libraryFile = scratchLibrary();
  const holder = await startPeer();
  await holder.lock(request(libraryFile));
  holder.signal('SIGSTOP');
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lockLocation(libraryFile, undefined).visibleLock, longAgo, longAgo);
  expect(await failureOf(request(libraryFile, { timeoutMs: 100 }))).toMatchObject({
    code: 'LOCK_TIMEOUT',
  });
  holder.signal('SIGCONT');
  await holder.release();
});

test.each<[string, Partial<LockHolder>]>([
  ['another machine', { host: 'studio' }],
  ['this machine before it was restarted', { bootId: 'an earlier one' }],
])('of %s counts while it is fresh', async (_, holder) => {
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, holder);
  const error = await failureOf(request(libraryFile, { timeoutMs: 50 }));
  expect(error.code).toBe('LOCK_TIMEOUT');
  expect(error.message).toContain(`process 4711 on ${holder.host ?? hostname()}`);
  expect(namesIn(join(libraryFile, '..'))).toContain('library.db.lock');
});

test('of another machine is taken once it has had no heartbeat for long', async () => {
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, { host: 'studio' }, 11_000);
  const { lock, events } = await take(request(libraryFile, { timeoutMs: 0 }));
  // Nobody of this machine was cleared away.
  expect(events).toEqual([]);
  await lock.release();
  expect(namesIn(join(libraryFile, '..'))).toEqual(['library.db.mutex']);
});

test('of another machine is taken when it is given back', async () => {
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, { host: 'studio' });
  const location = lockLocation(libraryFile, undefined);
  const events: LifecycleEvent[] = [];
  const lock = await acquireLock(request(libraryFile), (event) => {
    events.push(event);
    if (event.event !== 'waiting') return;
    rmSync(location.visibleLock, { recursive: true });
    rmSync(location.holderFile);
  });
  expect(events).toMatchObject([
    { event: 'phase', phase: 'wait' },
    { event: 'waiting', holder: { host: 'studio' } },
  ]);
  await lock.release();
});

test('whose holder cannot be read counts while it is fresh', async () => {
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, {});
  writeFileSync(lockLocation(libraryFile, undefined).holderFile, 'not what it was');
  const error = await failureOf(request(libraryFile, { timeoutMs: 50 }));
  expect(error.message).toContain('in use by another process after');
});

test('is released although its name was removed meanwhile', async () => {
  const libraryFile = scratchLibrary();
  const { lock } = await take(request(libraryFile));
  rmSync(lockLocation(libraryFile, undefined).holderFile);
  await lock.release();
  expect(namesIn(join(libraryFile, '..'))).toEqual(['library.db.mutex']);
});

test('that cannot be removed after the work is a notice, and does not keep others out', async () => {
  const libraryFile = scratchLibrary();
  const { lock, events } = await take(request(libraryFile));
  writeFileSync(join(lockLocation(libraryFile, undefined).visibleLock, '.DS_Store'), '');
  await lock.release();
  expect(events).toMatchObject([
    {
      event: 'notice',
      message: expect.stringMatching(/^The library still looks as if it were in use: /),
    },
  ]);
  const next = await take(request(libraryFile, { timeoutMs: 0 }));
  expect(next.events).toMatchObject([{ event: 'stale-lock-cleared' }]);
  await next.lock.release();
});
