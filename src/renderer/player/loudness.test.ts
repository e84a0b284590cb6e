/** ReplayGain: by how much samples are multiplied. */
import { expect, test } from 'vitest';
import { factorOf } from './loudness.ts';

const gains = { track: -6, album: -12 };

test.each([
  ['nothing is changed where it is off', gains, 'off', true, 1],
  ['a track is played by its own gain', gains, 'track', true, 10 ** (-6 / 20)],
  ['an album is played by its gain', gains, 'album', true, 10 ** (-12 / 20)],
  [
    'the other gain counts where one is missing',
    { track: null, album: -12 },
    'track',
    true,
    10 ** (-12 / 20),
  ],
  ['a track without tags is played as it is', { track: null, album: null }, 'album', true, 1],
  ['nothing is made louder where nothing may be cut off', { track: 6, album: 6 }, 'track', true, 1],
  [
    'a soft track is made louder where that is allowed',
    { track: 6, album: 6 },
    'track',
    false,
    10 ** (6 / 20),
  ],
  [
    'no tag makes a track louder by more than 12 dB',
    { track: 60, album: 6 },
    'track',
    false,
    10 ** (12 / 20),
  ],
] as const)('%s', (_what, known, replayGain, preventClipping, factor) => {
  expect(factorOf(known, { replayGain, preventClipping })).toBeCloseTo(factor, 10);
});
