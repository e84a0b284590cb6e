/** Moves a log away from beside a library that it does not belong to: kept whole, never deleted. */
import { copyFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../../../shared/errors.ts';
import { accessBeside, accessOf, makeFile, makeFolder } from './access.ts';
import { flushFile, flushFolder } from './durable-files.ts';
import { quarantineFolder } from './file-names.ts';

/** A log that was moved: where it is now, and the way back. */
export interface LogAside {
  /** The folder in the quarantine. */
  readonly folder: string;
  putBack(): Promise<void>;
}

/**
 * Moves a library's log into the quarantine. What SQLite's shared memory knew of it goes.
 *
 * @param libraryFile the library's real path; no process has it open
 * @throws the system error if it cannot be moved; it is then where it was
 */
export async function setLogAside(
  libraryFile: string,
  ending: '-wal' | '-journal',
): Promise<LogAside> {
  const folder = quarantineFolder(libraryFile, new Date());
  const log = `${libraryFile}${ending}`;
  const kept = join(folder, basename(log));
  makeFolder(folder, accessBeside(libraryFile));
  await move(log, kept);
  await flushFolder(folder);
  await flushFolder(dirname(libraryFile));
  if (ending === '-wal') await rm(`${libraryFile}-shm`, { force: true });
  return {
    folder,
    async putBack() {
      await move(kept, log);
      await rm(folder, { recursive: true });
    },
  };
}

/** By a rename; by a copy where the quarantine is on another disk. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error;
    makeFile(to, accessOf(from));
    await copyFile(from, to);
    await flushFile(to);
    await rm(from);
  }
}
