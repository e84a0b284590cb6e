/** Foreign text as people read it in a terminal. */

/**
 * Text from a file's tags or name, for a terminal: without line breaks and the control characters
 * that terminals take for commands.
 */
export function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
