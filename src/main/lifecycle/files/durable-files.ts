/** Files that are whole or not there: flushed, then renamed into place, then the folder flushed. */

import {
  close,
  closeSync,
  constants,
  existsSync,
  fsync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  write,
  writeSync,
} from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Access, accessOf, createFile } from './access.ts';
import { databaseFiles, finalName, unforeseenName } from './file-names.ts';

/** To write into a file that was made here: a link that took its place is not followed. 0 on Windows. */
export const WRITE_NO_LINK = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0);

/** What a killed process left by an unforeseen name goes when it is as old as this, in milliseconds. */
const LEFT_BEHIND_MS = 60 * 60 * 1_000;

/** Flushes a file's content to the disk. */
export async function flushFile(path: string): Promise<void> {
  const handle = await open(path, WRITE_NO_LINK);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes a folder, so that a rename in it survives losing power. Windows has no such call. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a finished, flushed file its final name, in the same folder, in one atomic step. */
export async function publishFile(temporary: string, final: string): Promise<void> {
  await rename(temporary, final);
  await flushFolder(dirname(final));
}

/**
 * The same for a name that must not be taken from another file.
 *
 * @returns whether this file got the name
 */
export async function publishNewFile(temporary: string, final: string): Promise<boolean> {
  if (existsSync(final)) return false;
  await publishFile(temporary, final);
  return true;
}

/**
 * Writes a small file so that its final name always holds all of it. What has that name is replaced, and
 * never written into: where it is a link, what it leads to stays as it is.
 *
 * @param like whose owner, group and mode it gets where there is none yet
 */
export async function writeDurably(
  final: string,
  content: string,
  like = dirname(final),
): Promise<void> {
  removeLeftBehind(final);
  const temporary = unforeseenName(final);
  const descriptor = createFile(temporary, accessOf(final) ?? accessOf(like));
  try {
    try {
      await writeSoon(descriptor, content);
      await flushSoon(descriptor);
    } finally {
      await closeSoon(descriptor);
    }
    await publishFile(temporary, final);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * The same in place, and without waiting for the disk: for what nothing depends on after a loss of power.
 */
export function writeWholeSync(final: string, content: string, access: Access | null): void {
  removeLeftBehind(final);
  const temporary = unforeseenName(final);
  const descriptor = createFile(temporary, access);
  try {
    try {
      writeAll(descriptor, Buffer.from(content));
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, final);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const writeSoon = async (descriptor: number, content: string): Promise<void> => {
  const bytes = Buffer.from(content);
  let written = 0;
  while (written < bytes.length) {
    written += (await promisify(write)(descriptor, bytes, written)).bytesWritten;
  }
};
const flushSoon = promisify(fsync);
const closeSoon = promisify(close);

function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

/** Removes what a process left that was killed while it wrote a file; one that still writes is young. */
function removeLeftBehind(final: string): void {
  const folder = dirname(final);
  const name = basename(final);
  for (const left of namesIn(folder)) {
    if (left === name || !left.startsWith(`${name}.`) || finalName(left) !== name) continue;
    const path = join(folder, left);
    const stats = statSync(path, { throwIfNoEntry: false });
    const isOld = stats === undefined || Date.now() - stats.mtimeMs > LEFT_BEHIND_MS;
    if (isOld) rmSync(path, { force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A folder that may be written into and not be read keeps what was left; the writing tells the rest.
    return [];
  }
}

/** Removes a database that nobody has open, and what SQLite keeps beside it. */
export async function removeDatabase(file: string): Promise<void> {
  for (const part of databaseFiles(file)) await rm(part, { force: true });
}
