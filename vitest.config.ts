/**
 * The projects: `unit`, the tests beside what they test; `components`, those of them that draw
 * components in a real browser (src/renderer/testing); then `e2e`, which drives the built app with
 * real processes, a real browser and a real Electron; and last `e2e-alone`, those of them that need
 * the whole machine.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { componentsBrowser, emulateLook } from './e2e/support/components-browser.ts';

const COMPILE_CACHE = fileURLToPath(new URL('./node_modules/.cache/compiled', import.meta.url));

/** What takes longer hangs, also on a busy machine; Vitest's own limits, of seconds, say nothing there. */
const HANGS_MS = 120_000;

/** Their processes race, are killed or suspended at some instant, or have to end in time. */
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
  'suspend',
  'web-crash',
].map((name) => `e2e/${name}.spec.ts`);

const E2E: NonNullable<TestProjectInlineConfiguration['test']> = {
  globalSetup: 'e2e/support/global-setup.ts',
  testTimeout: HANGS_MS,
  hookTimeout: HANGS_MS,
  expect: { poll: { timeout: HANGS_MS / 2 } },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,migrations,scripts,fixtures,bench}/**/*.test.ts'],
          // Vitest puts off what has order 0 where there is but one worker.
          sequence: { groupOrder: 1 },
          maxWorkers: '100%',
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          expect: { poll: { timeout: HANGS_MS / 2 } },
          // Their processes and threads begin twice as fast with the modules that one has compiled.
          env: { NODE_COMPILE_CACHE: COMPILE_CACHE },
        },
      },
      {
        plugins: [react()],
        // Found before the first test: what is found during one loads its page again.
        optimizeDeps: { entries: ['src/renderer/**/*.browser.test.tsx', 'src/renderer/index.tsx'] },
        test: {
          name: 'components',
          include: ['src/renderer/**/*.browser.test.tsx'],
          globalSetup: 'e2e/support/components-setup.ts',
          sequence: { groupOrder: 2 },
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          expect: { poll: { timeout: HANGS_MS / 2 } },
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
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          exclude: ALONE,
          sequence: { groupOrder: 3 },
          // What one waits for (a window, a track that plays) another uses.
          maxWorkers: 2,
          // A page that did not show in time what it was to show may have met but a busy machine. What
          // is seen to be wrong fails at once, and so does whatever goes wrong in the tests of races
          // and kills, which run alone.
          retry: { count: 1, condition: /: Timeout \d+ms exceeded/ },
        },
      },
      {
        test: {
          ...E2E,
          name: 'e2e-alone',
          include: ALONE,
          sequence: { groupOrder: 4 },
          fileParallelism: false,
        },
      },
    ],
  },
});
