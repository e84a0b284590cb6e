/**
 * Two projects: `unit`, the tests beside what they test, and `e2e`, which drives the built app with
 * real processes, a real browser and a real Electron, after the unit tests.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,migrations,scripts,fixtures,bench}/**/*.test.ts'],
          sequence: { groupOrder: 0 },
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          sequence: { groupOrder: 1 },
          globalSetup: 'e2e/support/global-setup.ts',
          // Races and kills need the machine's cores for the processes they start.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
