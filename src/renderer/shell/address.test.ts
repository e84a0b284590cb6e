/** Addresses of views. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AddressSchema, parseSearch, stringifySearch } from './address.ts';

test('An address keeps any text that is searched for', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 500, unit: 'grapheme' }), (q) => {
      expect(AddressSchema.parse(parseSearch(stringifySearch({ q }))).q).toBe(q);
    }),
  );
});

test('An address without a search and a dialog has no question mark', () => {
  expect(stringifySearch({ q: undefined, dialog: undefined })).toBe('');
});

test('An address names no dialog that there is not', () => {
  expect(AddressSchema.parse({ q: '1999', dialog: 'nothing' })).toEqual({ q: '1999' });
});
