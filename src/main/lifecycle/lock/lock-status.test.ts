/** lock-status.ts: who works on a library, told without a trace. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockLocation } from '../files/file-names.ts';
import { startPeer } from '../testing/peer.ts';
import { fingerprint, makeScratchFolder, namesIn } from '../testing/scratch-library.ts';
import { newHolder, writeHolder } from './lock-holder.ts';
import { readLockStatus } from './lock-status.ts';

const REQUEST = { timeoutMs: 0, appVersion: '1.0.0', purpose: 'the peer works' };

function scratchLibrary(): string {
  return join(makeScratchFolder(), 'library.db');
}

/** The status of a library's lock, and that asking changed nothing. */
async function lookAt(libraryFile: string) {
  const folder = join(libraryFile, '..');
  const before = [namesIn(folder), fingerprint(folder)];
  const status = await readLockStatus(libraryFile, undefined);
  expect([namesIn(folder), fingerprint(folder)]).toEqual(before);
  return status;
}

test('a lock that was never taken is free', async () => {
  expect(await lookAt(scratchLibrary())).toEqual({ state: 'free' });
});

test.skipIf(process.platform === 'win32').each([
  ['a pipe', (mutex: string) => void execFileSync('mkfifo', [mutex])],
  ['a folder', (mutex: string) => void mkdirSync(mutex)],
  ['a file of something else', (mutex: string) => writeFileSync(mutex, 'no database at all')],
])(
  '%s in its place is no lock that is held, and does not keep the library from being looked at',
  async (_, put) => {
    const libraryFile = scratchLibrary();
    put(lockLocation(libraryFile, undefined).mutexFile);
    expect(await readLockStatus(libraryFile, undefined)).toEqual({ state: 'free' });
  },
);

test('a lock is held by its holder, left behind when that is killed, and free when it is released', async () => {
  const libraryFile = scratchLibrary();
  const [first, second] = await Promise.all([startPeer(), startPeer()]);
  await first.lock({ ...REQUEST, libraryFile });
  const holder = expect.objectContaining({ pid: first.pid, purpose: 'the peer works' });
  expect(await lookAt(libraryFile)).toEqual({ state: 'held', holder });
  await first.kill();
  expect(await lookAt(libraryFile)).toEqual({ state: 'left-behind', holder });

  await second.lock({ ...REQUEST, libraryFile });
  expect(await lookAt(libraryFile)).toMatchObject({ state: 'held', holder: { pid: second.pid } });
  await second.release();
  expect(await lookAt(libraryFile)).toEqual({ state: 'free' });
});

test('looking does not keep anybody from taking the lock', async () => {
  const libraryFile = scratchLibrary();
  const peer = await startPeer();
  for (let round = 0; round < 20; round += 1) {
    const looking = readLockStatus(libraryFile, undefined);
    await peer.lock({ ...REQUEST, timeoutMs: 5_000, libraryFile });
    await Promise.all([looking, peer.release()]);
  }
});

test('a lock in a folder of its own is found there', async () => {
  const libraryFile = scratchLibrary();
  const lockDir = join(makeScratchFolder(), 'locks');
  const peer = await startPeer();
  await peer.lock({ ...REQUEST, libraryFile, lockDir });
  expect(await readLockStatus(libraryFile, lockDir)).toMatchObject({ state: 'held' });
  expect(await readLockStatus(libraryFile, undefined)).toEqual({ state: 'free' });
});

test("another machine's lock counts while it is fresh", async () => {
  const libraryFile = scratchLibrary();
  const location = lockLocation(libraryFile, undefined);
  const holder = { ...newHolder('1.0.0', 'restoring'), host: 'studio', bootId: 'its own' };
  mkdirSync(location.visibleLock);
  writeHolder(location, holder);
  expect(await lookAt(libraryFile)).toEqual({ state: 'held', holder });
  const past = new Date(Date.now() - 11_000);
  utimesSync(location.visibleLock, past, past);
  expect(await lookAt(libraryFile)).toEqual({ state: 'free' });
});

test("a lock of this machine's last boot is left behind, whatever its time is", async () => {
  const libraryFile = scratchLibrary();
  const location = lockLocation(libraryFile, undefined);
  const holder = { ...newHolder('1.0.0', 'restoring'), bootId: 'an earlier one' };
  mkdirSync(location.visibleLock);
  writeHolder(location, holder);
  const future = new Date(Date.now() + 7_200_000);
  utimesSync(location.visibleLock, future, future);
  expect(await lookAt(libraryFile)).toEqual({ state: 'left-behind', holder });
  if (process.platform !== 'linux') return;
  rmSync(location.holderFile);
  expect(await lookAt(libraryFile)).toEqual({ state: 'left-behind', holder: null });
});
