/** Texts of tags as they can be shown, without what is no text. */

/** A title longer than this is none; in UTF-16 units. */
const MOST_LENGTH = 1_000;

/** The words of an opera, and more; in UTF-16 units. */
const MOST_LYRICS = 100_000;

/** Control characters, and those that turn the direction of what follows them. */
const UNFIT = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufffe\uffff]+/gu;

/**
 * Marks on one letter beyond those that any language has: putting them in order takes time by the square of
 * their number (https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format).
 */
const MARKS_PILED_UP = /(\p{M}{30})\p{M}+/gu;

/** What leaves no mark on a page. */
const INVISIBLE = /^[\s\p{Cf}\u3164\u115f\u1160\u2800]*$/u;

/** A text as it is shown: one line, of bounded length, empty where nothing of it could be seen. */
export function cleanText(text: string): string {
  const cleaned = text
    .toWellFormed()
    .replace(UNFIT, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(MARKS_PILED_UP, '$1')
    .normalize('NFC')
    .trim();
  if (INVISIBLE.test(cleaned)) return '';
  return cleaned.length <= MOST_LENGTH ? cleaned : `${shorten(cleaned)}…`;
}

/** A text of several lines as it is shown, as {@link cleanText} makes one of a line. */
export function cleanLyrics(text: string): string {
  const lines = text
    .toWellFormed()
    .split(/\r\n?|\n|\u2028|\u2029/)
    .map((line) => line.replace(UNFIT, ' ').trimEnd());
  const cleaned = lines.join('\n').replace(MARKS_PILED_UP, '$1').normalize('NFC').trim();
  if (INVISIBLE.test(cleaned)) return '';
  return cleaned.length <= MOST_LYRICS ? cleaned : `${shorten(cleaned, MOST_LYRICS)}…`;
}

function shorten(text: string, most = MOST_LENGTH): string {
  // Not in the middle of a character.
  return text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '');
}
