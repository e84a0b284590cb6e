/** lock.ts and what dead, sleeping and far-away holders leave: succeeded, or respected. */
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { LifecycleEvent, LockHolder } from '../../../shared/lifecycle-events.ts';
import { lockLocation } from '../files/file-names.ts';
import { failureOf, leaveLock, request, scratchLibrary, take } from '../testing/locking.ts';
import { startPeer } from '../testing/peer.ts';
import { namesIn } from '../testing/scratch-library.ts';
import { acquireLock } from './lock.ts';
import { newHolder } from './lock-holder.ts';
import { HeartbeatWatch, isOfDeadProcess, STALE_MS } from './lock-left-behind.ts';

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

const ELSEWHERE = { host: 'studio', bootId: 'its own' };
const HOUR_MS = 3_600_000;

test('of another machine counts while it is fresh', async () => {
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, ELSEWHERE);
  const error = await failureOf(request(libraryFile, { timeoutMs: 50 }));
  expect(error.code).toBe('LOCK_TIMEOUT');
  expect(error.message).toContain('process 4711 on studio');
  expect(namesIn(join(libraryFile, '..'))).toContain('library.db.lock');
});

test.each<[string, Partial<LockHolder>, number]>([
  ['this boot, whose clock was ahead,', {}, -2 * HOUR_MS],
  ['this boot in a container of another name', { host: 'container-1' }, -2 * HOUR_MS],
  ['this boot, whose number another process has now,', { pid: process.pid }, 0],
  ['an earlier boot', { bootId: 'an earlier one' }, 0],
  ['an earlier boot, whose clock was ahead,', { bootId: 'an earlier one' }, -2 * HOUR_MS],
  [
    'an earlier boot, which began in the future,',
    { bootId: 'an earlier one', since: '2099-01-01T00:00:00.000Z' },
    -20 * 365 * 24 * HOUR_MS,
  ],
])('of %s is cleared without waiting', async (_, holder, ageMs) => {
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, holder, ageMs);
  const { lock, events } = await take(request(libraryFile, { timeoutMs: 0 }));
  expect(events).toMatchObject([{ event: 'stale-lock-cleared', holder }]);
  await lock.release();
  expect(namesIn(join(libraryFile, '..'))).toEqual(['library.db.mutex']);
});

test.runIf(process.platform === 'linux').each([
  ['is missing', null],
  ['is empty', ''],
  ['is of another format', '{"pid":4711}'],
])('whose holder %s is cleared on a disk of this machine', async (_, content) => {
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, {}, -2 * HOUR_MS);
  const { holderFile } = lockLocation(libraryFile, undefined);
  if (content === null) rmSync(holderFile);
  else writeFileSync(holderFile, content);
  const { lock, events } = await take(request(libraryFile, { timeoutMs: 0 }));
  expect(events).toEqual([{ event: 'stale-lock-cleared', holder: null }]);
  await lock.release();
  expect(namesIn(join(libraryFile, '..'))).toEqual(['library.db.mutex']);
});

test('on a network share counts unless it is of this boot', () => {
  const holder = newHolder('1.0.0', 'working');
  expect(isOfDeadProcess(holder, true)).toBe(true);
  expect(isOfDeadProcess({ ...holder, bootId: 'an earlier one' }, true)).toBe(false);
  expect(isOfDeadProcess({ ...holder, ...ELSEWHERE }, true)).toBe(false);
  expect(isOfDeadProcess(null, true)).toBe(false);
});

test('of another machine is dead once its heartbeat has stood still, whatever its time is', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, ELSEWHERE, -2 * HOUR_MS);
  const location = lockLocation(libraryFile, undefined);
  const watch = new HeartbeatWatch();
  expect(watch.hasStopped(location)).toBe(false);
  vi.advanceTimersByTime(STALE_MS - 1);
  expect(watch.hasStopped(location)).toBe(false);
  // A heartbeat, by a clock that was set back meanwhile.
  utimesSync(location.visibleLock, 1_000, 1_000);
  vi.advanceTimersByTime(1);
  expect(watch.hasStopped(location)).toBe(false);
  vi.advanceTimersByTime(STALE_MS);
  expect(watch.hasStopped(location)).toBe(true);
});

test('of another machine is taken once it has had no heartbeat for long', async () => {
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, ELSEWHERE, 11_000);
  const { lock, events } = await take(request(libraryFile, { timeoutMs: 0 }));
  // Nobody of this machine was cleared away.
  expect(events).toEqual([]);
  await lock.release();
  expect(namesIn(join(libraryFile, '..'))).toEqual(['library.db.mutex']);
});

test('of another machine is taken when it is given back', async () => {
  const libraryFile = scratchLibrary();
  leaveLock(libraryFile, ELSEWHERE);
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
