/** guess-encoding.ts: texts that do not say their encoding, in the languages of their listeners and in others. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { guessEncoding } from './guess-encoding.ts';

/** Invented and generic titles: language, encoding, text, and its bytes in hexadecimal. */
const SAMPLES = z
  .array(z.tuple([z.string(), z.string(), z.string(), z.string()]))
  .parse(JSON.parse(readFileSync(new URL('guess-encoding-samples.json', import.meta.url), 'utf8')));

function isRight(hex: string, text: string, languages: readonly string[]): boolean {
  const bytes = Buffer.from(hex, 'hex');
  return new TextDecoder(guessEncoding([bytes], languages)).decode(bytes) === text;
}

const LANGUAGES = [...new Set(SAMPLES.map(([language]) => language))];

test.for(LANGUAGES)('every title in %s is read by a listener of that language', (language) => {
  const own = SAMPLES.filter(([of]) => of === language);
  expect(own.length).toBeGreaterThan(1);
  const wrong = own.filter(([, , text, hex]) => !isRight(hex, text, [language]));
  expect(wrong.map(([, encoding, text]) => [encoding, text])).toEqual([]);
});

test('four of five titles of other scripts are read by a listener who speaks English', () => {
  const others = SAMPLES.filter(
    ([, encoding, text]) => encoding !== 'windows-1252' && text.length > 3,
  );
  const right = others.filter(([, , text, hex]) => isRight(hex, text, ['en_US.UTF-8']));
  expect(right.length / others.length).toBeGreaterThan(0.8);
});

test('no title of Western Europe is taken for another, whatever language the listener speaks', () => {
  const western = SAMPLES.filter(
    ([, encoding, text]) => encoding === 'windows-1252' && text.length > 1,
  );
  for (const languages of [['en'], ['ru'], ['ja'], ['pt_BR.UTF-8'], []]) {
    const wrong = western.filter(([, , text, hex]) => !isRight(hex, text, languages));
    expect([languages, wrong.map(([, , text]) => text)]).toEqual([languages, []]);
  }
});

test('a text that was cut off in the middle of a character is read as the rest of it', () => {
  const bytes = Buffer.from('8ce382f089b9', 'hex').subarray(0, 5);
  expect(guessEncoding([bytes], ['ja'])).toBe('shift_jis');
});
