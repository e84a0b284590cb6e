/** Which pages of the track list are fetched. */
import { expect, test } from 'vitest';
import { PAGE_SIZE, pageNumbers } from './track-pages.ts';

test.each([
  [0, 0, [0]],
  [0, PAGE_SIZE - 1, [0]],
  [PAGE_SIZE - 1, PAGE_SIZE, [0, 1]],
  [PAGE_SIZE, PAGE_SIZE * 3, [1, 2, 3]],
  // No rows can be seen yet.
  [0, -1, []],
])('rows %s to %s lie on pages %s', (first, last, pages) => {
  expect(pageNumbers(first, last)).toEqual(pages);
});
