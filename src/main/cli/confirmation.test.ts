/** Questions at a terminal: what is taken for a yes, and what ends the wait for an answer. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { confirmAt } from './confirmation.ts';

function ask(signal = new AbortController().signal) {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  const answer = confirmAt({ input, output }, signal)('Restore it?');
  return { input, output, answer };
}

test.each([
  ['y\n', true],
  ['Yes\n', true],
  [' y \nn\n', true],
  ['n\n', false],
  ['\n', false],
  ['yesterday\n', false],
])('the answer %j is taken for %j', async (typed, expected) => {
  const { input, output, answer } = ask();
  input.write(typed);
  expect(await answer).toBe(expected);
  expect(output.read()).toBe('Restore it? [y/N] ');
});

test('the end of what is typed is a no, and ends the line', async () => {
  const { input, output, answer } = ask();
  input.end();
  expect(await answer).toBe(false);
  expect(output.read()).toBe('Restore it? [y/N] \n');
});

test('a signal ends the wait with its own reason', async () => {
  const stop = new AbortController();
  const { answer } = ask(stop.signal);
  const reason = new Error('stopped');
  stop.abort(reason);
  await expect(answer).rejects.toBe(reason);
});
