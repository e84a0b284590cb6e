/** Texts of tags as they can be shown: decoded as they were meant, without what is no text. */

/** A title longer than this is none; in UTF-16 units. */
const MOST_LENGTH = 1_000;

/** The words of an opera, and more; in UTF-16 units. */
const MOST_LYRICS = 100_000;

/** Control characters, and those that turn the direction of what follows them. */
const UNFIT = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufffe\uffff]+/gu;

/** What leaves no mark on a page. */
const INVISIBLE = /^[\s\p{Cf}\u3164\u115f\u1160\u2800]*$/u;

const BEYOND_ASCII = /[\u0080-\u00ff]/;
const BEYOND_LATIN_1 = /[^\0-\u00ff]/;
/** What Latin-1 has no letters for, and Windows does. */
const C1 = /[\u0080-\u009f]/;

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const WINDOWS_1252 = new TextDecoder('windows-1252');

/**
 * A text as it is shown: one line, of bounded length, empty where nothing of it could be seen.
 *
 * @param mayBeMislabelled whether its format's programs often write other encodings than they say
 */
export function cleanText(text: string, mayBeMislabelled: boolean): string {
  const decoded = mayBeMislabelled ? decodeAsMeant(text) : text;
  const cleaned = decoded
    .toWellFormed()
    .replace(UNFIT, ' ')
    .replace(/ {2,}/g, ' ')
    .normalize('NFC')
    .trim();
  if (INVISIBLE.test(cleaned)) return '';
  return cleaned.length <= MOST_LENGTH ? cleaned : `${shorten(cleaned)}…`;
}

/** A text of several lines as it is shown, as {@link cleanText} makes one of a line. */
export function cleanLyrics(text: string, mayBeMislabelled: boolean): string {
  const decoded = mayBeMislabelled ? decodeAsMeant(text) : text;
  const lines = decoded
    .toWellFormed()
    .split(/\r\n?|\n|\u2028|\u2029/)
    .map((line) => line.replace(UNFIT, ' ').trimEnd());
  const cleaned = lines.join('\n').normalize('NFC').trim();
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

/**
 * Text that was read as Latin-1 is often UTF-8, and hardly ever valid UTF-8 by accident; else what is no
 * letter in Latin-1 is one in the code page of Windows.
 */
function decodeAsMeant(text: string): string {
  if (!BEYOND_ASCII.test(text) || BEYOND_LATIN_1.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  try {
    return UTF_8.decode(bytes);
  } catch {
    return C1.test(text) ? WINDOWS_1252.decode(bytes) : text;
  }
}
