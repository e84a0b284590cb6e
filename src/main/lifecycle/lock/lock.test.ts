/** lock.ts among real processes: one at a time, waited for by name, and given up in time. */
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import {
  failureOf,
  request,
  scratchLibrary,
  take,
  WELL_BEFORE_STALE_MS,
} from '../testing/locking.ts';
import { canMountDisks, type Peer, startPeer, UNPRIVILEGED_USER } from '../testing/peer.ts';
import { makeScratchFolder, namesIn } from '../testing/scratch-library.ts';
import { acquireLock } from './lock.ts';

test('is there for all to see while it is held, and gone after', async () => {
  const libraryFile = scratchLibrary();
  const { lock, events } = await take(request(libraryFile));
  expect(namesIn(join(libraryFile, '..'))).toEqual([
    'library.db.lock',
    'library.db.lock-holder.json',
    'library.db.mutex',
  ]);
  await lock.release();
  expect(namesIn(join(libraryFile, '..'))).toEqual(['library.db.mutex']);
  expect(events).toEqual([]);
});

test('can be taken again and again by the same process', async () => {
  const libraryFile = scratchLibrary();
  for (let round = 0; round < 3; round += 1) {
    const { lock, events } = await take(request(libraryFile));
    await lock.release();
    expect(events).toEqual([]);
  }
});

test('excludes a second holder in the same process too', async () => {
  const libraryFile = scratchLibrary();
  const { lock } = await take(request(libraryFile));
  expect((await failureOf(request(libraryFile, { timeoutMs: 0 }))).code).toBe('LOCK_TIMEOUT');
  await lock.release();
});

test('is held by one process at a time', async () => {
  const libraryFile = scratchLibrary();
  const peers = await Promise.all(Array.from({ length: 4 }, () => startPeer()));
  let inside = 0;
  let most = 0;
  const takeTurns = async (peer: Peer) => {
    for (let turn = 0; turn < 8; turn += 1) {
      await peer.lock(request(libraryFile));
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      await peer.release();
    }
  };
  await Promise.all(peers.map(takeTurns));
  expect(most).toBe(1);
  expect(namesIn(join(libraryFile, '..'))).toEqual(['library.db.mutex']);
});

test('tells a waiter who holds it, and is taken once it is free', async () => {
  const libraryFile = scratchLibrary();
  const [holder, waiter] = await Promise.all([startPeer(), startPeer()]);
  await holder.lock(request(libraryFile, { purpose: 'the desktop app is upgrading the library' }));
  const taken = waiter.lock(request(libraryFile));
  const waiting = await waiter.event(({ event }) => event === 'waiting');
  expect(waiter.events[0]).toEqual({ event: 'phase', phase: 'wait' });
  expect(waiting).toMatchObject({
    holder: {
      pid: holder.pid,
      host: hostname(),
      appVersion: '1.0.0',
      purpose: 'the desktop app is upgrading the library',
    },
    timeoutMs: WELL_BEFORE_STALE_MS,
  });
  await holder.release();
  await taken;
  await waiter.release();
});

test('tells a waiter when the holder changes', async () => {
  const libraryFile = scratchLibrary();
  const [first, second, waiter] = await Promise.all([startPeer(), startPeer(), startPeer()]);
  const isHeldBy = (peer: Peer) => (event: LifecycleEvent) =>
    event.event === 'waiting' && event.holder?.pid === peer.pid;
  await first.lock(request(libraryFile));
  const taken = waiter.lock(request(libraryFile));
  await waiter.event(isHeldBy(first));
  // The waiter sleeps while the lock changes hands, so that it cannot be the one that takes it.
  waiter.signal('SIGSTOP');
  await first.release();
  await second.lock(request(libraryFile));
  waiter.signal('SIGCONT');
  await waiter.event(isHeldBy(second));
  await second.release();
  await taken;
});

test('is given up after the timeout, naming the holder', async () => {
  const libraryFile = scratchLibrary();
  const holder = await startPeer();
  await holder.lock(
    request(libraryFile, { appVersion: '2.3.4', purpose: 'the web process works' }),
  );
  const error = await failureOf(request(libraryFile, { timeoutMs: 50 }));
  expect(error).toMatchObject({ code: 'LOCK_TIMEOUT', exitStatus: 10 });
  expect(error.message).toMatch(
    new RegExp(
      `^The library is still in use by process ${holder.pid} on ${hostname()} \\(Fermata 2\\.3\\.4, the web process works, since \\d{4}-.*\\) after 0\\.05 s\\.$`,
    ),
  );
});

test('is given up when the waiter is asked to stop', async () => {
  const libraryFile = scratchLibrary();
  const holder = await startPeer();
  await holder.lock(request(libraryFile));
  const stopping = new AbortController();
  const error = await acquireLock(
    request(libraryFile, { signal: stopping.signal }),
    ({ event }) => {
      if (event === 'waiting') stopping.abort(new Error('asked to'));
    },
  ).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'INTERRUPTED', cause: new Error('asked to') });
  // The waiter is gone without a trace: the holder still has it, and others can have it after.
  expect(namesIn(join(libraryFile, '..'))).toContain('library.db.lock');
  await holder.release();
  const { lock, events } = await take(request(libraryFile));
  expect(events).toEqual([]);
  await lock.release();
});

test('lies where the person wants it, for libraries of the same name apart', async () => {
  const folder = makeScratchFolder();
  const lockDir = join(folder, 'locks', 'of fermata');
  const [one, two] = [join(folder, 'one'), join(folder, 'two')];
  for (const dir of [one, two]) mkdirSync(dir);
  const first = await take(request(join(one, 'library.db'), { lockDir }));
  const second = await take(request(join(two, 'library.db'), { lockDir, timeoutMs: 0 }));
  expect([...namesIn(one), ...namesIn(two)]).toEqual([]);
  expect(namesIn(lockDir)).toHaveLength(6);
  const again = request(join(one, 'library.db'), { lockDir, timeoutMs: 0 });
  expect((await failureOf(again)).code).toBe('LOCK_TIMEOUT');
  await Promise.all([first.lock.release(), second.lock.release()]);
});

test('in a folder that may not be written is refused', async () => {
  const libraryFile = scratchLibrary();
  const folder = join(libraryFile, '..');
  chmodSync(folder, 0o555);
  const peer = await startPeer({ unprivileged: true });
  await expect(peer.lock(request(libraryFile))).rejects.toMatchObject({
    code: 'NO_PERMISSION',
    message: `${folder} cannot be written.`,
  });
  expect(namesIn(folder)).toEqual([]);
});

test('whose files belong to somebody else is refused', async () => {
  const libraryFile = scratchLibrary();
  const folder = join(libraryFile, '..');
  if (process.getuid?.() === 0) chownSync(folder, UNPRIVILEGED_USER, UNPRIVILEGED_USER);
  writeFileSync(`${libraryFile}.mutex`, '', { mode: 0o444 });
  const peer = await startPeer({ unprivileged: true });
  await expect(peer.lock(request(libraryFile))).rejects.toMatchObject({ code: 'NO_PERMISSION' });
});

test.skipIf(!canMountDisks())('on a full disk says so', async () => {
  const folder = makeScratchFolder();
  const peer = await startPeer({ disk: { folder, bytes: 64 * 1024 } });
  await peer.fillDisk(folder);
  await expect(peer.lock(request(join(folder, 'library.db')))).rejects.toMatchObject({
    code: 'NO_SPACE',
    message: `There is no space left on the disk of ${folder}.`,
  });
});

test('says what is in its way', async () => {
  const libraryFile = scratchLibrary();
  writeFileSync(
    `${libraryFile}.mutex`,
    'this is no database, and long enough to show it'.repeat(4),
  );
  const error = await failureOf(request(libraryFile));
  expect(error.code).toBe('INTERNAL');
  expect(error.message).toBe(`The library cannot be locked with ${libraryFile}.mutex.`);
  expect(error.advice).toContain('remove that file');
  expect(existsSync(`${libraryFile}.lock`)).toBe(false);
});
