/**
 * Damage as disks do it, where SQLite can see it. SQLite keeps no checksums: a bit that flips in the
 * text of a row makes another text, and nobody can tell. What it sees is a page that cannot be what
 * its place in the file says: these flips change the byte that says what kind of page it is.
 */
import { copyFileSync, rmSync } from 'node:fs';
import { open, stat, truncate } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';

const HEADER_BYTES = 100;

/** Of every library. */
const PAGE_BYTES = 4096;

export async function overwriteHeader(file: string): Promise<void> {
  await overwrite(file, 0, Buffer.alloc(HEADER_BYTES, 'garbage'));
}

export async function zeroFirstPage(file: string): Promise<void> {
  await overwrite(file, 0, Buffer.alloc(PAGE_BYTES));
}

/** Of an open library the first page, which SQLite has read, hides that the others are gone. */
export async function zeroAllButFirstPage(file: string): Promise<void> {
  const { size } = await stat(file);
  await overwrite(file, PAGE_BYTES, Buffer.alloc(size - PAGE_BYTES));
}

export async function cutOff(file: string): Promise<void> {
  const { size } = await stat(file);
  await truncate(file, Math.floor(size / 2));
}

export async function empty(file: string): Promise<void> {
  await truncate(file, 0);
}

/** Its log is lost while it is written back: the first pages are new, and those at the end missing. */
export async function loseLogHalfway(file: string): Promise<void> {
  const { size } = await stat(file);
  const db = new Database(file);
  try {
    db.exec('CREATE TABLE late AS SELECT zeroblob(1000000)');
  } finally {
    db.close();
  }
  await truncate(file, size);
}

/** What was written last is in the log, and nothing else is left. */
export async function leaveOnlyLog(file: string): Promise<void> {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = WAL');
    db.exec('UPDATE tracks SET rating = 5 WHERE id = 1');
    copyFileSync(`${file}-wal`, `${file}.kept`);
  } finally {
    db.close();
  }
  rmSync(file);
  copyFileSync(`${file}.kept`, `${file}-wal`);
  rmSync(`${file}.kept`);
}

async function overwrite(file: string, offset: number, content: Buffer): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.write(content, 0, content.length, offset);
  } finally {
    await handle.close();
  }
}

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
