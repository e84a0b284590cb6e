/** Numbers as people of other scripts write them, in the digits that are counted with. */

const OTHER_DIGITS = /[\p{Nd}--[0-9]]/gv;
const DIGIT = /^\p{Nd}$/u;

/** A text with its digits in ASCII, and what stands beside them in its ordinary width. */
export function withPlainDigits(text: string): string {
  return text.normalize('NFKC').replace(OTHER_DIGITS, plainDigit);
}

/** The digits of each script follow one another, from its zero on. */
function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
