/** How a test run went, in numbers and with the reasons of what was skipped. */
import type { TestCase, TestModule, TestSuite } from 'vitest/node';

export interface Tally {
  passed: number;
  /** Tests that failed, and files, hooks and stray promises that did so outside of any test. */
  failed: number;
  /** The skipped tests by the reason they were skipped for. */
  readonly skipped: Map<string, TestCase[]>;
}

export function emptyTally(): Tally {
  return { passed: 0, failed: 0, skipped: new Map() };
}

/** Adds the tests of one file. */
export function addModule(tally: Tally, module: TestModule): void {
  countErrors(tally, module);
  for (const suite of module.children.allSuites()) countErrors(tally, suite);
  for (const test of module.children.allTests()) countTest(tally, test);
}

/** The lines to end with: what was skipped and why, and the sum. */
export function summary(tally: Tally): string {
  const skipped = [...tally.skipped].map(
    ([reason, tests]) =>
      `Skipped (${reason}):\n${tests.map((test) => `  ${test.fullName}\n`).join('')}`,
  );
  const total = [...tally.skipped.values()].flat().length;
  return `${skipped.join('')}${tally.passed} passed, ${tally.failed} failed, ${total} skipped`;
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
    case 'skipped': {
      const reason = result.note ?? 'no reason given';
      tally.skipped.set(reason, [...(tally.skipped.get(reason) ?? []), test]);
      break;
    }
    case 'failed':
    case 'pending':
      tally.failed += 1;
  }
}
