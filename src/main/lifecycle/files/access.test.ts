/** access.ts: what root, its user and the members of a group make beside a library, each for the others. */
import { chmodSync, chownSync, lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeBackup } from '../backups/take-backup.ts';
import { restoreLibrary } from '../restore/restore.ts';
import { request, take } from '../testing/locking.ts';
import { type Peer, startPeer } from '../testing/peer.ts';
import { optionsFor, prepare } from '../testing/preparing.ts';
import {
  damagePage,
  makeLibrary,
  makePlaces,
  type ScratchLibrary,
  withDatabase,
} from '../testing/scratch-library.ts';
import { accessBeside, makeFolder } from './access.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stdout.write('access.test.ts needs root, to be several users.\n');

const [ANNA, BEN, GROUP] = [12_345, 12_346, 23_456];
const WRITE = `UPDATE tracks SET title = title || '!'`;

/** A library of Anna's, in a folder of hers. */
function libraryOfAnna(mode: number, { version = 2, gid = ANNA, folderMode = 0o755 } = {}) {
  const places = makeLibrary({ version });
  const folder = dirname(places.libraryFile);
  chmodSync(places.folder, 0o755);
  for (const path of [folder, places.libraryFile]) chownSync(path, ANNA, gid);
  chmodSync(places.libraryFile, mode);
  chmodSync(folder, folderMode);
  return places;
}

/** Each file and folder beside a library, with its owner, group and mode. */
function accessIn({ libraryFile }: ScratchLibrary): Record<string, string> {
  const folder = dirname(libraryFile);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names.map((name) => {
      const stats = lstatSync(join(folder, name));
      const mode = (stats.mode & 0o7777).toString(8);
      return [name, `${stats.uid}:${stats.gid} ${stats.isDirectory() ? 'd' : ''}${mode}`];
    }),
  );
}

function withUmask(mask: number): void {
  const before = process.umask(mask);
  onTestFinished(() => void process.umask(before));
}

/** What a process of the user that only used the library through it does: lock, write, back up. */
async function useAll(peer: Peer, { libraryFile, backupsDir }: ScratchLibrary): Promise<void> {
  await peer.lock(request(libraryFile));
  await peer.sql(libraryFile, WRITE);
  const backup = { libraryFile, backupsDir, kind: 'manual', appVersion: '1.0.0' } as const;
  await peer.backUp(backup);
  await peer.release();
}

test.runIf(isRoot)(
  "what root makes beside a user's library is the user's, and as private",
  async () => {
    const places = libraryOfAnna(0o600);
    withUmask(0);
    await prepare(places);
    await takeBackup({ ...optionsFor(places), kind: 'manual' }, () => {});
    const { lock } = await take(request(places.libraryFile));
    const writer = await startPeer();
    await writer.sql(places.libraryFile, WRITE);
    const made = accessIn(places);
    await lock.release();
    await writer.closeDatabases();
    expect(Object.keys(made).length).toBeGreaterThan(9);
    for (const [name, access] of Object.entries(made)) {
      expect([name, access]).toEqual([name, expect.stringMatching(/^12345:12345 (600|d700)$/)]);
    }
    await useAll(await startPeer({ user: { uid: ANNA, gid: ANNA } }), places);
  },
);

test.runIf(isRoot)('a library that root restores stays its user’s, damaged or gone', async () => {
  const places = libraryOfAnna(0o640, { version: 3 });
  const options = optionsFor(places);
  const { manifest } = await takeBackup({ ...options, kind: 'manual' }, () => {});
  const backup = manifest.id;
  const access = accessIn(places)['library.db'];
  damagePage(places.libraryFile, 2);
  await restoreLibrary({ ...options, backup }, () => {});
  expect(accessIn(places)['library.db']).toBe(access);
  for (const [name, found] of Object.entries(accessIn(places))) {
    expect([name, found]).toEqual([name, expect.stringMatching(/^12345:12345 (640|d750)$/)]);
  }
  rmSync(places.libraryFile);
  await restoreLibrary({ ...options, backup }, () => {});
  expect(accessIn(places)['library.db']).toBe(access);
  await useAll(await startPeer({ user: { uid: ANNA, gid: ANNA } }), places);
});

test.runIf(isRoot)("a new library that root makes in a user's folder is the user's", async () => {
  const places = makePlaces();
  chmodSync(places.folder, 0o755);
  chownSync(dirname(places.libraryFile), ANNA, ANNA);
  withUmask(0o022);
  await prepare(places);
  for (const [name, access] of Object.entries(accessIn(places))) {
    expect([name, access]).toEqual([name, expect.stringMatching(/^12345:12345 (600|d700)$/)]);
  }
});

test('a new library, and all that is made with it, is its owner’s alone, whatever the umask', async () => {
  const places = makePlaces();
  withUmask(0);
  await prepare(places);
  await takeBackup({ ...optionsFor(places), kind: 'manual' }, () => {});
  const { lock } = await take(request(places.libraryFile));
  const made = accessIn(places);
  await lock.release();
  expect(Object.keys(made).length).toBeGreaterThan(6);
  for (const [name, access] of Object.entries(made)) {
    expect([name, access]).toEqual([name, expect.stringMatching(/ (600|d700)$/)]);
  }
});

test.runIf(isRoot)('a new library in a group’s folder is the group’s', async () => {
  const places = makePlaces();
  const folder = dirname(places.libraryFile);
  chmodSync(places.folder, 0o755);
  chownSync(folder, ANNA, GROUP);
  chmodSync(folder, 0o2770);
  const anna = await startPeer({ user: { uid: ANNA, gid: GROUP } });
  await anna.prepare(optionsFor(places));
  expect(accessIn(places)['library.db']).toBe('12345:23456 660');
});

test.runIf(isRoot)('two members of a group share a library, and each other’s locks', async () => {
  const places = libraryOfAnna(0o660, { gid: GROUP, folderMode: 0o2770 });
  withUmask(0o022);
  const { libraryFile } = places;
  const [anna, ben] = await Promise.all(
    [ANNA, BEN].map((uid) => startPeer({ user: { uid, gid: GROUP } })),
  );
  if (anna === undefined || ben === undefined) throw new Error('They are both there.');
  await anna.sql(libraryFile, 'PRAGMA journal_mode = WAL');
  await useAll(anna, places);
  await ben.sql(libraryFile, WRITE);
  await anna.sql(libraryFile, WRITE);
  await useAll(ben, places);
  await useAll(anna, places);
  for (const [name, access] of Object.entries(accessIn(places))) {
    expect([name, access]).toEqual([name, expect.stringMatching(/^1234[56]:23456 (660|d2770)$/)]);
  }
  await ben.lock(request(libraryFile));
  await ben.kill();
  await anna.lock(request(libraryFile));
  expect(anna.events.at(-1)).toMatchObject({ event: 'stale-lock-cleared' });
});

test.runIf(isRoot)(
  'a lock that an earlier version left to root is given to its user by root',
  async () => {
    const places = libraryOfAnna(0o600);
    const mutex = `${places.libraryFile}.mutex`;
    withDatabase(mutex, (db) => db.exec('BEGIN EXCLUSIVE; COMMIT'));
    const { lock } = await take(request(places.libraryFile));
    await lock.release();
    expect(statSync(mutex).uid).toBe(ANNA);
  },
);

test('what is made beside a library is not wider than the library, whatever the umask', async () => {
  const places = makeLibrary({ version: 2 });
  chmodSync(places.libraryFile, 0o600);
  withUmask(0);
  await prepare(places);
  for (const [name, access] of Object.entries(accessIn(places))) {
    expect([name, access]).toEqual([name, expect.stringMatching(/ (600|d700)$/)]);
  }
});

test.each([
  ['0644', 0o644, / (600|d700)$/],
  ['0664', 0o664, / (660|d770)$/],
  ['0640', 0o640, / (640|d750)$/],
])(
  'what is made beside an older library of mode %s leaves out who needs not be in',
  async (_, mode, expected) => {
    const places = makeLibrary({ version: 2 });
    chmodSync(places.libraryFile, mode);
    withUmask(0);
    await prepare(places);
    await takeBackup({ ...optionsFor(places), kind: 'manual' }, () => {});
    const { 'library.db': library, ...made } = accessIn(places);
    expect(library).toMatch(new RegExp(` ${mode.toString(8)}$`));
    expect(Object.keys(made).length).toBeGreaterThan(4);
    for (const [name, access] of Object.entries(made)) {
      expect([name, access]).toEqual([name, expect.stringMatching(expected)]);
    }
  },
);

test.runIf(isRoot)("folders that root makes in a user's folder are the user's", () => {
  const { folder } = makePlaces();
  chownSync(folder, ANNA, GROUP);
  const made = join(folder, 'share', 'fermata');
  withUmask(0o022);
  makeFolder(made, accessBeside(made));
  for (const path of [made, dirname(made)]) {
    expect(statSync(path)).toMatchObject({ uid: ANNA, gid: GROUP, mode: 0o40700 });
  }
});
