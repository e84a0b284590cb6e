/** The options of the demo and of timing migrations: numbers in their range, and nothing else. */
import { expect, test } from 'vitest';
import { parseOldLibraryOptions } from './old-library-options.ts';

test('nothing given is a large library of an old version', () => {
  expect(parseOldLibraryOptions([])).toEqual({ tracks: 100_000, version: 3 });
});

test('both can be given', () => {
  const args = ['--tracks', '500', '--version=1'];
  expect(parseOldLibraryOptions(args)).toEqual({ tracks: 500, version: 1 });
});

test.for([
  [['--tracks', '0'], '--tracks takes a whole number'],
  [['--tracks', '1e3'], '--tracks takes a whole number'],
  [['--tracks=-5'], '--tracks takes a whole number'],
  [['--tracks', '5000001'], '--tracks takes a whole number'],
  [['--version', '0'], '--version takes a whole number'],
  [['--version', '9999'], '--version takes a whole number'],
  [['--version'], 'argument missing'],
  [['--size', '5'], 'size'],
  [['large'], 'large'],
] as const)('%j is refused', ([args, message]) => {
  expect(() => parseOldLibraryOptions([...args])).toThrow(message);
});
