/** completion.ts and man-page.ts: what shells and man make of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, type TestContext, test } from 'vitest';
import { describeCommands } from './command-line.ts';
import { completionScript } from './completion.ts';
import { manPage } from './man-page.ts';
import { scratchFolder } from './testing.ts';

const program = describeCommands();

/** The program's name; skips the test where there is none. */
function requireProgram({ skip }: TestContext, name: string): string {
  if (spawnSync(name, ['--version']).error !== undefined) skip(`There is no ${name} here`);
  return name;
}

describe('bash completes', () => {
  const complete = (...words: readonly string[]) => {
    const script = `${completionScript(program, 'bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _fermata; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const args = ['-c', script, 'bash', 'fermata', ...words];
    return execFileSync('bash', args, { encoding: 'utf8' }).trim().split('\n');
  };

  test.each([
    [['res'], ['restore']],
    [['playlist', 'sh'], ['show']],
    [['restore', '--pre'], ['--preview']],
    [['playlist', 'add', '--js'], ['--json']],
    [['completion', 'z'], ['zsh']],
  ])('%j to %j', (words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });
});

describe('fish completes', () => {
  test.for([
    ['res', ['restore']],
    ['playlist sh', ['show']],
    ['playlist add --js', ['--json']],
    ['favourite --rem', ['--remove']],
    ['playlist add --rem', []],
    // The words that name a command below another one name nothing elsewhere.
    ['search add --lim', ['--limit']],
    ['completion z', ['zsh']],
  ] as const)('%j to %j', ([typed, expected], context) => {
    const fish = requireProgram(context, 'fish');
    const script = `${completionScript(program, 'fish')}complete -C 'fermata ${typed}'`;
    const printed = execFileSync(fish, ['--no-config', '-c', script], { encoding: 'utf8' });
    const words = printed.split('\n').flatMap((line) => line.split('\t')[0] || []);
    expect(words).toEqual(expected);
  });
});

test.for(['zsh', 'fish'] as const)('%s reads its script without a complaint', (shell, context) => {
  requireProgram(context, shell);
  const script = join(scratchFolder(), 'completion');
  writeFileSync(script, completionScript(program, shell));
  const { status, stderr } = spawnSync(shell, ['-n', script], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

test('the manual names every command, and man reads it without a warning', (context) => {
  const page = manPage(program);
  for (const { name } of program.commands.map((command) => ({ name: command.name() }))) {
    if (name !== 'help') expect(page).toContain(`.SS fermata ${name}`);
  }
  requireProgram(context, 'man');
  const { stdout, stderr } = spawnSync('man', ['--warnings', '-l', '-'], {
    input: page,
    encoding: 'utf8',
    env: { ...process.env, MANWIDTH: '80', LC_ALL: 'C.UTF-8' },
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('fermata playlist');
  expect(stdout).toMatch(/^EXIT STATUSES\n.*0 {2}done$/m);
  expect(stdout).toContain('fermata playlist create "For Zoë" 1234 1235');
});
