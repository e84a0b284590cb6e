/**
 * Paths with bytes that are no text (src/main/lifecycle/files/path-bytes.ts), as people see them: with the sign
 * for a character that cannot be shown.
 */

/**
 * The bytes 128 to 255, each as a character of the private use area of Unicode, where no font has a letter:
 * U+EF80 to U+EFFF.
 */
export const STRAY_BYTES = /[\uef80-\uefff]/g;

/** The character that stands for a byte of 128 to 255. */
export function strayByte(byte: number): string {
  return String.fromCharCode(0xef00 + byte);
}

/** A path, or a text with paths in it, to be read by people. */
export function shownPath(path: string): string {
  return path.replace(STRAY_BYTES, '\uFFFD');
}
