/**
 * `npm test`: builds Fermata and runs the first ring of its tests (rings.ts). Arguments choose test
 * files, of any ring, by a part of their path. The last line is the sum: `N passed, N failed,
 * N skipped`.
 *
 *   --all          the second ring, too: `npm run test:all`
 *   --tally FILE   writes the sum into a file instead of printing it
 *   --after FILE   the second ring alone, whose sum has what that file counts
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { prepareChromium } from '../e2e/support/chromium.ts';
import { offer } from '../e2e/support/unavailable.ts';
import { FIRST_RING, SECOND_RING } from './rings.ts';
import {
  addSkipped,
  addTally,
  runTests,
  savedTally,
  saveTally,
  summary,
  type Tally,
} from './test-run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean' },
    tally: { type: 'string' },
    after: { type: 'string' },
  },
});

const tally = await buildAndTest();
if (values.after !== undefined) addTally(tally, savedTally(values.after));
if (tally.failed > 0) process.exitCode = 1;
if (values.tally === undefined) console.log(summary(tally));
else saveTally(values.tally, tally);

async function buildAndTest(): Promise<Tally> {
  const build = spawnSync('npm', ['run', 'build'], { stdio: 'inherit' });
  if (build.status !== 0) {
    console.log('The build failed, so no test was run.');
    return { passed: 0, failed: 1, skipped: {} };
  }
  const projects = chosenProjects();
  if (!projects.includes('components')) return runTests(positionals, { project: projects });
  // What draws in a browser cannot skip itself where there is none to draw in.
  const browser = await offer('Browser', prepareChromium);
  if ('thing' in browser) return runTests(positionals, { project: projects });
  const others = projects.filter((project) => project !== 'components');
  const run = await runTests(positionals, { project: others });
  addSkipped(run, browser.missing, 'the tests of components');
  return run;
}

function chosenProjects(): string[] {
  if (values.after !== undefined) return SECOND_RING;
  const everything = values.all === true || positionals.length > 0;
  return everything ? [...FIRST_RING, ...SECOND_RING] : FIRST_RING;
}
