/** The keyboard in the track list. */
import { expect, test } from 'vitest';
import { rowAfterKey } from './row-keys.ts';

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 5, 4],
  ['ArrowUp', 0, 0],
  ['PageDown', 0, 20],
  ['PageDown', 90, 99],
  ['PageUp', 50, 30],
  ['PageUp', 10, 0],
  ['Home', 50, 0],
  ['End', 0, 99],
  ['ArrowDown', null, 0],
  ['End', null, 99],
  ['a', 5, null],
])('%s leads from row %s to row %s', (key, row, next) => {
  expect(rowAfterKey(key, row, 100, 20)).toBe(next);
});
