/** One thing again and again, as no file of music has it, takes no longer than as many things. */
import { expect, test } from 'vitest';
import { parsePls } from '../../playlists/pls.ts';
import { parseCueSheet } from '../cue/cue-sheet.ts';
import { cleanLyrics, cleanText } from './tag-text.ts';
import { splitArtists } from './tag-values.ts';

const MANY = 200_000;
const spaces = ' '.repeat(MANY);
const marks = `a${'\u0301\u0316'.repeat(MANY)}`;
const slashes = '/'.repeat(1_000);

test.each([
  ['spaces in a playlist', () => parse(`File1=a${spaces}b\nX-GNOME-Title=a${spaces}b`)],
  ['spaces in a cue sheet', () => parseCueSheet(`FILE a${spaces}x`)],
  ['marks on a letter of a title', () => cleanText(marks)],
  ['marks on a letter of lyrics', () => cleanLyrics(marks)],
  ['slashes between artists', () => splitArtists(slashes, slashes.replaceAll('/', ' '))],
])('%s are read at once', (_, read) => {
  const begun = performance.now();
  read();
  // By the square of their number they would take minutes, one by one some hundredths of a second.
  expect(performance.now() - begun).toBeLessThan(2_000);
});

function parse(text: string) {
  return parsePls({ path: '/a.pls', bytes: Buffer.from(text), isWindows: false });
}

test('as many marks as languages put on a letter stay, and what comes after them', () => {
  expect(cleanText(`a${'\u0316'.repeat(50)}b`)).toBe(`a${'\u0316'.repeat(30)}b`);
  expect(cleanText('e\u0301')).toBe('é');
});
