/**
 * Moves a library aside that cannot be written into (damaged, or newer than this app) and puts a
 * restored one in its place. Nothing is deleted: `quarantine/TIME/` keeps the file with its `-wal`.
 */

import { constants } from 'node:fs';
import { copyFile, link, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { systemCode } from '../../../shared/errors.ts';
import { flushFolder, publishFile } from '../files/durable-files.ts';
import { DATABASE_ENDINGS, quarantineFolder } from '../files/file-names.ts';
import { hasContent } from '../sqlite/connection.ts';

/**
 * Keeps the library's files in the quarantine and renames the staged library into place. Killed at
 * any instant, the library is the old or the new one, and the old one's files are in the quarantine
 * before anything of it goes.
 *
 * @param libraryFile the library's real path; nobody has it open ({@link waitUntilClosed})
 * @returns the old library's path in the quarantine
 * @throws the system error if the files cannot be moved
 */
export async function moveAside(libraryFile: string, staged: string): Promise<string> {
  const folder = quarantineFolder(libraryFile, new Date());
  await mkdir(folder, { recursive: true });
  for (const ending of DATABASE_ENDINGS) {
    await keep(`${libraryFile}${ending}`, join(folder, `${basename(libraryFile)}${ending}`));
  }
  await flushFolder(folder);
  // A log that outlived its library would be played into the new one.
  for (const ending of DATABASE_ENDINGS.slice(1))
    await rm(`${libraryFile}${ending}`, { force: true });
  await publishFile(staged, libraryFile);
  return join(folder, basename(libraryFile));
}

/** By a second name where the file system has them, by a copy where it does not. */
async function keep(file: string, kept: string): Promise<void> {
  if (!hasContent(file)) return;
  try {
    await link(file, kept);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    await copyFile(file, kept, constants.COPYFILE_EXCL);
  }
}
