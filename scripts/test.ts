/**
 * `npm test`: builds Fermata and runs every test, the unit tests first, then the end-to-end tests
 * with what e2e/support makes ready for them. Arguments choose test files by a part of their path.
 * The last line is the sum: `N passed, N failed, N skipped`.
 */
import { spawnSync } from 'node:child_process';
import { runTests, summary } from './test-run.ts';

const build = spawnSync('npm', ['run', 'build'], { stdio: 'inherit' });
if (build.status === 0) {
  const tally = await runTests(process.argv.slice(2));
  if (tally.failed > 0) process.exitCode = 1;
  console.log(summary(tally));
} else {
  process.exitCode = 1;
  console.log('The build failed, so no test was run.\n0 passed, 1 failed, 0 skipped');
}
