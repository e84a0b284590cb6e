/**
 * The tests' projects, by their ring (scripts/rings.ts says which ring has which). In the first:
 * `unit`, the tests beside what they test; `components`, those of them that draw components in a real
 * browser (src/renderer/testing); and `smoke`, one journey for each host. In the second: `slow`, the
 * tests beside the code that take their time or start many processes; `e2e`, which drives the built
 * app with real processes, a real browser and a real Electron; and last `e2e-alone`, those of them
 * that need the whole machine.
 *
 * No test is tried again: each waits for what it expects, as long as a busy machine may take for it.
 */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { componentsBrowser, emulateLook } from './e2e/support/components-browser.ts';
import { HANGS_MS } from './e2e/support/patience.ts';

const COMPILE_CACHE = fileURLToPath(new URL('./node_modules/.cache/compiled', import.meta.url));

/** Their processes race, are killed at some instant, or have to end in time. */
const ALONE = [
  'bench-start',
  'desktop-crash',
  'kill',
  'long-step',
  'mixed-race',
  'race',
  'restore-kill',
  'restore-live',
  'shutdown',
  'web-crash',
].map((name) => `e2e/${name}.spec.ts`);

const BESIDE_THE_CODE = '{src,migrations,scripts,fixtures,bench}/**';
const SLOW = `${BESIDE_THE_CODE}/*.slow.test.ts`;

type TestOptions = NonNullable<TestProjectInlineConfiguration['test']>;

const PATIENT: TestOptions = {
  testTimeout: HANGS_MS,
  hookTimeout: HANGS_MS,
  expect: { poll: { timeout: HANGS_MS / 2 } },
};

const UNIT: TestOptions = {
  ...PATIENT,
  // Their processes and threads begin twice as fast with the modules that one has compiled.
  env: { NODE_COMPILE_CACHE: COMPILE_CACHE },
};

const E2E: TestOptions = { ...PATIENT, globalSetup: 'e2e/support/global-setup.ts' };

// Random instants come from this number: a run with the same one has the same (e2e/support/rounds.ts).
process.env.FERMATA_SEED ??= String(randomInt(2 ** 31));

// Everything that a test starts speaks English, whatever the machine of the person does.
process.env.LC_ALL = 'C.UTF-8';
delete process.env.LANGUAGE;

// Vitest puts off what has order 0 where there is but one worker.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...UNIT,
          name: 'unit',
          include: [`${BESIDE_THE_CODE}/*.test.ts`],
          exclude: [SLOW],
          sequence: { groupOrder: 1 },
          // One process for many files, one more than there are cores: some tests wait for others.
          isolate: false,
          maxWorkers: availableParallelism() + 1,
        },
      },
      {
        plugins: [react()],
        // Found before the first test: what is found during one loads its page again.
        optimizeDeps: { entries: ['src/renderer/**/*.browser.test.tsx', 'src/renderer/index.tsx'] },
        test: {
          ...PATIENT,
          name: 'components',
          include: ['src/renderer/**/*.browser.test.tsx'],
          globalSetup: 'e2e/support/components-setup.ts',
          sequence: { groupOrder: 2 },
          browser: {
            enabled: true,
            headless: true,
            provider: componentsBrowser(),
            commands: { emulateLook },
            instances: [{ browser: 'chromium' }],
            screenshotFailures: false,
          },
        },
      },
      {
        test: {
          ...E2E,
          name: 'smoke',
          include: ['e2e/smoke/*.spec.ts'],
          sequence: { groupOrder: 3 },
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...UNIT,
          name: 'slow',
          include: [SLOW],
          sequence: { groupOrder: 4 },
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...E2E,
          name: 'e2e',
          include: ['e2e/*.spec.ts'],
          exclude: ALONE,
          sequence: { groupOrder: 5 },
          // What one waits for (a window, a track that plays) another uses.
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...E2E,
          name: 'e2e-alone',
          include: ALONE,
          sequence: { groupOrder: 6 },
          fileParallelism: false,
        },
      },
    ],
  },
});
