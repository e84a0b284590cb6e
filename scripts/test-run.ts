/** Runs of Vitest, and how they went: in numbers, and with the reason of each test skipped. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  type CliOptions,
  type Reporter,
  startVitest,
  type TestCase,
  type TestModule,
  type TestSuite,
} from 'vitest/node';
import { z } from 'zod';

const TallySchema = z.object({
  passed: z.number(),
  /** Tests that failed, and files, hooks and stray promises that did so outside of any test. */
  failed: z.number(),
  /** The names of the skipped tests, by the reason they were skipped for. */
  skipped: z.record(z.string(), z.array(z.string())),
});
export type Tally = z.infer<typeof TallySchema>;

/**
 * Runs the tests, printing as they go.
 *
 * @param filters parts of the paths of the files to run; all of them if there are none
 * @param config beyond what vitest.config.ts says
 */
export async function runTests(filters: string[], config: CliOptions = {}): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, skipped: {} };
  const counter: Reporter = {
    onTestRunEnd: (modules, unhandledErrors) => {
      for (const module of modules) countModule(tally, module);
      tally.failed += unhandledErrors.length;
    },
  };
  const vitest = await startVitest('test', filters, {
    run: true,
    reporters: ['default', counter],
    ...config,
  });
  await vitest.close();
  // What fails outside of any file (no test found, a set-up that throws) is known by this alone.
  if (process.exitCode === 1 && tally.failed === 0) tally.failed = 1;
  return tally;
}

/** Adds to a tally what another one counted. */
export function addTally(tally: Tally, other: Tally): void {
  tally.passed += other.passed;
  tally.failed += other.failed;
  for (const [reason, tests] of Object.entries(other.skipped)) addSkipped(tally, reason, ...tests);
}

export function addSkipped({ skipped }: Tally, reason: string, ...tests: string[]): void {
  skipped[reason] = [...(skipped[reason] ?? []), ...tests];
}

/** Keeps a tally for a later run to add to its own. */
export function saveTally(file: string, tally: Tally): void {
  writeFileSync(file, JSON.stringify(tally));
}

/** The tally of an earlier run; one failure where that ended before it saved any. */
export function savedTally(file: string): Tally {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (text === '') return { passed: 0, failed: 1, skipped: {} };
  return TallySchema.parse(JSON.parse(text));
}

/** The lines to end with: what was skipped and why, and the sum. */
export function summary({ passed, failed, skipped }: Tally): string {
  const lists = Object.entries(skipped).map(([reason, tests]) =>
    list(`Skipped (${reason})`, tests),
  );
  const total = Object.values(skipped).flat().length;
  return `${lists.join('')}${passed} passed, ${failed} failed, ${total} skipped`;
}

function list(title: string, tests: readonly string[]): string {
  return `${title}:\n${tests.map((name) => `  ${name}\n`).join('')}`;
}

function countModule(tally: Tally, module: TestModule): void {
  countErrors(tally, module);
  for (const suite of module.children.allSuites()) countErrors(tally, suite);
  for (const test of module.children.allTests()) countTest(tally, test);
}

function countErrors(tally: Tally, group: TestModule | TestSuite): void {
  tally.failed += group.errors().length;
}

function countTest(tally: Tally, test: TestCase): void {
  const result = test.result();
  switch (result.state) {
    case 'passed':
      tally.passed += 1;
      break;
    case 'skipped':
      addSkipped(tally, result.note ?? 'no reason given', test.fullName);
      break;
    case 'failed':
    case 'pending':
      tally.failed += 1;
  }
}
