/**
 * The character that ends a name in system calls, and a text in SQLite: what stands before it would be
 * another path or text than the one that was looked at.
 */

/** Whether a text has one, or a text somewhere in a value does. */
export function hasNul(input: unknown): boolean {
  if (typeof input === 'string') return input.includes('\0');
  if (typeof input !== 'object' || input === null) return false;
  return Object.entries(input).some(([name, value]) => hasNul(name) || hasNul(value));
}

/** The same of the path of an address, decoded or not. */
export function isPathWithNul(path: string): boolean {
  return /\0|%00/.test(path);
}
