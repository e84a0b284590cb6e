/**
 * `npm run fuzz`: files by the grammar of each format, damaged, for every reader of Fermata, for as long as asked.
 * What a reader crashes, hangs or takes too much memory over is kept, and named. Arguments choose subjects by a
 * part of their name.
 *
 *   --seed N     the same files as a run before had that printed it
 *   --minutes N  how long (480)
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fuzzSubject } from '../fixtures/fuzz/fuzz-subject.ts';
import { SUBJECTS } from '../fixtures/fuzz/subjects.ts';

/** Each subject has its turn for so long, each time with the next seed. */
const TURN_SECONDS = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, minutes: { type: 'string', default: '480' } },
});
const first = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const minutes = Number(values.minutes);
const subjects = SUBJECTS.filter(({ name }) =>
  positionals.every((part) => name.toLowerCase().includes(part.toLowerCase())),
);
if (!Number.isInteger(first) || !(minutes > 0) || subjects.length === 0) {
  console.error('npm run fuzz -- [--seed N] [--minutes N] [SUBJECT]');
  process.exit(2);
}

const end = performance.now() + minutes * 60_000;
for (let seed = first; performance.now() < end; seed += 1) {
  for (const subject of subjects) {
    const left = Math.ceil((end - performance.now()) / 1_000);
    if (left <= 0) break;
    const seconds = Math.min(TURN_SECONDS, left);
    const { files, slowestMs, finding } = await fuzzSubject(subject, { seed, seconds });
    const slowest = `the slowest in ${Math.round(slowestMs)} ms`;
    console.log(`seed ${seed}, ${subject.name}: ${files} files, ${slowest}`);
    if (finding === null) continue;
    console.error(`  ${finding.fault}\n  ${finding.file}`);
    process.exitCode = 1;
  }
}
