/** clean-text.ts: what a terminal, a log or a report gets of text that others wrote. */
import { styleText } from 'node:util';
import { expect, test } from 'vitest';
import { cleanJson, cleanLine, cleanPainted, cleanText } from './clean-text.ts';
import { tellInEnglish, words } from './words/words.ts';

const HOSTILE = 'so\x1b[2J\x1b]0;title\x07 what\x9b31m\u202egnp.exe\u2066\ufeff';

test('controls are shown as a sign, marks that turn text go, and lines stay', () => {
  expect(cleanText(HOSTILE)).toBe('so\uFFFD[2J\uFFFD]0;title\uFFFD what\uFFFD31mgnp.exe');
  expect(cleanText('one\n\ttwo\u2028three')).toBe('one\n\ttwo three');
  expect(cleanText('Šárka – 日本語 שלום 👩‍👩‍👧')).toBe('Šárka – 日本語 שלום 👩‍👩‍👧');
});

test('a value is on one line', () => {
  expect(cleanLine('1.0.0\r\nFermata has been upgraded\tby')).toBe(
    '1.0.0 Fermata has been upgraded by',
  );
});

test('a sentence has no line break that came with a value', () => {
  const sentence = tellInEnglish(words('errors.cannotRead', { file: 'a\nb', reason: 'x' }));
  expect(sentence).toBe('a b cannot be read: x.');
});

test('Fermata’s own colours stay, and no others', () => {
  const painted = styleText('red', `x${HOSTILE}`, { validateStream: false });
  expect(cleanPainted(painted)).toBe(`\x1b[31mx${cleanText(HOSTILE)}\x1b[39m`);
  expect(cleanPainted('\x1b[8mhidden')).toBe('\uFFFD[8mhidden');
});

test('JSON says the same without the characters', () => {
  const written = cleanJson({ name: HOSTILE });
  expect(written).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(written)).toEqual({ name: HOSTILE });
});
