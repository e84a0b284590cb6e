/**
 * Moves a library aside that cannot be written into (damaged, or newer than this app) and puts a
 * restored one in its place. Nothing is deleted: `quarantine/TIME/` keeps the file with its `-wal`.
 */

import { constants } from 'node:fs';
import { copyFile, link, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { flushFolder, publishFile } from '../files/durable-files.ts';
import { DATABASE_ENDINGS, quarantineFolder } from '../files/file-names.ts';
import { processesThatHold } from '../files/open-files.ts';
import { Backoff } from '../lock/backoff.ts';
import { hasContent } from '../sqlite/connection.ts';
import { throwIfInterrupted } from '../thread/locked-work.ts';

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

/**
 * Waits until no other process has a library open.
 *
 * @throws FermataError `LOCK_TIMEOUT` naming the processes that keep it open, `INTERRUPTED`
 */
export async function waitUntilClosed(
  libraryFile: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const backoff = new Backoff();
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const holders = await processesThatHold(libraryFile);
    if (holders.length === 0) return;
    if (performance.now() >= giveUpAt) throw stillOpen(libraryFile, holders);
    throwIfInterrupted(signal);
    await backoff.pause(undefined);
  }
}

function stillOpen(libraryFile: string, holders: readonly number[]): FermataError {
  const names = holders.map((pid) => `process ${pid}`).join(', ');
  return new FermataError(
    'LOCK_TIMEOUT',
    words('backupErrors.stillOpen', { file: libraryFile, names }),
    {
      advice: words('backupErrors.quitAndTry'),
    },
  );
}
