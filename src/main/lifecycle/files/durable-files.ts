/** Files that are whole or not there: flushed, then renamed into place, then the folder flushed. */

import { existsSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { accessOf, makeFile } from './access.ts';
import { databaseFiles, partialName } from './file-names.ts';

/** Flushes a file's content to the disk. */
export async function flushFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
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
 * Writes a small file so that its final name always holds all of it.
 *
 * @param like whose owner, group and mode it gets where there is none yet
 */
export async function writeDurably(
  final: string,
  content: string,
  like = dirname(final),
): Promise<void> {
  const temporary = partialName(final);
  await rm(temporary, { force: true });
  makeFile(temporary, accessOf(final) ?? accessOf(like));
  await writeFile(temporary, content);
  await flushFile(temporary);
  await publishFile(temporary, final);
}

/** Removes a database that nobody has open, and what SQLite keeps beside it. */
export async function removeDatabase(file: string): Promise<void> {
  for (const part of databaseFiles(file)) await rm(part, { force: true });
}
