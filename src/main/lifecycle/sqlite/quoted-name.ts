/** A name for SQL: whatever its letters, it stands for one table, index or column. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
