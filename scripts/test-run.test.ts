/** The sum at the end of `npm test`: nothing that went wrong is missing from it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

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

test('names what passed only when it was tried again', () => {
  const run = runFiles({
    'a.test.js': `
      let tries = 0;
      test('late', { retry: 1 }, () => { tries += 1; if (tries === 1) throw new Error('late'); });
      test('good', () => {});`,
  });
  expect(run).toEqual({
    summary: 'Passed only when tried again:\n  late\n2 passed, 0 failed, 0 skipped',
    status: 0,
  });
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
