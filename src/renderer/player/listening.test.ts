/** When a playback counts as a play. */
import { expect, test } from 'vitest';
import { Listening } from './listening.ts';

/** Plays a track of some length in steps of a second; the seconds after which it counted. */
function playsAt(duration: number | null, seconds: number): number[] {
  const listening = new Listening(new Date());
  return Array.from({ length: seconds }, (_, index) => index + 1).filter((second) =>
    listening.hearUntil(second, duration),
  );
}

test.each([
  ['half of a track', 200, 200, [100]],
  ['four minutes of a long one', 3600, 3600, [240]],
  ['four minutes of one whose length is not known', null, 500, [240]],
  ['half of a very short one', 1, 1, [1]],
])('%s counts, once', (_what, duration, seconds, counted) => {
  expect(playsAt(duration, seconds)).toEqual(counted);
});

test('less does not count', () => {
  expect(playsAt(200, 99)).toEqual([]);
});

test('what was jumped over was not heard', () => {
  const listening = new Listening(new Date());
  expect(listening.hearUntil(10, 100)).toBe(false);
  listening.jumpTo(90);
  expect(listening.hearUntil(100, 100)).toBe(false);
  listening.jumpTo(0);
  expect(listening.hearUntil(29, 100)).toBe(false);
  expect(listening.hearUntil(30, 100)).toBe(true);
});
