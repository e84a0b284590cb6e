/**
 * A library in a folder that others can write to: under the names that Fermata uses there, they may put
 * links, pipes and other files. What a link leads to stays as it is, and nothing waits for a pipe.
 */
import { execFileSync } from 'node:child_process';
import {
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { BackupSettingsSchema } from '../../shared/backups.ts';
import {
  readBackupSettings,
  readSettingsOrDefaults,
  writeBackupSettings,
} from './backups/settings.ts';
import { writeDurably } from './files/durable-files.ts';
import { type LockLocation, lockLocation, moveNote } from './files/file-names.ts';
import { whereMoved } from './files/move-note.ts';
import { addToHistory, readHistory } from './lock/library-history.ts';
import { acquireLock } from './lock/lock.ts';
import { newHolder, readHolder, writeHolder } from './lock/lock-holder.ts';
import { startPeer } from './testing/peer.ts';
import { makeScratchFolder } from './testing/scratch-library.ts';

let folder = '';
let libraryFile = '';
let location: LockLocation;
/** A file of the person's own. */
let letter = '';

beforeEach(() => {
  folder = makeScratchFolder();
  libraryFile = join(folder, 'library.db');
  location = lockLocation(libraryFile, undefined);
  letter = join(makeScratchFolder(), 'letter.txt');
  writeFileSync(letter, 'Dear Ana');
});

function expectUntouched(): void {
  expect(readFileSync(letter, 'utf8')).toBe('Dear Ana');
}

const RECORD = { kind: 'library', id: 'one' } as const;
const HOLDER = newHolder('1.0.0', 'tests');

/** Each small file that is written, by its names and by those that earlier versions wrote it under. */
const WRITTEN: readonly (readonly [string, () => Promise<void> | void, () => string[]])[] = [
  [
    'the holder of the lock',
    () => writeHolder(location, HOLDER),
    () => [
      location.holderFile,
      `${location.holderFile}.${hostname()}`,
      `${location.holderFile}.partial`,
    ],
  ],
  [
    'the history',
    () => addToHistory(location, RECORD),
    () => [location.historyFile, `${location.historyFile}.partial`],
  ],
  [
    'the settings of backups',
    () => writeBackupSettings(folder, BackupSettingsSchema.parse({}), libraryFile),
    () => [join(folder, 'settings.json'), join(folder, 'settings.json.partial')],
  ],
  [
    'a manifest, or the note of a move',
    () => writeDurably(moveNote(libraryFile), '{}'),
    () => [moveNote(libraryFile), `${moveNote(libraryFile)}.partial`],
  ],
];

test.each(WRITTEN)('%s is not written through a link', async (_, write, names) => {
  for (const name of names()) symlinkSync(letter, name);
  await write();
  expectUntouched();
  expect(lstatSync(names()[0] ?? '').isFile()).toBe(true);
});

test.each(WRITTEN)('%s is not written into a person’s own file', async (_, write, names) => {
  for (const name of names()) linkSync(letter, name);
  await write();
  expectUntouched();
});

test.skipIf(process.platform === 'win32').each(WRITTEN)(
  '%s is written where a pipe lies, without waiting for it',
  async (_, write, names) => {
    for (const name of names()) execFileSync('mkfifo', [name]);
    await write();
    expect(lstatSync(names()[0] ?? '').isFile()).toBe(true);
  },
);

test('what is written leaves no other name, and clears what a killed process left', async () => {
  const settings = join(folder, 'settings.json');
  const left = `${settings}.0123456789abcdef.partial`;
  const young = `${settings}.fedcba9876543210.partial`;
  const others = `${settings}.mine.partial`;
  for (const name of [left, young, others]) writeFileSync(name, '{');
  utimesSync(left, 1, 1);
  await writeDurably(settings, '{}');
  expect(readdirSync(folder).sort()).toEqual(
    [
      'settings.json',
      'settings.json.fedcba9876543210.partial',
      'settings.json.mine.partial',
    ].sort(),
  );
});

test('a history that is a snapshot’s, too, goes on in a file of its own', () => {
  addToHistory(location, RECORD);
  const snapshot = join(makeScratchFolder(), 'history.jsonl');
  linkSync(location.historyFile, snapshot);
  const before = readFileSync(snapshot, 'utf8');
  addToHistory(location, { ...RECORD, id: 'two' });
  expect(readHistory(location)).toEqual([RECORD, { ...RECORD, id: 'two' }]);
  expect(readFileSync(snapshot, 'utf8')).toBe(before);
});

/** What stands in the place of a file that is read. */
const PLANTED: readonly (readonly [string, (name: string) => void])[] = [
  ['a link to a person’s own file', (name) => symlinkSync(letter, name)],
  ['a link to a file that never ends', (name) => symlinkSync('/dev/zero', name)],
  ['a pipe', (name) => void execFileSync('mkfifo', [name])],
];

test.skipIf(process.platform === 'win32').each(PLANTED)(
  '%s in the place of a small file is passed over',
  async (_, plant) => {
    plant(location.holderFile);
    expect(readHolder(location)).toBeNull();
    plant(location.historyFile);
    expect(readHistory(location)).toEqual([]);
    plant(moveNote(libraryFile));
    expect(whereMoved(libraryFile)).toBeNull();
    plant(join(folder, 'settings.json'));
    await expect(readBackupSettings(folder, { libraryFile })).rejects.toMatchObject({
      code: 'USAGE',
    });
    const { settings, failure } = await readSettingsOrDefaults(folder, { libraryFile });
    expect([settings, failure?.code]).toEqual([BackupSettingsSchema.parse({}), 'USAGE']);
  },
);

test.skipIf(process.platform === 'win32').each(PLANTED)(
  '%s in the place of the holder keeps no process from the lock',
  async (_, plant) => {
    plant(location.holderFile);
    const lock = await acquireLock(
      { libraryFile, timeoutMs: 5_000, appVersion: '1.0.0', purpose: 'works' },
      () => {},
    );
    expect(readHolder(location)).toMatchObject({ pid: process.pid });
    await lock.release();
    expectUntouched();
  },
);

test('a second name of the lock in the holder’s place frees no lock', async () => {
  const peer = await startPeer();
  const request = { libraryFile, timeoutMs: 0, appVersion: '1.0.0', purpose: 'works' };
  const lock = await acquireLock(request, () => {});
  writeFileSync(`${location.holderFile}.away`, '');
  linkSync(location.mutexFile, join(folder, 'history-to-be'));
  execFileSync('mv', [join(folder, 'history-to-be'), location.holderFile]);
  expect(readHolder(location)).toBeNull();
  await expect(peer.lock(request)).rejects.toThrow(/still in use/);
  await lock.release();
});
