/**
 * A backup that cannot be made, in each way that it can fail: no migration is begun, the library is
 * byte for byte what it was, nothing in the backups folder passes for a backup, and the error says
 * what to do.
 */
import { chmod, copyFile, mkdir, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, type TestContext, test } from 'vitest';
import type { ErrorCode } from '../src/shared/errors.ts';
import { readBackups } from './support/backups.ts';
import { flipBits, rootPageOffset } from './support/damage.ts';
import { digestLibrary } from './support/library-state.ts';
import { throughOrdinaryUser } from './support/privileges.ts';
import { type FermataProcess, type Line, startFermata } from './support/processes.ts';
import { mountSmallDisk, type SmallDisk } from './support/small-disk.ts';
import { makeOldLibrary, type TestLibrary } from './support/test-library.ts';

/** Big enough to be caught while it is copied or checked: 50 MB. */
const BIG = { tracks: 500, paddingBytes: 100_000 };

interface Case {
  readonly name: string;
  readonly code: ErrorCode;
  readonly status: number;
  readonly advice: RegExp;
  /** What is wrong before Fermata is started. */
  readonly arrange?: (library: TestLibrary) => unknown;
  /** Starts the upgrade, and sees to what goes wrong on the way. */
  readonly start?: (library: TestLibrary, context: TestContext) => Promise<Started>;
}

interface Started {
  readonly process: FermataProcess;
  /** The disk that the backups are on, if it is not everybody's. */
  readonly disk?: SmallDisk;
}

const CASES: readonly Case[] = [
  {
    name: 'its disk has not enough room',
    code: 'NO_SPACE',
    status: 17,
    advice: /Free up space/,
    start: (library, context) => startOnSmallDisk(library, context, 'size=32m'),
  },
  {
    name: 'its disk fills up while it is written',
    code: 'NO_SPACE',
    status: 17,
    advice: /Free up space/,
    async start(library, context) {
      const { process, disk } = await startOnSmallDisk(library, context, 'size=96m');
      await meanwhile(process, 'backup', () => disk.fill());
      return { process, disk };
    },
  },
  {
    name: 'its disk is read-only',
    code: 'NO_PERMISSION',
    status: 18,
    advice: /writable/,
    start: (library, context) => startOnSmallDisk(library, context, 'ro'),
  },
  {
    name: 'its folder may not be written',
    code: 'NO_PERMISSION',
    status: 18,
    advice: /permission/,
    arrange: ({ backupsDir }) => mkdir(backupsDir, { mode: 0o500 }),
    start: async ({ args }, context) => ({
      process: startFermata(['prepare', ...args], throughOrdinaryUser(context)),
    }),
  },
  {
    name: 'its folder may not be written any more',
    code: 'NO_PERMISSION',
    status: 18,
    advice: /permission/,
    async start({ backupsDir, args }, context) {
      const process = startFermata(['prepare', ...args], throughOrdinaryUser(context));
      await meanwhile(process, 'verify-backup', () => chmod(backupsDir, 0o500));
      return { process };
    },
  },
  {
    name: 'its folder is a file',
    code: 'BACKUP_FAILED',
    status: 11,
    advice: /another folder/,
    arrange: ({ backupsDir }) => writeFile(backupsDir, 'not a folder'),
  },
  {
    name: 'the library is damaged',
    code: 'LIBRARY_DAMAGED',
    status: 15,
    advice: /Restore a backup/,
    arrange: ({ file }) => flipBits(file, rootPageOffset(file, 'albums')),
  },
  {
    name: 'a page of it is not as it was written',
    code: 'BACKUP_FAILED',
    status: 11,
    advice: /disk/,
    start: (library) =>
      spoilBackup(library, (partial) => flipBits(partial, rootPageOffset(library.file, 'albums'))),
  },
  {
    name: 'half of it is missing',
    code: 'BACKUP_FAILED',
    status: 11,
    advice: /disk/,
    start: (library) =>
      spoilBackup(library, async (partial) => truncate(partial, (await stat(partial)).size / 2)),
  },
  {
    name: 'it lacks a row',
    code: 'BACKUP_FAILED',
    status: 11,
    advice: /disk/,
    async start(library) {
      const poorer = await withoutOneTrack(library);
      return spoilBackup(library, (partial) => copyFile(poorer, partial));
    },
  },
  {
    name: 'it vanishes before it is checked',
    code: 'BACKUP_FAILED',
    status: 11,
    advice: /disk/,
    start: (library) => spoilBackup(library, (partial) => rm(partial)),
  },
];

describe('A migration is not begun when its backup fails because', () => {
  test.for(CASES)('$name', async (theCase, context) => {
    const { code, status, advice, arrange, start = startPlainly } = theCase;
    const library = await makeOldLibrary(BIG);
    await arrange?.(library);
    const original = await digestLibrary(library.file);

    const { process, disk } = await start(library, context);
    const ended = await process.ended;

    expect(ended).toMatchObject({ status, result: { ok: false, code } });
    expect(ended.result).toHaveProperty('advice', expect.stringMatching(advice));
    expect(process.lines.filter((line) => line.event === 'step')).toEqual([]);
    expect(await digestLibrary(library.file)).toEqual(original);
    await expectNoBackup(disk?.seen(library.backupsDir) ?? library.backupsDir);
  });

  test('it is killed in the middle', async () => {
    const library = await makeOldLibrary(BIG);
    const original = await digestLibrary(library.file);
    const process = startFermata(['prepare', ...library.args]);
    await process.waitFor('progress', ({ phase, done }) => phase === 'backup' && done > 0);
    process.kill();
    await process.ended;
    expect(await digestLibrary(library.file)).toEqual(original);
    await expectNoBackup(library.backupsDir);
  });
});

async function startPlainly({ args }: TestLibrary): Promise<Started> {
  return { process: startFermata(['prepare', ...args]) };
}

async function startOnSmallDisk(
  { backupsDir, args }: TestLibrary,
  context: TestContext,
  options: string,
): Promise<Required<Started>> {
  const disk = await mountSmallDisk(context, backupsDir, options);
  return { process: startFermata(['prepare', ...args], { through: disk.through }), disk };
}

/** Does something at the beginning of a phase, while the process stands still. */
async function meanwhile(
  process: FermataProcess,
  phase: Extract<Line, { event: 'phase' }>['phase'],
  act: () => unknown,
): Promise<void> {
  await process.waitFor('phase', (line) => line.phase === phase);
  await process.suspend();
  await act();
  process.resume();
}

/** Starts the upgrade, and does something to the finished copy just before it is checked. */
async function spoilBackup(
  { backupsDir, args }: TestLibrary,
  spoil: (partial: string) => unknown,
): Promise<Started> {
  const process = startFermata(['prepare', ...args]);
  await meanwhile(process, 'verify-backup', async () => {
    const partial = (await readdir(backupsDir)).find((name) => name.endsWith('.partial'));
    if (partial === undefined) throw new Error('There is no unfinished backup to spoil.');
    await spoil(join(backupsDir, partial));
  });
  return { process };
}

/** A sound library with a track less. */
async function withoutOneTrack({ file, folder }: TestLibrary): Promise<string> {
  const poorer = join(folder, 'poorer.db');
  await copyFile(file, poorer);
  const db = new Database(poorer);
  db.pragma('foreign_keys = ON');
  db.exec('DELETE FROM tracks WHERE id = (SELECT max(id) FROM tracks)');
  db.pragma('journal_mode = DELETE');
  db.close();
  return poorer;
}

async function expectNoBackup(backupsDir: string): Promise<void> {
  const found = await stat(backupsDir);
  if (found.isDirectory()) expect(await readBackups(backupsDir)).toEqual([]);
}
