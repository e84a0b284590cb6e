/**
 * Damage as disks do it, where SQLite can see it. SQLite keeps no checksums: a bit that flips in the
 * text of a row makes another text, and nobody can tell. What it sees is a page that cannot be what
 * its place in the file says: these flips change the byte that says what kind of page it is.
 */
import { open } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';

/** Where the page lies that the b-tree of a table (or index) begins with, in bytes. */
export function rootPageOffset(file: string, table: string): number {
  const db = new Database(file);
  try {
    const pageSize = z.number().parse(db.pragma('page_size', { simple: true }));
    const rootPage = z
      .number()
      .parse(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
    return (rootPage - 1) * pageSize;
  } finally {
    db.close();
  }
}

/** Flips bits of one byte of a file: all of them, or those that are set in a mask. */
export async function flipBits(file: string, offset: number, mask = 0xff): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, offset);
    await handle.write(Buffer.from([buffer.readUInt8() ^ mask]), 0, 1, offset);
  } finally {
    await handle.close();
  }
}
