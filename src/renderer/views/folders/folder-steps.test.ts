/** The way to a folder. */
import { expect, test } from 'vitest';
import { nameOf, stepsTo } from './folder-steps.ts';

test('the way to a folder begins at its innermost music folder', () => {
  const roots = ['/music', '/music/jazz', '/mus'];
  expect(stepsTo('/music/rock/album/disc 1', roots)).toEqual([
    '/music',
    '/music/rock',
    '/music/rock/album',
  ]);
  expect(stepsTo('/music/jazz/live', roots)).toEqual(['/music/jazz']);
  expect(stepsTo('/music', roots)).toEqual([]);
  expect(stepsTo('/elsewhere/rock', roots)).toEqual([]);
});

test('paths of Windows have names and steps, too', () => {
  expect(nameOf('D:\\Music\\Jazz')).toBe('Jazz');
  expect(stepsTo('D:\\Music\\Jazz\\Live', ['D:\\Music'])).toEqual(['D:\\Music', 'D:\\Music\\Jazz']);
});
