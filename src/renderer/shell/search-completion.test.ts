/** What is offered while a search is typed, and what becomes of the text when it is taken. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readQuery } from '../../shared/rules/search-query.ts';
import { completed, completionsOf, typedAt } from './search-completion.ts';

function offered(text: string, names: readonly string[] = [], caret = text.length): string[] {
  const typed = typedAt(text, caret);
  return typed === null ? [] : completionsOf(typed, names).map(({ inserted }) => inserted);
}

test.for([
  ['ar', ['artist:']],
  ['AL', ['album:']],
  ['love -pl', ['-plays:', '-played:']],
  ['a', []],
  ['arx', []],
  ['"ar', []],
  ['ar love', []],
  ['year:', ['year:1990..1999 ', 'year:2000..2009 ', 'year:>=2020 ', 'year:<1970 ']],
  ['rating:>', ['rating:>3 ', 'rating:>=1 ']],
  ['path:x', []],
] as const)('behind “%s” is offered %j', ([text, completions]) => {
  expect(offered(text)).toEqual(completions);
});

test('names of several words are put in quotes, and what follows them stays', () => {
  expect(offered('artist:pi', ['Pixies', 'Pink Floyd'])).toEqual([
    'artist:Pixies ',
    'artist:"Pink Floyd" ',
  ]);
  const text = 'wall artist:pi live';
  const typed = typedAt(text, 'wall artist:pi'.length) ?? expect.fail('Something is typed.');
  const [first] = completionsOf(typed, ['Pink Floyd']);
  if (first === undefined) expect.fail('A name is offered.');
  expect(completed(text, typed, first)).toEqual({
    text: 'wall artist:"Pink Floyd" live',
    caret: 'wall artist:"Pink Floyd" '.length,
  });
});

test('whatever name is taken, the search then asks for its words', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\p{L}][\p{L} .&-]{0,20}[\p{L}]$/u), (name) => {
      const typed = typedAt('genre:x', 7) ?? expect.fail('Something is typed.');
      const [first] = completionsOf(typed, [name]);
      if (first === undefined) return;
      const [rule] = readQuery(completed('genre:x', typed, first).text).rules;
      expect(rule).toMatchObject({ field: 'genre', value: name });
    }),
  );
});
