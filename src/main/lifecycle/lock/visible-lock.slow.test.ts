/** visible-lock.ts: what happens to it when somebody takes it away. The rest is in lock.test.ts. */
import { existsSync, mkdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockLocation } from '../files/file-names.ts';
import { makeScratchFolder } from '../testing/scratch-library.ts';
import { LifecycleThread } from '../thread/lifecycle-thread.ts';
import { underLock } from '../thread/locked-work.ts';
import { acquireLock } from './lock.ts';
import { newHolder, readHolder, writeHolder } from './lock-holder.ts';
import { HeartbeatWatch } from './lock-left-behind.ts';
import { tryVisibleLock } from './visible-lock.ts';

const QUIET = { onStaleCleared: () => {}, onCompromised: () => {}, watch: new HeartbeatWatch() };

function scratchLocation() {
  return lockLocation(join(makeScratchFolder(), 'library.db'), undefined);
}

test('does not name a holder that did not get it', async () => {
  const location = scratchLocation();
  const other = { ...newHolder('1.0.0', 'restoring'), host: 'studio', bootId: 'its own' };
  mkdirSync(location.visibleLock);
  writeHolder(location, other);
  const holder = newHolder('1.0.0', 'upgrading');
  expect(await tryVisibleLock(location, { ...QUIET, holder })).toBeNull();
  expect(readHolder(location)).toEqual(other);
});

test('is not removed by its old holder after another machine took it', async () => {
  const location = scratchLocation();
  const lock = await tryVisibleLock(location, { ...QUIET, holder: newHolder('1.0.0', 'working') });
  rmSync(location.visibleLock, { recursive: true });
  mkdirSync(location.visibleLock);
  const other = { ...newHolder('1.0.0', 'restoring'), host: 'studio', bootId: 'its own' };
  writeHolder(location, other);
  await lock?.release();
  expect(existsSync(location.visibleLock)).toBe(true);
  expect(readHolder(location)).toEqual(other);
});

// The heartbeat that notices comes every five seconds: the three wait for it together.
test('is reported as lost when it is removed or taken, and the work under it is stopped', async () => {
  const removed = new Promise<Error>((resolve, reject) => {
    const location = scratchLocation();
    tryVisibleLock(location, {
      ...QUIET,
      holder: newHolder('1.0.0', 'working'),
      onCompromised: resolve,
    }).then(() => rmSync(location.visibleLock, { recursive: true }), reject);
  });

  const libraryFile = join(makeScratchFolder(), 'library.db');
  const { visibleLock } = lockLocation(libraryFile, undefined);
  const request = {
    libraryFile,
    timeoutMs: 0,
    appVersion: '1.0.0',
    purpose: 'the test works',
  };
  const threads = { sqlite: new LifecycleThread(() => {}), hashing: new LifecycleThread(() => {}) };
  const otherLibrary = join(makeScratchFolder(), 'library.db');
  const taken = acquireLock({ ...request, libraryFile: otherLibrary }, () => {});
  const { compromised, release } = await taken;
  const lost = new Promise((resolve) => compromised.addEventListener('abort', resolve));
  const past = new Date(Date.now() - 3_000);
  utimesSync(lockLocation(otherLibrary, undefined).visibleLock, past, past);

  const work = underLock(
    request,
    threads,
    () => {},
    async () => {
      rmSync(visibleLock, { recursive: true });
      mkdirSync(visibleLock);
      // Any job of a stopped thread fails; one of a running thread does not.
      for (;;) await threads.hashing.run('hash', { file: process.execPath });
    },
  );
  await expect(work).rejects.toMatchObject({
    code: 'LOCK_TIMEOUT',
    message: expect.stringContaining('Another computer took over the library'),
    cause: expect.objectContaining({ code: 'ECOMPROMISED' }),
  });
  // It is somebody else's now.
  expect(existsSync(visibleLock)).toBe(true);
  await Promise.all([threads.sqlite.close(), threads.hashing.close()]);

  expect(await removed).toMatchObject({ code: 'ECOMPROMISED' });
  await lost;
  expect(compromised.reason).toMatchObject({ code: 'ECOMPROMISED' });
  await release();
});
