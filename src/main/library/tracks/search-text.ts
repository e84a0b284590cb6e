/** Turns what a person types into a full-text query that cannot be a syntax error. */

/**
 * The FTS5 expression that finds rows in which each word typed begins some word, or null where
 * nothing was typed that could be found.
 *
 * Every word is quoted, so that none is read as an operator, a column or a wildcard
 * (https://www.sqlite.org/fts5.html#fts5_strings).
 */
export function searchExpression(text: string): string | null {
  // The tokenizer sees letters, digits and marks; anything else parts two words.
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu);
  return words === null ? null : words.map((word) => `"${word}"*`).join(' ');
}
