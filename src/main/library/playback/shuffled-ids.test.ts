/** Shuffled orders that are computed: each number once, and no two seeds alike. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitsFor, shuffledId } from './shuffled-ids.ts';

test('an order has each number once', () => {
  const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  fc.assert(
    fc.property(seeds, fc.constantFrom(2, 4, 6, 8, 10), (seed, bits) => {
      const order = Array.from({ length: 2 ** bits }, (_, place) => shuffledId(place, bits, seed));
      expect(new Set(order).size).toBe(order.length);
      expect(Math.max(...order)).toBe(2 ** bits - 1);
    }),
  );
});

test('an order that has a number has at most four times as many', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (number) => {
      const bits = bitsFor(number);
      expect(bits % 2).toBe(0);
      expect(2 ** bits).toBeGreaterThan(number);
      expect(2 ** bits).toBeLessThanOrEqual(Math.max(4, number * 4));
    }),
  );
});
