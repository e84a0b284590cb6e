/**
 * `npm test`: builds Fermata and runs every test, the unit tests first, then the end-to-end tests
 * with what e2e/support makes ready for them. Arguments choose test files by a part of their path.
 * The last line is the sum: `N passed, N failed, N skipped`.
 */
import { spawnSync } from 'node:child_process';
import { type Reporter, startVitest } from 'vitest/node';
import { addModule, emptyTally, summary } from './test-tally.ts';

const tally = emptyTally();

if (isBuilt()) await runTests(process.argv.slice(2));
else tally.failed += 1;
if (tally.failed > 0) process.exitCode = 1;
console.log(summary(tally));

function isBuilt(): boolean {
  return spawnSync('npm', ['run', 'build'], { stdio: 'inherit' }).status === 0;
}

async function runTests(filters: string[]): Promise<void> {
  const counter: Reporter = {
    onTestRunEnd: (modules, unhandledErrors) => {
      for (const module of modules) addModule(tally, module);
      tally.failed += unhandledErrors.length;
    },
  };
  const vitest = await startVitest('test', filters, {
    run: true,
    reporters: ['default', counter],
  });
  await vitest.close();
  // What fails outside of any file (no test found, a set-up that throws) is known by this alone.
  if (process.exitCode === 1 && tally.failed === 0) tally.failed = 1;
}
