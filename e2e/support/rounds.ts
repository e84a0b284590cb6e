/**
 * How often the random tests have a go, and at which instants: a few times in the second ring, many
 * in the third (scripts/torture.ts), from a seed that is printed.
 */

/** Processes killed at random instants, for each kind of work. */
export const KILLS = countIn('FERMATA_KILLS', 20);

/** Races that many processes run, for each kind of race. */
export const RACES = countIn('FERMATA_RACES', 1);

/** What one of many rounds may take, in milliseconds. */
export const ROUND_MS = 10_000;

/** 1, 2… `count`, to name rounds by. */
export const rounds = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/**
 * A source of numbers from 0 to 1 that are the same whenever the seed is: mulberry32, by Tommy
 * Ettinger, whose state is one number of 32 bits.
 *
 * @param subject what they are for: each subject has numbers of its own
 */
export function randomNumbers(
  subject: string,
  seed = process.env.FERMATA_SEED ?? '',
): () => number {
  let state = hash(`${seed} ${subject}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, of 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value;
}

function countIn(variable: string, usual: number): number {
  const text = process.env[variable];
  if (text === undefined) return usual;
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`${variable} is to be a number of rounds, not “${text}”.`);
}
