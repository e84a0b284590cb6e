/** The sum at the end of the tests: nothing that went wrong is missing from it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addTally, savedTally, saveTally, summary } from './test-run.ts';

const TEST_RUN = new URL('test-run.ts', import.meta.url).href;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fermata-test-run-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs test files in a Vitest of their own; the answer is the last lines and the exit status. */
function runFiles(files: Readonly<Record<string, string>>) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const script = `
    import { runTests, summary } from '${TEST_RUN}';
    const tally = await runTests([], { root: '${folder}', config: false, globals: true });
    console.log('#' + summary(tally));
  `;
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { encoding: 'utf8' },
  );
  return { summary: stdout.slice(stdout.lastIndexOf('#') + 1).trimEnd(), status };
}

test('counts what passed, failed and was skipped, and says why', () => {
  const run = runFiles({
    'a.test.js': `
      test('good', () => {});
      test('bad', () => { throw new Error('bad'); });
      test('absent', ({ skip }) => skip('no Electron'));
      test.skip('left out', () => {});`,
    'b.test.js': `test('good too', () => {});`,
  });
  expect(run.summary).toBe(
    'Skipped (no Electron):\n  absent\nSkipped (no reason given):\n  left out\n2 passed, 1 failed, 2 skipped',
  );
  expect(run.status).toBe(1);
});

test('a run in which all went well ends with status 0', () => {
  const run = runFiles({ 'a.test.js': `test('good', () => {});` });
  expect(run).toEqual({ summary: '1 passed, 0 failed, 0 skipped', status: 0 });
});

test.each([
  ['a file that cannot be loaded', `throw new Error('broken');`],
  ['a hook that throws', `beforeAll(() => { throw new Error('hook'); }); test('t', () => {});`],
  ['an error that nobody caught', `test('t', () => { Promise.reject(new Error('stray')); });`],
  ['a worker that dies', `test('t', () => process.kill(process.pid, 'SIGKILL'));`],
  ['a file without tests', ''],
])('counts as failed: %s', (_what, content) => {
  const run = runFiles({ 'a.test.js': content });
  expect(run.summary).toMatch(/\d passed, [1-9] failed, \d skipped$/);
  expect(run.status).toBe(1);
});

test('finding no test at all is a failure', () => {
  expect(runFiles({})).toEqual({ summary: '0 passed, 1 failed, 0 skipped', status: 1 });
});

test('the tallies of two runs add up to one sum', () => {
  const file = join(folder, 'tally.json');
  saveTally(file, { passed: 2, failed: 1, skipped: { 'no Electron': ['a'] } });
  const tally = { passed: 3, failed: 0, skipped: { 'no Electron': ['b'], 'no D-Bus': ['c'] } };
  addTally(tally, savedTally(file));
  expect(summary(tally)).toBe(
    'Skipped (no Electron):\n  b\n  a\nSkipped (no D-Bus):\n  c\n5 passed, 1 failed, 3 skipped',
  );
});

test.each([
  ['is missing', () => {}],
  ['is empty', (file: string) => writeFileSync(file, '')],
])('a tally that %s counts as a failure: its run never came to an end', (_how, make) => {
  const file = join(folder, 'tally.json');
  make(file);
  expect(savedTally(file).failed).toBe(1);
});
