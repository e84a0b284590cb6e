/**
 * A shuffled order of the numbers from 0 up to a power of two, of which each stands in it once: which one is at
 * a place follows from the seed, and nothing has to be kept (a Feistel network).
 */

const ROUNDS = 4;

/**
 * The number at a place.
 *
 * @param bits an even number: the order has 2 to its power numbers
 */
export function shuffledId(place: number, bits: number, seed: number): number {
  const half = bits / 2;
  const mask = 2 ** half - 1;
  let [left, right] = [place >>> half, place & mask];
  for (let round = 0; round < ROUNDS; round += 1) {
    [left, right] = [right, left ^ (mix(right, seed, round) & mask)];
  }
  return left * 2 ** half + right;
}

/** The bits of an order that has a number. */
export function bitsFor(number: number): number {
  const bits = Math.max(2, Math.ceil(Math.log2(number + 1)));
  return bits + (bits % 2);
}

/** Numbers as if thrown by dice. */
function mix(value: number, seed: number, round: number): number {
  let mixed = Math.imul(value + 1, 0x9e3779b1) ^ Math.imul(seed + round * 0x85ebca6b, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
