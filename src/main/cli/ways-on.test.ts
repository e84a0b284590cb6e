/** A backup that cannot be made leaves ways on: each that is named works when it is tried. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { WITHOUT_BACKUP } from '../../shared/ways-on.ts';
import { findWaysOn } from '../lifecycle/backups/ways-on.ts';
import { freeBytes } from '../lifecycle/files/file-system.ts';
import { LATEST, makeMusicLibrary, rowsOf } from '../lifecycle/testing/music-library.ts';
import {
  digestOf,
  namesIn,
  queryValue,
  writeBackup,
} from '../lifecycle/testing/scratch-library.ts';
import { confirmAt } from './confirmation.ts';
import { outcomeOf, resultOf, runCli, UNWATCHED } from './testing.ts';

const versionOf = (file: string) => queryValue(file, 'PRAGMA user_version');

/** A library to be upgraded, whose backups folder is a file. */
function makeStuck() {
  const library = makeMusicLibrary(12);
  writeFileSync(library.backupsDir, 'not a folder');
  const run = (...args: readonly string[]) =>
    runCli(['prepare', '--library', library.libraryFile, '--json', ...args]);
  return { ...library, run };
}

test('the error names another folder and the upgrade without one, and the other folder works', async () => {
  const { libraryFile, folder, run } = makeStuck();
  const before = digestOf(libraryFile);
  const refused = await run();
  expect([refused.status, resultOf(refused)]).toEqual([
    11,
    expect.objectContaining({
      code: 'BACKUP_FAILED',
      advice: expect.stringMatching(/--backups FOLDER.*`fermata prepare --without-backup`/),
    }),
  ]);
  expect(digestOf(libraryFile)).toBe(before);
  const other = join(folder, 'other');
  expect(resultOf(await run('--backups', other))).toMatchObject({ ok: true, toVersion: LATEST });
  expect(namesIn(other)).toHaveLength(2);
});

test.each([
  [['--without-backup']],
  [['--without-backup', 'yes']],
  [['--without-backup', 'upgrade without']],
])('a script that writes %j is refused, and nothing is changed', async (args) => {
  const { libraryFile, run } = makeStuck();
  const before = digestOf(libraryFile);
  const refused = await run(...args);
  expect([refused.status, resultOf(refused).code]).toEqual([2, 'USAGE']);
  expect(digestOf(libraryFile)).toBe(before);
});

test('what is written in full upgrades without a backup, says so, and loses nothing', async () => {
  const { libraryFile, run } = makeStuck();
  const plays = rowsOf(libraryFile).plays;
  const done = await run('--without-backup', WITHOUT_BACKUP);
  expect(resultOf(done)).toMatchObject({ ok: true, backup: null, toVersion: LATEST });
  expect(done.stdout).toContain('upgraded without a backup, as you asked for');
  expect(rowsOf(libraryFile).plays).toHaveLength(plays?.length ?? 0);
});

test.each([
  [`${WITHOUT_BACKUP}\n`, LATEST],
  ['y\n', 12],
  ['\n', 12],
])('a person at a terminal who types %j has version %s then', async (typed, version) => {
  const { libraryFile } = makeStuck();
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  input.end(typed);
  const confirm = confirmAt({ input, output }, UNWATCHED.signal);
  const args = ['prepare', '--without-backup', '--library', libraryFile];
  await outcomeOf(args, { ...UNWATCHED, confirm }).catch(() => null);
  expect(String(output.read())).toContain(`type “${WITHOUT_BACKUP}”`);
  expect(versionOf(libraryFile)).toBe(version);
});

test('there are no ways on where nothing is in the way', async () => {
  expect(await findWaysOn(makeMusicLibrary(12))).toBeNull();
});

test('what could go is named with its size: backups that no rule protects, and what was replaced', async () => {
  const library = makeMusicLibrary(12);
  for (const day of [1, 2, 3]) {
    const createdAt = `2025-03-0${day}T12:00:00.000Z`;
    const { libraryFile } = library;
    writeBackup(library.backupsDir, {
      createdAt,
      kind: 'scheduled',
      schemaVersion: 12,
      libraryFile,
    });
  }
  const replaced = join(library.folder, 'music', 'quarantine', '2025-01-01T00-00-00.000Z');
  mkdirSync(replaced, { recursive: true });
  writeFileSync(join(replaced, 'library.db'), Buffer.alloc(5_000));
  // As large as the disk has room for: a sparse file takes none of it.
  const free = await freeBytes(library.folder);
  truncateSync(library.libraryFile, Math.floor((free ?? 0) * 0.7));
  const ways = await findWaysOn(library);
  expect(ways?.roomMakers).toEqual([
    { kind: 'quarantine', name: replaced, bytes: 5_000 },
    { kind: 'backup', name: expect.stringContaining('2025-03-01'), bytes: 49 },
    { kind: 'backup', name: expect.stringContaining('2025-03-02'), bytes: 49 },
  ]);
  expect(ways).toMatchObject({ folder: library.backupsDir, canGoWithout: true });
});
