/** Drawn covers. */
import { expect, test } from 'vitest';
import { DRAWINGS, initialsOf, lookOf, PAPERS } from './paper-cover.ts';

test.each([
  ['Night Ferry', 'NF'],
  ['The Night Ferry', 'NF'],
  ['The', 'T'],
  ['“Heroes”', 'H'],
  ['… and Justice', 'AJ'],
  ['élan', 'É'],
  ['夜の船', '夜'],
  ['1989', '1'],
  ['👩‍🚀', ''],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('one name always has the same look, and names share all looks', () => {
  expect(lookOf('Night Ferry')).toEqual(lookOf('Night Ferry'));
  const looks = Array.from({ length: 1_000 }, (_, number) => lookOf(`Album ${number}`));
  expect(new Set(looks.map(({ paper, drawing }) => `${paper} ${drawing}`)).size).toBe(
    PAPERS * DRAWINGS,
  );
});
