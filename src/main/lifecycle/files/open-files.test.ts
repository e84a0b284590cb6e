/** open-files.ts: file numbers are compared with their disk, on disks that number in their own way, too. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canMountDisks, startPeer } from '../testing/peer.ts';
import { makeScratchFolder } from '../testing/scratch-library.ts';
import { processesThatHold } from './open-files.ts';

const BYTES = 4 * 1024 * 1024;
const canAsk = process.platform === 'linux' && canMountDisks();

test.runIf(process.platform === 'linux')('a process that has a library open is found', async () => {
  const file = join(makeScratchFolder(), 'a library.db');
  const peer = await startPeer();
  await peer.sql(file, 'PRAGMA journal_mode = WAL');
  await peer.sql(file, 'CREATE TABLE things (id)');
  expect(await processesThatHold(file)).toEqual([peer.pid]);
  await peer.closeDatabases();
  expect(await processesThatHold(file)).toEqual([]);
});

test.runIf(canAsk)(
  'a lock on another disk, on a file of the same number, is another file’s',
  async () => {
    const folder = makeScratchFolder();
    const file = join(folder, 'library.db');
    const disk = { folder, bytes: BYTES };
    const [holder, asker] = await Promise.all([startPeer({ disk }), startPeer({ disk })]);
    for (const peer of [holder, asker]) await peer.sql(file, 'CREATE TABLE things (id)');
    const numbers = await Promise.all([holder.fileNumber(file), asker.fileNumber(file)]);
    expect(numbers[0]).toBe(numbers[1]);
    await holder.sql(file, 'BEGIN IMMEDIATE');
    await asker.closeDatabases();
    expect(await holder.processesThatHold(file)).toEqual([]);
    expect(await asker.processesThatHold(file)).toEqual([]);
  },
);

test.runIf(canAsk)(
  'a process is found on an overlay, whose files have numbers of other disks',
  async () => {
    const folder = makeScratchFolder();
    const overlay = await startPeer({ disk: { folder, bytes: BYTES, isOverlay: true } });
    const file = join(folder, 'merged', 'library.db');
    await overlay.sql(file, 'CREATE TABLE things (id)');
    await overlay.sql(file, 'BEGIN IMMEDIATE');
    expect(await overlay.locksOn(file)).toContainEqual({ pid: overlay.pid, isExclusive: true });
  },
);
