/** Foreign text as people read it in a terminal. */
import { shownPath } from '../../shared/shown-path.ts';

/**
 * Text from a file's tags or name, for a terminal: without line breaks and the control characters
 * that terminals take for commands, and with a sign for bytes of a name that are no text.
 */
export function printable(text: string): string {
  return shownPath(text.replace(/\p{Cc}+/gu, ' '));
}
