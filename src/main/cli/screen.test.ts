/** Colours: where a terminal has them, where they are asked for, and never for programs. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAtTerminal, runCli, scratchFolder } from './testing.ts';

const ESCAPE = '\u001b[';

function status(): string[] {
  return ['status', '--library', join(scratchFolder(), 'library.db')];
}

test('a terminal gets colours, unless NO_COLOR is set or it has none', async () => {
  const missing = `State           ${ESCAPE}33mthere is none yet`;
  expect((await runAtTerminal(status())).stdout).toContain(missing);
  for (const environment of [{ NO_COLOR: '1' }, { TERM: 'dumb' }, { FORCE_COLOR: '0' }]) {
    expect((await runAtTerminal(status(), environment)).stdout).not.toContain(ESCAPE);
  }
});

test('a pipe gets colours where FORCE_COLOR asks for them, errors too', async () => {
  expect((await runCli(status())).stdout).not.toContain(ESCAPE);
  expect((await runCli(status(), { FORCE_COLOR: '1' })).stdout).toContain(`${ESCAPE}33m`);
  const { stderr } = await runCli(['frobnicate'], { FORCE_COLOR: '1' });
  expect(stderr).toContain(`${ESCAPE}31mUnknown command 'frobnicate'.${ESCAPE}39m\n`);
});

test('--json has no colours, whatever asks for them', async () => {
  const environment = { FORCE_COLOR: '1' };
  for (const args of [
    [...status(), '--json'],
    ['frobnicate', '--json'],
    ['--help', '--json'],
  ]) {
    const { stdout, stderr } = await runAtTerminal(args, environment);
    expect([stdout, stderr].join('')).not.toContain('\\u001b');
    expect(stdout).not.toContain(ESCAPE);
  }
});

test('the headings of the help are bold', async () => {
  const { stdout } = await runAtTerminal(['help', 'status']);
  for (const heading of ['Usage:', 'Options:', 'Result (--json):', 'Example:']) {
    expect(stdout).toContain(`${ESCAPE}1m${heading}${ESCAPE}22m`);
  }
});
