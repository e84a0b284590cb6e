/** `fermata serve` as a process: it says where it listens, answers, and ends when it is told to. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fchmodSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { CLI, CliProcess, resultOf, runCli, scratchFolder } from './testing.ts';

test.each(['SIGINT', 'SIGTERM'] as const)(
  'listens until %s, and then ends well',
  async (signal) => {
    const library = join(scratchFolder(), 'library.db');
    const running = new CliProcess(['serve', '--library', library, '--json']);
    const { url } = z.object({ url: z.url() }).parse(await running.waitFor('listening'));
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect((await fetch(url, { redirect: 'manual' })).status).toBeLessThan(500);
    await running.waitFor('ready');
    running.child.kill(signal);
    const ended = await running.ended;
    expect(ended.status).toBe(0);
    expect(resultOf(ended)).toEqual({ event: 'result', ok: true, libraryFile: library });
  },
);

test('a port that is taken is refused, and no library is made', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    other.close();
  });
  await once(other, 'listening');
  const { port } = z.object({ port: z.number() }).parse(other.address());
  const library = join(scratchFolder(), 'library.db');
  const ended = await runCli(['serve', '--library', library, '--port', String(port), '--json']);
  expect([ended.status, resultOf(ended).code]).toEqual([2, 'USAGE']);
  expect(resultOf(ended).message).toContain(String(port));
  const status = await runCli(['status', '--library', library, '--json']);
  expect(resultOf(status)).toMatchObject({ state: 'missing' });
});

test('tells people the address, and when the library is open', async () => {
  const running = new CliProcess(['serve', '--library', join(scratchFolder(), 'library.db')]);
  await running.waitForText('Fermata is at http://127.0.0.1:');
  await running.waitForText('The library is open.');
  running.child.kill('SIGTERM');
  expect(await running.ended).toMatchObject({ status: 0, stdout: 'Fermata has stopped.\n' });
});

test.runIf(process.platform !== 'win32').each([
  ['that others can read', 0o644, 'other users of this computer can read'],
  ['that is private', 0o600, 'works once, within ten minutes'],
])('warns where its link goes to a file %s', async (_what, mode, says) => {
  const folder = scratchFolder();
  const log = join(folder, 'log');
  const descriptor = openSync(log, 'w');
  fchmodSync(descriptor, mode);
  const child = spawn(
    process.execPath,
    [CLI, 'serve', '--library', join(folder, 'library.db'), '--json'],
    { stdio: ['ignore', descriptor, 'ignore'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  closeSync(descriptor);
  await expect.poll(() => readFileSync(log, 'utf8')).toContain('"listening"');
  const [warning, ...others] = readFileSync(log, 'utf8').split('\n');
  expect(warning).toContain(says);
  expect(others[0]).toContain('token=');
  child.kill('SIGTERM');
  await once(child, 'close');
});

test('told to be reached by other computers, warns of it', async () => {
  const library = join(scratchFolder(), 'library.db');
  const running = new CliProcess(['serve', '--library', library, '--host', '0.0.0.0', '--json']);
  const { message } = z.object({ message: z.string() }).parse(await running.waitFor('notice'));
  expect(message).toContain('Other computers can reach Fermata at 0.0.0.0');
  const { url } = z.object({ url: z.url() }).parse(await running.waitFor('listening'));
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  await running.waitFor('ready');
  running.child.kill('SIGTERM');
  expect((await running.ended).status).toBe(0);
});
