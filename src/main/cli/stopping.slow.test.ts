/** Commands as processes that wait for each other, and that signals stop in the middle of their work. */
import { copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test, vi } from 'vitest';
import { CliProcess, resultOf, runCli, scratchFolder, writeMigrations } from './testing.ts';

const SONG = fileURLToPath(new URL('../../../fixtures/audio/01 first light.mp3', import.meta.url));
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

test('a signal stops a scan and keeps what was read; the next scan reads the rest', async () => {
  const many = join(folder, 'many');
  mkdirSync(many);
  // Longer than a busy machine takes to send a signal.
  const files = 6_000;
  for (let index = 0; index < files; index += 1) {
    copyFileSync(SONG, join(many, `${index}.mp3`));
  }
  const running = new CliProcess(['scan', '--library', library, many, '--json']);
  await running.waitFor('progress', ({ phase, done }) => phase === 'scan' && Number(done) > 0);
  running.child.kill('SIGINT');
  const ended = await running.ended;
  expect(ended.status).toBe(130);
  const stopped = resultOf(ended);
  expect(stopped).toMatchObject({
    ok: false,
    code: 'INTERRUPTED',
    libraryState: 'What it had read is in your library.',
  });
  const read = Number(stopped.added);
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(files);

  const status = resultOf(await runCli(['status', '--library', library, '--json']));
  expect(status.counts).toMatchObject({ tracks: read });
  expect(resultOf(await runCli(['scan', '--library', library, many, '--json']))).toMatchObject({
    ok: true,
    added: files - read,
    unchanged: read,
  });
});
