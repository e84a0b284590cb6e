/**
 * Two projects: `unit`, the tests beside what they test, and `e2e`, which drives the built app with
 * real processes, a real browser and a real Electron, after the unit tests.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const COMPILE_CACHE = fileURLToPath(new URL('./node_modules/.cache/compiled', import.meta.url));

/** What takes longer hangs, also on a busy machine; Vitest's own limits, of seconds, say nothing there. */
const HANGS_MS = 120_000;

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
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          sequence: { groupOrder: 2 },
          globalSetup: 'e2e/support/global-setup.ts',
          // Races and kills need the machine's cores for the processes they start.
          fileParallelism: false,
          // A page that did not show in time what it was to show may only have met a busy machine. What
          // is seen to be wrong, a race or a kill that harms a library above all, fails at once.
          retry: { count: 1, condition: /: Timeout \d+ms exceeded/ },
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          expect: { poll: { timeout: HANGS_MS / 2 } },
        },
      },
    ],
  },
});
