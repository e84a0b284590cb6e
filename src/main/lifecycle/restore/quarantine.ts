/**
 * Moves a library aside that cannot be written into (damaged, or newer than this app) and puts a
 * restored one in its place. Nothing is deleted: `quarantine/TIME/` keeps the file with its `-wal`.
 */

import { existsSync } from 'node:fs';
import { copyFile, link, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { accessBeside, accessOf, makeFile, makeFolder } from '../files/access.ts';
import { flushFile, flushFolder } from '../files/durable-files.ts';
import { DATABASE_ENDINGS, quarantineFolder } from '../files/file-names.ts';
import { hasContent } from '../sqlite/connection.ts';

const LOG_ENDINGS = DATABASE_ENDINGS.slice(1);

/**
 * Keeps the library's files in the quarantine and renames the staged library into place. Killed at
 * any instant, the library is the old or the new one, and the old one's files are in the quarantine
 * before anything of it goes. If any part fails, all of it is where it was.
 *
 * @param libraryFile the library's real path; no process has it open (`waitUntilClosed`)
 * @returns the old library's path in the quarantine
 * @throws FermataError `RESTORE_FAILED` where the file is a mount of its own; the system error if the
 *   files cannot be moved
 */
export async function moveAside(libraryFile: string, staged: string): Promise<string> {
  await fetchLogOfEarlierTry(libraryFile);
  const folder = quarantineFolder(libraryFile, new Date());
  const kept = (ending: string) => join(folder, `${basename(libraryFile)}${ending}`);
  try {
    makeFolder(folder, accessBeside(libraryFile));
    for (const ending of DATABASE_ENDINGS) await keep(`${libraryFile}${ending}`, kept(ending));
    await flushFolder(folder);
    // A log that outlived its library would be played into the new one.
    for (const ending of LOG_ENDINGS) await rm(`${libraryFile}${ending}`, { force: true });
    await rename(staged, libraryFile);
  } catch (error) {
    for (const ending of LOG_ENDINGS) await putBack(kept(ending), `${libraryFile}${ending}`);
    await rm(folder, { recursive: true, force: true });
    throw isOwnMount(error) ? ownMount(libraryFile, error) : error;
  }
  await flushFolder(dirname(libraryFile));
  return kept('');
}

/**
 * A restore that was killed between removing the log and replacing the library has left both in the
 * quarantine, the library under a second name: the log goes back beside it, and with it this time.
 */
async function fetchLogOfEarlierTry(libraryFile: string): Promise<void> {
  const wal = `${libraryFile}-wal`;
  if (hasContent(wal)) return;
  const library = await stat(libraryFile, { bigint: true }).catch(() => null);
  // Without a second name there was no earlier try.
  if (library === null || library.nlink < 2n) return;
  for (const folder of await earlierFolders(libraryFile)) {
    const kept = join(folder, basename(libraryFile));
    const earlier = await stat(kept, { bigint: true }).catch(() => null);
    if (earlier?.ino !== library.ino || earlier.dev !== library.dev) continue;
    await putBack(`${kept}-wal`, wal);
    return;
  }
}

/** The folders of the quarantine, newest first. */
async function earlierFolders(libraryFile: string): Promise<string[]> {
  const quarantine = dirname(quarantineFolder(libraryFile, new Date()));
  const names = await readdir(quarantine).catch(() => []);
  return names
    .sort()
    .reverse()
    .map((name) => join(quarantine, name));
}

/** Where it is not beside the library any more. */
async function putBack(kept: string, file: string): Promise<void> {
  if (existsSync(file)) return;
  await keep(kept, file);
}

function isOwnMount(error: unknown): boolean {
  return ['EBUSY', 'EXDEV'].includes(systemCode(error) ?? '');
}

function ownMount(file: string, cause: unknown): FermataError {
  return new FermataError('RESTORE_FAILED', words('logs.ownMount', { file }), {
    advice: words('logs.mountTheFolder'),
    libraryState: words('logs.asItWas'),
    cause,
  });
}

/** By a second name where the file system has them, by a copy where it does not. */
async function keep(file: string, kept: string): Promise<void> {
  if (!hasContent(file)) return;
  try {
    await link(file, kept);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    makeFile(kept, accessOf(file));
    await copyFile(file, kept);
    await flushFile(kept);
  }
}
