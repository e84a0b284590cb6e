/** page-problems.ts: each failure is reported, the first one is shown, and only once. */
import { expect, test } from 'vitest';
import type { PageProblem } from '../../shared/desktop-bridge.ts';
import { PageProblems } from './page-problems.ts';

function startPage() {
  const reported: PageProblem[] = [];
  const problems = new PageProblems((problem) => reported.push(problem));
  return { problems, reported };
}

test('shows the first one until it is dismissed, and reports every one', () => {
  const { problems, reported } = startPage();
  const seen: (string | null)[] = [];
  problems.subscribe(() => seen.push(problems.shown()));
  problems.add(new Error('first'));
  problems.add('second');
  problems.dismiss();
  problems.add(new Error('third'));
  expect(seen).toEqual(['first', 'first', null, null]);
  expect(reported.map(({ message }) => message)).toEqual(['first', 'second', 'third']);
  expect(reported.map(({ stack }) => stack !== '')).toEqual([true, false, true]);
});

test('shortens what would be too long to send', () => {
  const { problems, reported } = startPage();
  problems.add(Object.assign(new Error('m'.repeat(5_000)), { stack: 's'.repeat(50_000) }));
  expect(reported).toEqual([{ message: 'm'.repeat(2_000), stack: 's'.repeat(10_000) }]);
});
