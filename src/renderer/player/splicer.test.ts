/** Two sources, one behind the other to the sample, however late each of them begins. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block } from './frame-fifo.ts';
import { END_SAMPLES, Splicer } from './splicer.ts';

const RATE = 48_000;
const SIZE = 128;

/** A sound whose samples are all different from each other, and from those of the other one. */
const sound = (length: number, sign: 1 | -1) =>
  Float32Array.from({ length }, (_, index) => (sign * (index + 1)) / 1_000_000);

interface Played {
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** When the second one is told to play, and when its first sample comes. */
  readonly armedAt: number;
  readonly startedAt: number;
  /** Where the first is taken to end. */
  readonly expected?: number;
  readonly isExact?: boolean;
  readonly fade?: number;
  readonly head?: number;
}

/** Plays both through the splicer; all that is heard. */
function play(played: Played): { heard: number[]; lag: number | null } {
  const { first, second, armedAt, startedAt, expected = first.length, head } = played;
  const splicer = new Splicer(RATE, SIZE);
  const heard: number[] = [];
  let lag: number | null = null;
  const at = (samples: Float32Array, frame: number) =>
    Float32Array.from({ length: SIZE }, (_, index) => samples[frame + index] ?? 0);
  for (let frame = 0; frame < first.length + second.length + 3 * SIZE; frame += SIZE) {
    if (frame <= armedAt && armedAt < frame + SIZE) {
      const { isExact = false, fade = 0 } = played;
      splicer.arm({ source: 1, end: expected, isExact, fade, now: frame });
      if (head !== undefined) splicer.correct({ head });
    }
    const [one, other] = [at(first, frame), at(second, frame - startedAt)];
    const output: Block = [new Float32Array(SIZE), new Float32Array(SIZE)];
    const spliced = splicer.process(
      frame,
      [
        [one, one],
        [other, other],
      ],
      output,
    );
    if (spliced !== null) ({ lag } = spliced);
    heard.push(...output[0]);
  }
  return { heard, lag };
}

/** Without the silence behind all. */
const trimmed = (heard: number[]) => heard.slice(0, heard.findLastIndex((each) => each !== 0) + 1);

test('the next source is heard a third of a millisecond after the present source at the latest', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20_000, max: 21_000 }),
      fc.integer({ min: 0, max: 9_000 }),
      fc.integer({ min: -2_000, max: 2_000 }),
      (length, latency, wrong) => {
        const [first, second] = [sound(length, 1), sound(3_000, -1)];
        const armedAt = length - 14_000;
        const startedAt = armedAt + latency;
        const { heard, lag } = play({
          first,
          second,
          armedAt,
          startedAt,
          expected: length + wrong,
        });
        const gap = heard.indexOf(second[0] ?? 0) - length;
        expect(gap).toBeGreaterThanOrEqual(0);
        expect(gap).toBeLessThan(END_SAMPLES);
        expect(trimmed(heard)).toEqual([...first, ...new Float32Array(gap), ...second]);
        expect(lag).toBeGreaterThan(0);
      },
    ),
    { numRuns: 30 },
  );
});

test('silence that belongs to a source is heard: at its end, and at its beginning', () => {
  const silence = new Float32Array(6_000);
  const first = Float32Array.from([...sound(20_000, 1), ...silence]);
  const second = Float32Array.from([...silence, ...sound(3_000, -1)]);
  const armedAt = first.length - 14_000;
  const startedAt = armedAt + 1_000;
  const { heard } = play({ first, second, armedAt, startedAt, head: startedAt });
  expect(trimmed(heard)).toEqual([...first, ...second]);
});

test('a part ends where it ends although its file goes on', () => {
  const [first, second] = [sound(30_000, 1), sound(3_000, -1)];
  const { heard } = play({
    first,
    second,
    armedAt: 10_000,
    startedAt: 11_000,
    expected: 20_001,
    isExact: true,
  });
  expect(trimmed(heard)).toEqual([...first.slice(0, 20_001), ...second]);
});

test('where both are heard for a while, they are equally loud together', () => {
  const first = new Float32Array(30_080).fill(0.5);
  const second = new Float32Array(20_000).fill(0.5);
  const fade = 9_600;
  const { heard } = play({ first, second, armedAt: 10_000, startedAt: 11_000, fade });
  const middle = heard.slice(30_080 - fade, 30_080);
  expect(Math.max(...middle)).toBeLessThanOrEqual(0.5 * Math.SQRT2 + 0.001);
  expect(Math.min(...middle)).toBeGreaterThan(0.49);
  expect(trimmed(heard).length).toBeCloseTo(30_080 + 20_000 - fade, -3);
});

test('what is taken is heard at once, and what was kept is gone', () => {
  const splicer = new Splicer(RATE, SIZE);
  const block = (value: number): Block => [
    new Float32Array(SIZE).fill(value),
    new Float32Array(SIZE).fill(value),
  ];
  splicer.arm({ source: 1, end: 0, isExact: true, fade: 0, now: 0 });
  const output = block(0);
  expect(splicer.process(0, [block(0.1), block(0.2)], output)).toEqual({ source: 1, lag: 0 });
  splicer.take(0);
  splicer.process(SIZE, [block(0.3), block(0.2)], output);
  expect(output[0][0]).toBeCloseTo(0.3);
});
