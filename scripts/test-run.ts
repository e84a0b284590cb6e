/** One run of Vitest, and how it went: in numbers, and with the reason of each test skipped. */
import {
  type InlineConfig,
  type Reporter,
  startVitest,
  type TestCase,
  type TestModule,
  type TestSuite,
} from 'vitest/node';

export interface Tally {
  passed: number;
  /** Tests that failed, and files, hooks and stray promises that did so outside of any test. */
  failed: number;
  /** The names of the skipped tests, by the reason they were skipped for. */
  readonly skipped: Map<string, string[]>;
  /** The names of those that passed only when they were tried again. */
  readonly retried: string[];
}

/**
 * Runs the tests, printing as they go.
 *
 * @param filters parts of the paths of the files to run; all of them if there are none
 * @param config beyond what vitest.config.ts says
 */
export async function runTests(filters: string[], config: InlineConfig = {}): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, skipped: new Map(), retried: [] };
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

/** The lines to end with: what passed at the second try, what was skipped and why, and the sum. */
export function summary({ passed, failed, skipped, retried }: Tally): string {
  const lists = [...skipped].map(([reason, tests]) => list(`Skipped (${reason})`, tests));
  if (retried.length > 0) lists.unshift(list('Passed only when tried again', retried));
  const total = [...skipped.values()].flat().length;
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
      if (test.diagnostic()?.flaky === true) tally.retried.push(test.fullName);
      break;
    case 'skipped': {
      const reason = result.note ?? 'no reason given';
      tally.skipped.set(reason, [...(tally.skipped.get(reason) ?? []), test.fullName]);
      break;
    }
    case 'failed':
    case 'pending':
      tally.failed += 1;
  }
}
