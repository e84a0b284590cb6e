/** lock-folder.ts under clocks that jump, and on file systems that keep other times than they are told. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { lockLocation } from '../files/file-names.ts';
import { makeScratchFolder } from '../testing/scratch-library.ts';
import { lockFolderSystem } from './lock-folder.ts';
import { newHolder } from './lock-holder.ts';
import { HeartbeatWatch } from './lock-left-behind.ts';
import { tryVisibleLock } from './visible-lock.ts';

const HEARTBEAT_MS = 5_000;

test.each([
  ['before 1901', -3_000_000_000_000],
  ['now', Date.now()],
  ['after 2446, where ext4 ends', 20_000_000_000_000],
])('a time that is set is the one that can be read back: %s', async (_, ms) => {
  const folder = join(makeScratchFolder(), 'library.db.lock');
  mkdirSync(folder);
  const time = new Date(ms);
  await promisify(lockFolderSystem(null).utimes)(folder, time, time);
  expect(time).toEqual(statSync(folder).mtime);
});

test('a lock is kept while its clock jumps back, ahead, and out of what its disk can write', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const location = lockLocation(join(makeScratchFolder(), 'library.db'), undefined);
  const onCompromised = vi.fn();
  const lock = await tryVisibleLock(location, {
    holder: newHolder('1.0.0', 'working'),
    watch: new HeartbeatWatch(),
    onStaleCleared: () => {},
    onCompromised,
  });
  for (const time of ['2026-01-01', '2025-12-31', '2027-01-01', '2600-01-01', '2026-01-01']) {
    vi.setSystemTime(Date.parse(time));
    vi.advanceTimersByTime(HEARTBEAT_MS);
    // The heartbeat is on its way through the file system: the next one is set after it.
    while (vi.getTimerCount() === 0 && onCompromised.mock.calls.length === 0) await nextTurn();
  }
  expect(onCompromised).not.toHaveBeenCalled();
  await lock?.release();
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
