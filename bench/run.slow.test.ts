/** The benchmarks run and print their table. What they measure is no matter of a test. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { HANGS_MS } from '../e2e/support/patience.ts';

const RUN = fileURLToPath(new URL('run.ts', import.meta.url));
const CHECKOUT = fileURLToPath(new URL('..', import.meta.url));
const TINY = ['--rounds', '1', '--samples', '1', '--tracks', '200', '--megabytes', '1'];

/** All sections but `start`: e2e/bench-start.spec.ts runs that, where an Electron has been made ready. */
const WITHOUT_ELECTRON = [
  'up-to-date',
  'lock',
  'migration',
  'backup',
  'copy',
  'verification',
  'restore',
  'busy-writer',
  'api',
  'reads-and-writes',
  'search',
  'scan',
  'collection-scan',
  'hostile',
  'frames',
  'page-weight',
];

function bench(...args: readonly string[]) {
  const scratch = mkdtempSync(join(tmpdir(), 'fermata-bench-test-'));
  onTestFinished(() => rmSync(scratch, { recursive: true }));
  const ended = spawnSync(process.execPath, [RUN, '--scratch', scratch, ...args], {
    encoding: 'utf8',
    timeout: HANGS_MS,
  });
  expect(readdirSync(scratch)).toEqual([]);
  return ended;
}

test('each section measures, beside its peer, against its target, and cleans up', () => {
  const { status, stdout, stderr } = bench(...WITHOUT_ELECTRON, ...TINY);
  expect(stderr.replaceAll('Measuring: ', '').trimEnd().split('\n')).toEqual(WITHOUT_ELECTRON);
  expect(status).toBe(0);
  const [machine = '', table = ''] = stdout.split('\n\n');
  const [head, , ...lines] = table.split('\n');
  expect(machine).toMatch(/Node \d+.*SQLite 3/);
  expect(head).toMatch(/^\| What +\| Fermata +\| Beside it +\| Target +\| Met \|$/);
  expect(lines).toHaveLength(47);
  for (const line of lines) expect(line).toMatch(/^\| \S.* \| +\S.*\|$/);
});

test('one section can be chosen; one that does not exist is refused', () => {
  const chosen = bench('lock', ...TINY);
  expect(chosen.stderr).toBe('Measuring: lock\n');
  expect(bench('frobnicate').status).not.toBe(0);
  expect(bench('--rounds', '0').status).not.toBe(0);
});

test('another checkout is measured beside this one where it is named', () => {
  const { status, stdout } = bench('up-to-date', ...TINY, '--beside', CHECKOUT);
  expect(status).toBe(0);
  expect(stdout.match(/beside the other version/g)).toHaveLength(2);
});
