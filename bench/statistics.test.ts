/** The statistics of the benchmarks, on values that can be checked by hand. */
import { expect, test } from 'vitest';
import { best, median, p95 } from './statistics.ts';

test('the median is the middle value, or the mean of the two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('the 95th percentile is the value that 95 of 100 do not exceed', () => {
  expect(p95(Array.from({ length: 100 }, (_, index) => 100 - index))).toBe(95);
  expect(p95([3, 1, 2])).toBe(3);
});

test('the best is the least', () => {
  expect(best([3, 1, 2])).toBe(1);
});

test('nothing measured is an error, not a number', () => {
  expect(() => median([])).toThrow('Nothing was measured.');
});
