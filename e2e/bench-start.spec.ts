/** The benchmark of the app's start runs. What it measures is no matter of a test. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { HANGS_MS } from './support/patience.ts';

const RUN = fileURLToPath(new URL('../bench/run.ts', import.meta.url));

test('the start of the desktop app is measured beside that of a bare Electron', ({ skip }) => {
  const electron = inject('electron');
  if ('missing' in electron) return skip(electron.missing);
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, 'start', '--rounds', '1'], {
    encoding: 'utf8',
    timeout: HANGS_MS,
  });
  expect(stderr).toBe('Measuring: start\n');
  expect(status).toBe(0);
  expect(stdout).toMatch(/From the start .* [\d.]+ × +\| [\d.]+ ms; bare Electron: [\d.]+ ms/);
});
