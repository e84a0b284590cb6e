/** `fermata doctor`: what it finds wrong, and the exit status of the worst of it. */
import { chmodSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Ended, resultOf, runCli, scratchFolder, writeMigrations } from './testing.ts';

const TRACKS = 'CREATE TABLE tracks (id INTEGER PRIMARY KEY) STRICT;';
const ENTRIES = `CREATE TABLE entries (
  id INTEGER PRIMARY KEY, track_id INTEGER REFERENCES tracks (id)) STRICT;`;

const ChecksSchema = z.array(z.object({ check: z.string(), verdict: z.string() }));

let folder: string;
let library: string;

beforeEach(async () => {
  folder = scratchFolder();
  library = join(folder, 'library.db');
  await runCli(['prepare', ...placesOf(TRACKS)]);
  await runCli(['prepare', ...placesOf(TRACKS, ENTRIES)]);
});

function placesOf(...scripts: readonly string[]): string[] {
  return ['--library', library, '--migrations', writeMigrations(folder, ...scripts)];
}

function doctor(): Promise<Ended> {
  return runCli(['doctor', ...placesOf(TRACKS, ENTRIES), '--json']);
}

function verdictsOf(ended: Ended): Record<string, string> {
  const checks = ChecksSchema.parse(resultOf(ended).checks);
  return Object.fromEntries(checks.map(({ check, verdict }) => [check, verdict]));
}

test('names triggers of other programs, which work by themselves', async () => {
  const db = new Database(library);
  db.exec('CREATE TRIGGER tidy_up AFTER INSERT ON tracks BEGIN DELETE FROM tracks; END');
  db.close();
  const ended = await doctor();
  expect(ended.status).toBe(0);
  expect(verdictsOf(ended)['Deep check']).toBe('warning');
  expect(ended.stdout).toContain('whenever it is written: tidy_up.');
});

test('finds nothing wrong with a sound library, and says what it looked at', async () => {
  const before = readFileSync(library);
  const ended = await doctor();
  expect(ended.status).toBe(0);
  expect(verdictsOf(ended)).toEqual({
    Node: 'ok',
    SQLite: 'ok',
    Migrations: 'ok',
    Library: 'ok',
    'Recent changes': 'ok',
    'Upgrade history': 'ok',
    'Deep check': 'ok',
    Permissions: 'ok',
    'Other users': 'ok',
    'Free space': 'ok',
    'File system': 'ok',
    'Cloud folder': 'ok',
    'Copies beside it': 'ok',
    'In use': 'ok',
    Backups: 'ok',
  });
  expect(readFileSync(library).equals(before)).toBe(true);
  // It was made, and upgraded.
  expect(resultOf(ended).health).toMatchObject({
    state: 'current',
    facts: { journalMode: 'wal', migrations: [{ version: 1 }, { version: 2 }] },
    lastCheck: null,
    lockHistory: [{ end: 'freed' }, { end: 'freed' }],
  });
});

test.skipIf(process.platform === 'win32')(
  'tells of what other users may read, changes nothing, and makes it private when asked to',
  async () => {
    chmodSync(library, 0o644);
    chmodSync(join(folder, 'backups'), 0o755);
    const told = await doctor();
    expect([told.status, verdictsOf(told)['Other users']]).toEqual([0, 'warning']);
    expect(told.stdout).toContain('fermata doctor --make-private');
    expect(statSync(library).mode & 0o777).toBe(0o644);
    const mended = await runCli([
      'doctor',
      ...placesOf(TRACKS, ENTRIES),
      '--make-private',
      '--json',
    ]);
    expect(verdictsOf(mended)['Other users']).toBe('ok');
    expect(resultOf(mended).madePrivate).toEqual([library, join(folder, 'backups')]);
    expect(statSync(library).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'backups')).mode & 0o777).toBe(0o700);
  },
);

test('a library that is behind is a warning', async () => {
  library = join(folder, 'behind.db');
  await runCli(['prepare', ...placesOf(TRACKS)]);
  const ended = await doctor();
  expect([ended.status, verdictsOf(ended).Library]).toEqual([0, 'warning']);
});

test('a row that refers to nothing is found, with what mends it; a table of others is none of it', async () => {
  const db = new Database(library);
  db.pragma('foreign_keys = OFF');
  db.exec('INSERT INTO entries VALUES (1, 99); CREATE TABLE stranger (id);');
  db.close();
  const ended = await doctor();
  expect(ended.status).toBe(0);
  expect(verdictsOf(ended)['Deep check']).toBe('warning');
  expect(ended.stdout).toMatch(/1 row refers to something.*fermata repair/);
  expect(ended.stdout).not.toContain('stranger');
});

test('a truncated library and a broken backup: the exit status is that of the worse', async () => {
  const status = await runCli(['status', ...placesOf(TRACKS, ENTRIES), '--json']);
  const { file } = z
    .object({ backups: z.object({ newest: z.object({ file: z.string() }) }) })
    .parse(resultOf(status)).backups.newest;
  truncateSync(file, 100);
  const onlyBackup = await doctor();
  expect([onlyBackup.status, resultOf(onlyBackup).code]).toEqual([19, 'BACKUP_INVALID']);
  truncateSync(library, 5_000);
  const both = await doctor();
  expect([both.status, resultOf(both).code]).toEqual([15, 'LIBRARY_DAMAGED']);
  expect(resultOf(both).message).toMatch(/^There are 2 problems/);
});

test('tells people every check in a line, and what to do', async () => {
  writeFileSync(library, 'only words');
  const { status, stdout, stderr } = await runCli(['doctor', ...placesOf(TRACKS, ENTRIES)]);
  expect(status).toBe(16);
  expect(stdout).toMatch(/^ok +Node +version \d+/m);
  expect(stdout).toMatch(/^problem +Library +Not a Fermata library/m);
  expect(stderr).toContain('Choose another file.');
});
