/** Positions of the scrollbar and among the rows. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsPosition, scrollPosition, scrollRange, TALLEST_ELEMENT } from './scaled-scroll.ts';

const VIEWPORT = 700;
const SHORT = scrollRange(20_000 * 44, VIEWPORT);
const MILLION = scrollRange(1_000_000 * 44, VIEWPORT);

test('a list that fits into an element is not scaled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: SHORT.element }), (top) => {
      expect(rowsPosition(top, SHORT)).toBe(top);
      expect(scrollPosition(top, SHORT)).toBe(top);
    }),
  );
});

test('the element of a million rows is no taller than browsers allow', () => {
  expect(MILLION.element + VIEWPORT).toBe(TALLEST_ELEMENT);
});

test('the scrollbar reaches the first and the last of a million rows', () => {
  expect(rowsPosition(0, MILLION)).toBe(0);
  expect(rowsPosition(MILLION.element, MILLION)).toBe(1_000_000 * 44 - VIEWPORT);
});

test('a position further down the scrollbar is further down the rows', () => {
  const top = fc.integer({ min: 0, max: MILLION.element - 1 });
  fc.assert(
    fc.property(top, (at) => {
      expect(rowsPosition(at + 1, MILLION)).toBeGreaterThan(rowsPosition(at, MILLION));
    }),
  );
});

test('a row is found again at the position of the scrollbar that stands for it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MILLION.rows }), (position) => {
      const found = rowsPosition(scrollPosition(position, MILLION), MILLION);
      expect(Math.abs(found - position)).toBeLessThan(5);
    }),
  );
});
