/** A benchmark never waits for ever. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { within } from './limits.ts';

const FOR_EVER = ['-e', 'setInterval(() => {}, 1_000)'];

function start(args: readonly string[]) {
  const child = spawn(process.execPath, args);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, gone: once(child, 'exit') };
}

test('a program that hangs is ended, and the message says what it was to do', async () => {
  const { child, gone } = start(FOR_EVER);
  const line = once(child.stdout, 'data');
  const waiting = within(50, 'its first line', line, () => child.kill('SIGKILL'));
  await expect(waiting).rejects.toThrow('Waited 0.05 s for its first line, and ended it.');
  expect(await gone).toEqual([null, 'SIGKILL']);
});

test('a program that is in time is left alone', async () => {
  const { child, gone } = start(['-e', 'process.stdin.resume()']);
  await within(60_000, 'it to start', once(child, 'spawn'), () => child.kill('SIGKILL'));
  child.stdin.end();
  expect(await gone).toEqual([0, null]);
});
