/** room.ts: a lack of room or permission is known before anything is written. */
import { existsSync, mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeLibrary, makePlaces, makeScratchFolder } from '../testing/scratch-library.ts';
import { freeBytes, isOnNetworkFileSystem } from './file-system.ts';
import { checkRoom, checkRoomToRestore } from './room.ts';

/** A library that takes as much of its disk as is said, without taking it (a sparse file). */
async function makeLibraryOf(shareOfDisk: number) {
  const places = makeLibrary();
  const free = (await freeBytes(dirname(places.libraryFile))) ?? 0;
  truncateSync(places.libraryFile, Math.floor(free * shareOfDisk));
  return places;
}

test('there is room for a small library, and its backups folder is made', async () => {
  const { libraryFile, backupsDir } = makeLibrary();
  await checkRoom(libraryFile, backupsDir, 1);
  expect(existsSync(backupsDir)).toBe(true);
});

test('a new library needs no backups folder', async () => {
  const { libraryFile, backupsDir } = makePlaces();
  await checkRoom(libraryFile, backupsDir, 1);
  expect(existsSync(backupsDir)).toBe(false);
});

test('a backup and what the work needs have to fit, side by side on one disk', async () => {
  const { libraryFile, backupsDir } = await makeLibraryOf(0.4);
  await checkRoom(libraryFile, backupsDir, 0);
  await checkRoom(libraryFile, backupsDir, 1);
  await expect(checkRoom(libraryFile, backupsDir, 2)).rejects.toMatchObject({
    code: 'NO_SPACE',
    message: expect.stringMatching(/^The disk of .* has \d+ MB free; \d+ MB are needed\.$/),
    libraryState: 'Your library has not been changed.',
  });
});

test('the log counts too', async () => {
  const { libraryFile, backupsDir } = await makeLibraryOf(0.3);
  await checkRoom(libraryFile, backupsDir, 1);
  writeFileSync(`${libraryFile}-wal`, '');
  truncateSync(`${libraryFile}-wal`, statSync(libraryFile).size);
  await expect(checkRoom(libraryFile, backupsDir, 1)).rejects.toMatchObject({ code: 'NO_SPACE' });
});

test.runIf(existsSync('/dev/shm'))('two disks are looked at one by one', async () => {
  const { libraryFile } = await makeLibraryOf(0.9);
  const backupsDir = join(makeScratchFolder('/dev/shm'), 'backups');
  // All of it on the library's own disk would be too much; beside it, it is the other's turn.
  await expect(checkRoom(libraryFile, dirname(libraryFile), 1)).rejects.toThrow(/needed/);
  const work = checkRoom(libraryFile, backupsDir, 0);
  const fits = ((await freeBytes('/dev/shm')) ?? 0) > statSync(libraryFile).size + 10_000_000;
  if (fits) await work;
  else await expect(work).rejects.toMatchObject({ message: expect.stringContaining(backupsDir) });
});

test('a backups folder that cannot be made is no room at all', async () => {
  const { libraryFile, folder } = makeLibrary();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(checkRoom(libraryFile, join(file, 'backups'), 1)).rejects.toMatchObject({
    code: 'BACKUP_FAILED',
    message: `A part of the path ${join(file, 'backups')} is a file, where a folder is needed.`,
  });
});

test('a restore needs room for its staged copy, whatever is left of the library', async () => {
  const { libraryFile, backupsDir } = makePlaces();
  const { libraryFile: source } = await makeLibraryOf(0.4);
  await checkRoomToRestore(libraryFile, backupsDir, source);
  const { libraryFile: large } = await makeLibraryOf(0.6);
  await expect(checkRoomToRestore(libraryFile, backupsDir, large)).rejects.toMatchObject({
    code: 'NO_SPACE',
  });
});

test('tells how much is free, and that this disk is no network share', async () => {
  const folder = makeScratchFolder();
  expect(await freeBytes(folder)).toBeGreaterThan(0);
  expect(isOnNetworkFileSystem(join(folder, 'library.db'))).toBe(false);
  mkdirSync(join(folder, 'deeper'));
  expect(isOnNetworkFileSystem(join(folder, 'deeper', 'not there yet.db'))).toBe(false);
});
