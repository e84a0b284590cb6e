/** sort-key.ts: names in the order in which people look for them. */
import { expect, test } from 'vitest';
import { sortKey } from './sort-key.ts';

/** As SQLite compares texts: by their UTF-8 bytes. */
function sorted(names: readonly string[]): string[] {
  const bytes = (name: string) => Buffer.from(sortKey(name));
  return names.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)));
}

test.for([
  { what: 'numbers by value', names: ['Track 1', 'Track 2', 'Track 10', 'Track 100', 'Track A'] },
  { what: 'numbers before letters', names: ['9', '10', '1999', '2001', 'Nine'] },
  { what: 'numbers with leading zeros', names: ['Take 007', 'Take 8', 'Take 010'] },
  { what: 'long numbers', names: ['9'.repeat(14), '1'.repeat(15), '2'.repeat(40), 'a'] },
  {
    what: 'past signs and articles',
    names: ["'39", 'An Ape', '«Bees»', '"The Heroes"', '(I Can)', '...Ready', 'A Zebra', 'The Zoo'],
  },
  { what: 'accents and case', names: ['Ål', 'Ödland', 'ÖDLANDE', 'Øre', 'Pæn', 'zz'] },
  { what: 'other scripts', names: ['Zulu', 'Άλφα', 'Бег', 'Ёлка', 'жук', 'あ', 'カ'] },
])('$what', ({ names }) => {
  expect(sorted(names.toReversed())).toEqual(names);
});

test.for<[name: string, key: string]>([
  ['The', 'the'],
  ['the the', 'the'],
  ['A', 'a'],
  ['!!!', '!!!'],
  ['...', '...'],
  ['★', '★'],
  ['A “Love', 'love'],
  ['  The   Spaces  ', 'spaces'],
  ['Ｆｕｌｌ', 'full'],
  ['0', '10'],
  ['', ''],
])('%j is sorted as %j', ([name, key]) => {
  expect(sortKey(name)).toBe(key);
});
