/** formats.ts: numbers as people read them. */
import { afterEach, expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatCounted,
  formatPlayingTime,
  formatTrackLength,
} from './formats.ts';
import { speak } from './words/words.ts';

afterEach(() => speak('en'));

test('how long music plays is told in days where these are many, in German too', async () => {
  const days = 2_000 * 24 * 60 * 60_000;
  expect([formatPlayingTime(days), formatPlayingTime(48 * 60_000)]).toEqual([
    '2,000 days',
    '48 min',
  ]);
  await speak('de');
  expect([formatPlayingTime(days), formatBytes(1_200_000)]).toEqual(['2.000 Tage', '1,2 MB']);
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [1_234_567, '1.2 MB'],
  [9_949_999, '9.9 MB'],
  [9_950_000, '10 MB'],
  [10_400_000, '10 MB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [1_500_000_000, '1.5 GB'],
  [2e12, '2.0 TB'],
  [3e15, '3000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0, '0:00'],
  [499, '0:00'],
  [59_499, '0:59'],
  [59_500, '1:00'],
  [185_000, '3:05'],
  [3_723_000, '62:03'],
  [null, ''],
])('a track of %s ms is %j long', (milliseconds, text) => {
  expect(formatTrackLength(milliseconds)).toBe(text);
});

test('counts are grouped, and agree with their noun', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect(formatCounted(0, 'track')).toBe('0 tracks');
  expect(formatCounted(1, 'track')).toBe('1 track');
  expect(formatCounted(2_000, 'track')).toBe('2,000 tracks');
  expect(formatCounted(2, 'library', 'libraries')).toBe('2 libraries');
});
