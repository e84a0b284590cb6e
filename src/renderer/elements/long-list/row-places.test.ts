/** Where rows with heads lie. */
import { expect, test } from 'vitest';
import { rowPlaces } from './row-places.ts';

const PLACES = rowPlaces({ total: 10, rowHeight: 40, heads: [0, 4], headHeight: 30 });

test('a row lies below all heads above it', () => {
  expect([0, 3, 4, 9].map(PLACES.topOf)).toEqual([30, 150, 220, 420]);
  expect(PLACES.height).toBe(460);
});

test('a place leads to its row, and a head to the row below it', () => {
  expect([0, 29, 30, 189, 190, 219, 220, 459].map(PLACES.indexAt)).toEqual([
    0, 0, 0, 3, 4, 4, 4, 9,
  ]);
});

test('without heads rows lie one below the other', () => {
  const plain = rowPlaces({ total: 3, rowHeight: 44, heads: [], headHeight: 0 });
  expect([plain.topOf(2), plain.indexAt(88), plain.height]).toEqual([88, 2, 132]);
});
