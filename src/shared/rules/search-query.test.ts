/** What is read of a typed search, for texts that were made up and for those that people type. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPERATORS, readQuery, tokensOf, wordsOf } from './search-query.ts';

test('every text is read, and nothing that was typed is lost but what is still being typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const tokens = tokensOf(text);
      // What lies between the pieces is nothing but spaces.
      const ends = [0, ...tokens.map(({ end }) => end)];
      const starts = [...tokens.map(({ start }) => start), text.length];
      expect(ends.map((end, at) => text.slice(end, starts[at]).trim()).join('')).toBe('');
      readQuery(text);
    }),
  );
});

const plainWord = fc.stringMatching(/^[a-zà-ö0-9][a-zà-ö0-9'./&-]{0,8}$/);

test('words without colons, quotes and hyphens before them are the words as they were typed', () => {
  fc.assert(
    fc.property(fc.array(plainWord, { maxLength: 5 }), (words) => {
      expect(readQuery(words.join('  '))).toEqual({
        words: words.join(' '),
        quoted: [],
        rules: [],
      });
    }),
  );
});

/** An operator as it is typed, and the rule that it is. */
const typedRule = fc.oneof(
  fc
    .record({
      field: fc.constantFrom('artist', 'album', 'title', 'genre', 'composer', 'format', 'path'),
      value: fc.array(plainWord, { minLength: 1, maxLength: 3 }),
      isQuoted: fc.boolean(),
    })
    .map(({ field, value, isQuoted }) => {
      const [first = ''] = value;
      return isQuoted
        ? [`${field}:"${value.join(' ')}"`, { field, test: 'words', value: value.join(' ') }]
        : [`${field}:${first}`, { field, test: 'has', value: first }];
    }),
  fc
    .record({
      field: fc.constantFrom('year', 'rating', 'plays'),
      from: fc.nat(3_000),
      more: fc.nat(100),
    })
    .map(({ field, from, more }) => [
      `${field.toUpperCase()}:${from}..${from + more}`,
      { field, from, to: from + more },
    ]),
  fc
    .record({
      field: fc.constantFrom('added', 'played'),
      last: fc.integer({ min: 1, max: 9_999 }),
      unit: fc.constantFrom('hours', 'days', 'weeks', 'months', 'years'),
    })
    .map(({ field, last, unit }) => [`${field}:<${last}${unit[0]}`, { field, last, unit }]),
  fc.constantFrom('missing', 'favourite').map((field) => [`${field}:`, { field }]),
) as fc.Arbitrary<[string, object]>;

test('operators are read wherever they stand, each turned round by a hyphen', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(typedRule, fc.boolean()), { maxLength: 4 }),
      fc.array(plainWord, { maxLength: 3 }),
      fc.nat(3),
      (typed, words, at) => {
        const pieces = typed.map(([[text], not]) => (not ? `-${text}` : text));
        const text = [...words.slice(0, at), ...pieces, ...words.slice(at)].join(' ');
        expect(readQuery(text)).toEqual({
          words: words.join(' '),
          quoted: [],
          rules: typed.map(([[, rule], not]) => (not ? { ...rule, not: true } : rule)),
        });
      },
    ),
  );
});

test.for([
  ['year:1990', { field: 'year', from: 1990, to: 1990 }],
  ['year:1990..', { field: 'year', from: 1990, to: null }],
  ['year:..1999', { field: 'year', from: null, to: 1999 }],
  ['year:1999..1990', { field: 'year', from: 1990, to: 1999 }],
  ['rating:>3', { field: 'rating', from: 4, to: null }],
  ['rating:<=2', { field: 'rating', from: null, to: 2 }],
  ['plays:0', { field: 'plays', from: 0, to: 0 }],
  ['added:30d', { field: 'added', last: 30, unit: 'days' }],
  ['played:>6m', { field: 'played', last: 6, unit: 'months', not: true }],
  ['-played:>6m', { field: 'played', last: 6, unit: 'months' }],
  ['added:2024', { field: 'added', from: '2024-01-01', to: '2024-12-31' }],
  ['added:2024-02', { field: 'added', from: '2024-02-01', to: '2024-02-29' }],
  ['added:>2023', { field: 'added', from: '2024-01-01', to: null }],
  ['added:<2024-05-01', { field: 'added', from: null, to: '2024-04-30' }],
  ['added:2023..2024-06', { field: 'added', from: '2023-01-01', to: '2024-06-30' }],
  ['favorite:', { field: 'favourite' }],
  ['Artist: bowie', { field: 'artist', test: 'has', value: 'bowie' }],
  ['artist:=Low', { field: 'artist', test: 'is', value: 'Low' }],
  ['artist:"pink fl', { field: 'artist', test: 'has', value: 'pink fl' }],
  ['-live', { field: 'any', test: 'has', value: 'live', not: true }],
  ['-"at the bbc"', { field: 'any', test: 'words', value: 'at the bbc', not: true }],
] as const)('“%s” is one rule', ([text, rule]) => {
  expect(readQuery(text).rules[0]).toEqual(rule);
});

test.for([
  ['re: stacks', 're: stacks'],
  ['2:00 am', '2:00 am'],
  ['http://example.org', 'http://example.org'],
  ['year:zero', 'year:zero'],
  ['rating:** stars', 'rating:** stars'],
  ['-M-', '-M-'],
  ['rock - best of', 'rock - best of'],
  ['12" mix', '12" mix'],
  ['"', '"'],
  ['""', '""'],
  ['added:2024-13-01', 'added:2024-13-01'],
] as const)('“%s” is nothing but words', ([text, words]) => {
  expect(readQuery(text)).toEqual({ words, quoted: [], rules: [] });
});

test('what is in quotes is searched for as it stands, as soon as they are closed', () => {
  expect(readQuery('"heroes" bowie')).toEqual({ words: 'bowie', quoted: ['heroes'], rules: [] });
  expect(readQuery('"hero')).toEqual({ words: 'hero', quoted: [], rules: [] });
  expect(wordsOf(readQuery('bowie "heroes"'))).toBe('bowie heroes');
});

test('an operator that is still being typed chooses nothing yet', () => {
  const unfinished = ['artist:', 'artist:"', 'year:1', 'rating:>', 'added:<30', 'year:..'];
  for (const text of [...OPERATORS.map((name) => `love ${name}:`), ...unfinished]) {
    expect(readQuery(text).words).toBe(text.startsWith('love') ? 'love' : '');
  }
  expect(readQuery('rating: missing:').rules).toEqual([{ field: 'missing' }]);
});
