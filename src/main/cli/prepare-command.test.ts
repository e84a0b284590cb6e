/** `fermata prepare` as a process: what it does to real libraries, prints, and ends with. */
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
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
/** Hours of work in one statement that shows that it runs: its first rows overflow the cache. */
const ONE_LONG_STATEMENT = `PRAGMA cache_size = 10;
CREATE TABLE numbers AS WITH RECURSIVE n(i) AS
  (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1e11)
  SELECT zeroblob(1000) AS number FROM n WHERE i < 1000;`;
/** Short statements, each of some milliseconds. */
const statements = (count: number) =>
  `${ALBUMS}\n${`UPDATE tracks SET title = title || 'x';
WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
SELECT count(*) FROM n;\n`.repeat(count)}`;

let folder: string;
let library: string;

beforeEach(() => {
  folder = scratchFolder();
  library = join(folder, 'library.db');
});

function prepareArgs(...scripts: readonly string[]): string[] {
  return ['prepare', '--library', library, '--migrations', writeMigrations(folder, ...scripts)];
}

function longStatementRuns(): Promise<void> {
  return vi.waitFor(() => expect(statSync(`${library}-wal`).size).toBeGreaterThan(0), {
    timeout: 20_000,
  });
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
    durationMs: expect.any(Number),
  });

  const upgraded = await runCli([...prepareArgs(TRACKS, ALBUMS), '--json']);
  expect(resultOf(upgraded)).toMatchObject({
    ok: true,
    fromVersion: 1,
    toVersion: 2,
    migratedBy: 'this-process',
    backup: expect.stringContaining(join(folder, 'backups')),
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

test('waits for another process, says who it is, and takes over its result', async () => {
  await runCli(prepareArgs(TRACKS));
  const args = [...prepareArgs(TRACKS, statements(100)), '--json'];
  const first = new CliProcess(args);
  await first.waitFor('step');
  first.child.kill('SIGSTOP');
  // On a busy machine the first one takes its time.
  const waiter = new CliProcess([...args, '--lock-timeout', '120']);
  expect(await waiter.waitFor('waiting')).toMatchObject({ holder: { pid: first.child.pid } });
  first.child.kill('SIGCONT');
  const second = await waiter.ended;
  expect(resultOf(second)).toMatchObject({
    ok: true,
    fromVersion: 1,
    toVersion: 2,
    migratedBy: 'another-process',
    backup: null,
  });
  expect(resultOf(await first.ended)).toMatchObject({ migratedBy: 'this-process' });
});

test('gives up waiting after --lock-timeout, naming who holds the lock', async () => {
  await runCli(prepareArgs(TRACKS));
  const args = [...prepareArgs(TRACKS, ONE_LONG_STATEMENT), '--json'];
  const first = new CliProcess(args);
  await longStatementRuns();
  const second = await runCli([...args, '--lock-timeout', '0.2']);
  expect(second.status).toBe(10);
  expect(resultOf(second)).toMatchObject({
    ok: false,
    code: 'LOCK_TIMEOUT',
    message: expect.stringContaining(String(first.child.pid)),
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s undoes what is not finished', async (signal) => {
  await runCli(prepareArgs(TRACKS));
  const before = readFileSync(library);
  const running = new CliProcess([...prepareArgs(TRACKS, statements(10_000)), '--json']);
  await running.waitFor('step');
  running.child.kill(signal);
  const ended = await running.ended;
  expect(ended.status).toBe(130);
  expect(resultOf(ended)).toMatchObject({
    ok: false,
    code: 'INTERRUPTED',
    libraryState: 'Your library has not been changed.',
  });
  expect(readFileSync(library).equals(before)).toBe(true);
});

test('a statement that does not end is cut short, and the next start goes on', async () => {
  await runCli(prepareArgs(TRACKS));
  const running = new CliProcess([...prepareArgs(TRACKS, ONE_LONG_STATEMENT), '--json']);
  await longStatementRuns();
  running.child.kill('SIGTERM');
  const ended = await running.ended;
  expect(ended.signal).toBe('SIGINT');
  expect(resultOf(ended)).toMatchObject({ ok: false, code: 'INTERRUPTED' });
  const next = await runCli([...prepareArgs(TRACKS, ALBUMS), '--json']);
  expect(resultOf(next)).toMatchObject({ ok: true, fromVersion: 1, toVersion: 2 });
});

test('a second signal ends it at once', async () => {
  await runCli(prepareArgs(TRACKS));
  const running = new CliProcess(prepareArgs(TRACKS, ONE_LONG_STATEMENT));
  await longStatementRuns();
  running.child.kill('SIGTERM');
  await running.waitForText('Once more stops at once');
  running.child.kill('SIGTERM');
  const { signal, stderr } = await running.ended;
  expect(signal).toBe('SIGINT');
  expect(stderr).toContain('in the middle of work');
});

test('finishes its work when nobody reads what it prints', async () => {
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
