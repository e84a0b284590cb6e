/**
 * `npm run torture`: the random tests with many rounds. Processes that work on libraries are killed at
 * random instants, and race each other. Arguments choose test files by a part of their path.
 *
 *   --seed N    the same instants as a run before had that printed it
 *   --kills N   for each kind of work (200)
 *   --races N   for each kind of race (20)
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { TORTURE } from './rings.ts';
import { runTests, summary } from './test-run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    kills: { type: 'string', default: '200' },
    races: { type: 'string', default: '20' },
  },
});

// The files of the tests read them (e2e/support/rounds.ts), the configuration makes a seed up.
process.env.FERMATA_KILLS = values.kills;
process.env.FERMATA_RACES = values.races;
if (values.seed !== undefined) process.env.FERMATA_SEED = values.seed;

const build = spawnSync('npm', ['run', 'build'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(1);
const files = TORTURE.filter((file) => positionals.every((part) => file.includes(part)));
const tally = await runTests(files, { project: ['e2e-alone'] });
if (tally.failed > 0) process.exitCode = 1;
console.log(summary(tally));
