/** library-history.ts, and what the lock writes into it: who had it, for how long, and how it ended. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LockRecord } from '../../../shared/health.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { lockLocation } from '../files/file-names.ts';
import { startPeer } from '../testing/peer.ts';
import { prepare } from '../testing/preparing.ts';
import { makeLibrary, makeScratchFolder } from '../testing/scratch-library.ts';
import { addToHistory, readHistory } from './library-history.ts';
import { acquireLock } from './lock.ts';

const RECORD: LockRecord = {
  kind: 'lock',
  pid: 4711,
  host: 'studio',
  appVersion: '1.2.0',
  purpose: 'the desktop app is upgrading the library',
  since: '2026-11-24T15:00:00.000Z',
  waitedMs: 0,
  heldMs: 12.5,
  end: 'freed',
};

function scratchHistory() {
  return lockLocation(join(makeScratchFolder(), 'library.db'), undefined);
}

test('keeps what was added, oldest first, and passes over what it cannot read', () => {
  const location = scratchHistory();
  const { historyFile: file } = location;
  expect(readHistory(location)).toEqual([]);
  addToHistory(location, RECORD);
  appendFileSync(file, '{"kind":"lo\n{"kind":"of a later version"}\n');
  addToHistory(location, { ...RECORD, pid: 4712 });
  expect(readHistory(location)).toEqual([RECORD, { ...RECORD, pid: 4712 }]);
});

test('forgets the oldest when it is full, and leaves no other file', () => {
  const location = scratchHistory();
  const { historyFile: file } = location;
  for (let pid = 1; pid <= 1_000; pid += 1) addToHistory(location, { ...RECORD, pid });
  expect(statSync(file).size).toBeLessThan(80 * 1024);
  const records = readHistory(location);
  expect(records.at(-1)).toMatchObject({ pid: 1_000 });
  expect(records.length).toBeGreaterThanOrEqual(50);
  expect(existsSync(`${file}.partial`)).toBe(false);
});

test('has each holding of the lock, with the wait before it', async () => {
  const libraryFile = join(makeScratchFolder(), 'library.db');
  const request = { libraryFile, timeoutMs: 20_000, appVersion: '1.0.0' };
  const peer = await startPeer();
  await peer.lock({ ...request, purpose: 'first' });
  const waiting = Promise.withResolvers<void>();
  const second = acquireLock({ ...request, purpose: 'second' }, ({ event }) => {
    if (event === 'waiting') waiting.resolve();
  });
  await waiting.promise;
  await peer.release();
  await (await second).release();

  const [first, then] = readHistory(lockLocation(libraryFile, undefined));
  expect(first).toMatchObject({ pid: peer.pid, purpose: 'first', waitedMs: 0, end: 'freed' });
  expect(then).toMatchObject({ pid: process.pid, purpose: 'second', end: 'freed' });
  expect(then?.kind === 'lock' && then.waitedMs).toBeGreaterThan(0);
});

test('names a holder that died when the next one takes over', async () => {
  const libraryFile = join(makeScratchFolder(), 'library.db');
  const request = { libraryFile, timeoutMs: 20_000, appVersion: '1.0.0' };
  const peer = await startPeer();
  await peer.lock({ ...request, purpose: 'dies' });
  await peer.kill();
  await (await acquireLock({ ...request, purpose: 'takes over' }, () => {})).release();
  expect(readHistory(lockLocation(libraryFile, undefined))).toMatchObject([
    { pid: peer.pid, purpose: 'dies', heldMs: null, end: 'died' },
    { pid: process.pid, purpose: 'takes over', end: 'freed' },
  ]);
});

test('that cannot be written is a notice, and the lock goes on', async () => {
  const libraryFile = join(makeScratchFolder(), 'library.db');
  mkdirSync(lockLocation(libraryFile, undefined).historyFile);
  const events: LifecycleEvent[] = [];
  const request = { libraryFile, timeoutMs: 1_000, appVersion: '1.0.0', purpose: 'works' };
  await (await acquireLock(request, (event) => events.push(event))).release();
  expect(events).toMatchObject([
    { event: 'notice', message: expect.stringContaining('could not be written down') },
  ]);
});

test('is not written by an up-to-date start', async () => {
  const places = makeLibrary({ version: 3 });
  const before = readFileSync(places.libraryFile);
  await prepare(places);
  expect(existsSync(lockLocation(places.libraryFile, undefined).historyFile)).toBe(false);
  expect(readFileSync(places.libraryFile).equals(before)).toBe(true);
});
