/** prepare.ts on disks that are full and files that may not be written: typed, and nothing lost. */
import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { canMountDisks, type Peer, startPeer, UNPRIVILEGED_USER } from './testing/peer.ts';
import { optionsFor } from './testing/preparing.ts';
import {
  fingerprint,
  makeLibrary,
  makeOldLibrary,
  makePlaces,
  makeScratchFolder,
  namesIn,
  type ScratchLibrary,
  withDatabase,
} from './testing/scratch-library.ts';

/** Gives a folder and what is in it to the user that an unprivileged peer runs as. */
function giveAway(folder: string): void {
  if (process.getuid?.() !== 0) return;
  chownSync(folder, UNPRIVILEGED_USER, UNPRIVILEGED_USER);
  for (const name of readdirSync(folder)) {
    chownSync(join(folder, name), UNPRIVILEGED_USER, UNPRIVILEGED_USER);
  }
}

/** The library's own folder may be used by the peer, who may look into the one above. */
function makeLibraryForPeer(version: number): ScratchLibrary {
  const places = makeLibrary({ version });
  chmodSync(places.folder, 0o755);
  giveAway(dirname(places.libraryFile));
  return places;
}

async function expectRefused(places: ScratchLibrary, message: RegExp): Promise<Peer> {
  const folder = dirname(places.libraryFile);
  const [before, names] = [fingerprint(folder), namesIn(folder)];
  const peer = await startPeer({ unprivileged: true });
  await expect(peer.prepare(optionsFor(places))).rejects.toMatchObject({
    code: 'NO_PERMISSION',
    exitStatus: 18,
    message: expect.stringMatching(message),
    libraryState: 'Your library has not been changed.',
  });
  expect(fingerprint(folder)).toMatchObject(before);
  expect(namesIn(folder).filter((name) => !name.endsWith('.mutex'))).toEqual(names);
  return peer;
}

test('a user who is allowed to upgrades a library of theirs', async () => {
  const places = makeLibraryForPeer(2);
  const peer = await startPeer({ unprivileged: true });
  expect(await peer.prepare(optionsFor(places))).toMatchObject({ migratedBy: 'this-process' });
});

test('a read-only file is not upgraded', async () => {
  const places = makeLibraryForPeer(2);
  chmodSync(places.libraryFile, 0o444);
  await expectRefused(places, /library\.db cannot be written/);
});

test('a file in a read-only folder is not upgraded', async () => {
  const places = makeLibraryForPeer(2);
  chmodSync(dirname(places.libraryFile), 0o555);
  await expectRefused(places, /music cannot be written/);
});

test('a file that may not be read is not upgraded', async () => {
  const places = makeLibraryForPeer(2);
  chmodSync(places.libraryFile, 0o000);
  const folder = dirname(places.libraryFile);
  const peer = await startPeer({ unprivileged: true });
  await expect(peer.prepare(optionsFor(places))).rejects.toMatchObject({
    code: 'NO_PERMISSION',
    message: expect.stringMatching(/library\.db cannot be read: EACCES/),
  });
  expect(namesIn(folder)).toEqual(['library.db']);
});

test('a folder that may not be entered is no place for a library', async () => {
  const places = makeLibraryForPeer(2);
  chmodSync(dirname(places.libraryFile), 0o000);
  const peer = await startPeer({ unprivileged: true });
  await expect(peer.prepare(optionsFor(places))).rejects.toMatchObject({
    code: 'NO_PERMISSION',
    message: expect.stringMatching(/cannot be reached/),
  });
});

test('a backups folder that may not be written stops the upgrade', async () => {
  const places = makeLibraryForPeer(2);
  mkdirSync(places.backupsDir, { mode: 0o555 });
  await expectRefused(places, /backups cannot be written/);
});

test('a library that is up to date is found so in a folder that may not be written', async () => {
  const places = makeLibraryForPeer(3);
  chmodSync(places.libraryFile, 0o444);
  chmodSync(dirname(places.libraryFile), 0o555);
  const peer = await startPeer({ unprivileged: true });
  expect(await peer.prepare(optionsFor(places))).toMatchObject({ migratedBy: 'none' });
});

/** A peer with a small disk of its own that a library has been put on. */
async function startOnDisk(
  { libraryFile, migrationsDir }: ScratchLibrary,
  bytes: number,
): Promise<{ peer: Peer; places: ScratchLibrary }> {
  const disk = makeScratchFolder();
  const peer = await startPeer({ disk: { folder: disk, bytes } });
  const places = {
    folder: disk,
    libraryFile: join(disk, 'library.db'),
    backupsDir: join(disk, 'backups'),
    migrationsDir,
  };
  await peer.copyFile(libraryFile, places.libraryFile);
  return { peer, places };
}

test.skipIf(!canMountDisks())(
  'a disk without room is noticed before anything is written',
  async () => {
    const { peer, places } = await startOnDisk(makeLibrary({ version: 2 }), 8_000_000);
    const before = await peer.digestOf(places.libraryFile);
    await expect(peer.prepare(optionsFor(places))).rejects.toMatchObject({
      code: 'NO_SPACE',
      exitStatus: 17,
      message: expect.stringMatching(/has \d+ MB free; \d+ MB are needed/),
    });
    expect(await peer.digestOf(places.libraryFile)).toBe(before);
    expect(await peer.namesIn(places.backupsDir)).toEqual([]);
  },
);

test.skipIf(!canMountDisks())('a full disk does not take a new library', async () => {
  const { migrationsDir } = makePlaces();
  const folder = makeScratchFolder();
  const peer = await startPeer({ disk: { folder, bytes: 1_000_000 } });
  await peer.fillDisk(folder);
  const places = {
    folder,
    libraryFile: join(folder, 'library.db'),
    backupsDir: join(folder, 'backups'),
    migrationsDir,
  };
  await expect(peer.prepare(optionsFor(places))).rejects.toMatchObject({ code: 'NO_SPACE' });
  expect(await peer.namesIn(folder)).toEqual(expect.not.arrayContaining(['library.db']));
});

/** Takes about as many megabytes as it says; the room check cannot know. */
const hungryStep = (megabytes: number) => `
  CREATE TABLE blobs (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${megabytes})
  INSERT INTO blobs (content) SELECT randomblob(1000000) FROM numbers;`;

test.skipIf(!canMountDisks())(
  'a disk that fills up in the middle of a step loses nothing',
  async () => {
    const old = makeOldLibrary({ '0003_hungry.sql': hungryStep(100) });
    const { peer, places } = await startOnDisk(old, 12_000_000);
    const before = await peer.digestOf(places.libraryFile);
    await expect(peer.prepare(optionsFor(places))).rejects.toMatchObject({
      code: 'NO_SPACE',
      message: expect.stringContaining(places.libraryFile),
      libraryState: 'Your library has not been changed.',
    });
    expect(await peer.digestOf(places.libraryFile)).toBe(before);
    expect(await peer.sql(places.libraryFile, 'PRAGMA user_version')).toEqual([[2]]);
  },
);

test.skipIf(!canMountDisks())(
  'a disk that fills up when the log is written back says that the library is upgraded',
  async () => {
    const old = makeOldLibrary({ '0003_hungry.sql': hungryStep(20) });
    withDatabase(old.libraryFile, (db) => db.pragma('journal_mode = WAL'));
    const { peer, places } = await startOnDisk(old, 32_000_000);
    await expect(peer.prepare(optionsFor(places))).rejects.toMatchObject({
      code: 'NO_SPACE',
      libraryState: 'Your library has been upgraded, and nothing is lost.',
    });
    expect(await peer.prepare(optionsFor(places))).toMatchObject({
      migratedBy: 'none',
      toVersion: 3,
    });
    expect(await peer.sql(places.libraryFile, 'SELECT count(*) FROM tracks')).toEqual([[10]]);
  },
);
