/**
 * Text where it leaves Fermata: for a terminal, a log, a report. It may hold what another program wrote (the
 * version in a manifest, the name of a table, a lock's holder): characters that a terminal takes for
 * commands, line breaks that begin a line of the log, and marks that turn the order of what is read.
 */

/** Control characters but for tabs and line breaks. */
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

/** Line and paragraph separators, which some programs take for line breaks. */
const SEPARATORS = /[\u2028\u2029]/g;

/** Marks that turn the direction of the text after them, and one that has no width. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** How a character is shown that cannot be. */
const SIGN = '\uFFFD';

/** The colours that Fermata itself uses (cli/screen.ts): bold, red, green and yellow, and the ends of them. */
const OWN_COLOURS = new RegExp(`(${String.fromCharCode(27)}\\[(?:1|22|31|32|33|39)m)`);

/** A text of several lines, without what a terminal or a log would do with it. */
export function cleanText(text: string): string {
  return text.replace(CONTROLS, SIGN).replace(SEPARATORS, ' ').replace(TURNS, '');
}

/** The same of what has to stay on one line: a value in a sentence. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(/[\t\r\n]+/g, ' '));
}

/** The same of what is painted already: Fermata's colours stay. */
export function cleanPainted(text: string): string {
  return text
    .split(OWN_COLOURS)
    .map((part, index) => (index % 2 === 1 ? part : cleanText(part)))
    .join('');
}

/**
 * JSON for a stream that may be a terminal: it says the same, and has none of these characters in it. JSON's
 * own line breaks stand between its values.
 */
export function cleanJson(value: unknown, space?: number): string {
  return JSON.stringify(value, null, space).replace(
    /\p{Cc}|[\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu,
    (character) =>
      character === '\n'
        ? character
        : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
