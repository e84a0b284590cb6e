/** `fermata prepare`: what it does to real libraries, prints, and ends with. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import {
  CliProcess,
  linesOf,
  resultOf,
  runCli,
  scratchFolder,
  writeMigrations,
} from './testing.ts';

const TRACKS = 'CREATE TABLE tracks (id INTEGER PRIMARY KEY, title TEXT NOT NULL) STRICT;';
const ALBUMS = 'CREATE TABLE albums (id INTEGER PRIMARY KEY) STRICT;';
let folder: string;
let library: string;

beforeEach(() => {
  folder = scratchFolder();
  library = join(folder, 'library.db');
});

function prepareArgs(...scripts: readonly string[]): string[] {
  return ['prepare', '--library', library, '--migrations', writeMigrations(folder, ...scripts)];
}

test('creates a library, upgrades it with a backup, and finds it up to date', async () => {
  const created = await runCli([...prepareArgs(TRACKS), '--json']);
  expect(created.status).toBe(0);
  expect(resultOf(created)).toEqual({
    event: 'result',
    ok: true,
    libraryFile: library,
    fromVersion: 0,
    toVersion: 1,
    migratedBy: 'this-process',
    backup: null,
    receipt: null,
    durationMs: expect.any(Number),
  });

  const upgraded = await runCli([...prepareArgs(TRACKS, ALBUMS), '--json']);
  expect(resultOf(upgraded)).toMatchObject({
    ok: true,
    fromVersion: 1,
    toVersion: 2,
    migratedBy: 'this-process',
    backup: expect.stringContaining(join(folder, 'backups')),
    receipt: { fromVersion: 1, toVersion: 2, libraryBefore: resultOf(upgraded).backup },
  });
  expect(existsSync(String(resultOf(upgraded).backup))).toBe(true);
  const phases = linesOf(upgraded).flatMap((line) => (line.event === 'phase' ? line.phase : []));
  expect(phases).toEqual(['inspect', 'backup', 'verify-backup', 'migrate', 'verify', 'open']);

  const again = await runCli([...prepareArgs(TRACKS, ALBUMS), '--json']);
  expect(resultOf(again)).toMatchObject({
    ok: true,
    fromVersion: 2,
    toVersion: 2,
    migratedBy: 'none',
    backup: null,
  });
});

test('tells people what happens on standard error, and the result on standard output', async () => {
  await runCli(prepareArgs(TRACKS));
  const { stdout, stderr } = await runCli(prepareArgs(TRACKS, ALBUMS));
  expect(stdout).toMatch(/was upgraded from schema version 1 to 2 \(\d+\.\d s\)\.\n$/);
  expect(stderr).toContain('Backing up the library.\n');
  expect(stderr).toMatch(/Backup made: .*\.db/);
});

test('finishes its work when its output is not read', async () => {
  await runCli(prepareArgs(TRACKS));
  const running = new CliProcess([...prepareArgs(TRACKS, ALBUMS), '--json']);
  running.child.stdout.destroy();
  running.child.stderr.destroy();
  expect((await running.ended).status).toBe(0);
  const status = await runCli(['status', ...prepareArgs(TRACKS, ALBUMS).slice(1), '--json']);
  expect(resultOf(status)).toMatchObject({ state: 'current', schemaVersion: 2 });
});

test('a symbolic link is the library it leads to, and FERMATA_LIBRARY names it too', async () => {
  const migrations = writeMigrations(folder, TRACKS);
  symlinkSync('library.db', join(folder, 'link.db'));
  const ended = await runCli(['prepare', '--migrations', migrations, '--json'], {
    FERMATA_LIBRARY: join(folder, 'link.db'),
  });
  expect(resultOf(ended)).toMatchObject({ libraryFile: library, migratedBy: 'this-process' });
});

test('a missing folder, a folder, an unknown option and bad migrations change nothing', async () => {
  const missing = join(folder, 'missing', 'library.db');
  const lost = await runCli(['prepare', '--library', missing, '--json']);
  expect([lost.status, resultOf(lost).code]).toEqual([2, 'USAGE']);
  expect(existsSync(join(folder, 'missing'))).toBe(false);

  mkdirSync(library);
  const inFolder = await runCli([...prepareArgs(TRACKS), '--json']);
  expect([inFolder.status, resultOf(inFolder).code]).toEqual([16, 'NOT_A_LIBRARY']);

  const unknown = await runCli([...prepareArgs(TRACKS), '--what', '--json']);
  expect([unknown.status, resultOf(unknown).code]).toEqual([2, 'USAGE']);

  library = join(folder, 'other.db');
  const broken = await runCli([...prepareArgs(TRACKS, 'COMMIT;'), '--json']);
  expect([broken.status, resultOf(broken).code]).toEqual([13, 'MIGRATION_SET_INVALID']);
  expect(existsSync(library)).toBe(false);
});

test('an up-to-date library whose migrations have changed since is refused', async () => {
  await runCli(prepareArgs(TRACKS, ALBUMS));
  const before = readFileSync(library);
  const ended = await runCli([...prepareArgs(TRACKS, `${ALBUMS} -- later`), '--json']);
  expect([ended.status, resultOf(ended).code]).toEqual([13, 'MIGRATION_SET_INVALID']);
  expect(resultOf(ended).message).toContain('0002_step.sql');
  expect(readFileSync(library).equals(before)).toBe(true);
});

test('an up-to-date library that cannot be opened is damaged', async () => {
  await runCli(prepareArgs(TRACKS));
  const damaged = readFileSync(library).fill(0xff, 100, 140);
  writeFileSync(library, damaged);
  const ended = await runCli([...prepareArgs(TRACKS), '--json']);
  expect([ended.status, resultOf(ended).code]).toEqual([15, 'LIBRARY_DAMAGED']);
  expect(readFileSync(library).equals(damaged)).toBe(true);
});
