/** Moves a log away from beside a library that it does not belong to: kept whole, never deleted. */
import { copyFileSync, statSync } from 'node:fs';
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

/**
 * Copies the WAL of a library that this process has open into the quarantine. The WAL itself stays where it
 * is: SQLite keeps no locks on it, so that reading it drops none.
 *
 * @returns the folder in the quarantine; null where there is no WAL, or no room for a copy of it
 */
export function keepCopyOfLog(libraryFile: string): string | null {
  const wal = `${libraryFile}-wal`;
  if ((statSync(wal, { throwIfNoEntry: false })?.size ?? 0) === 0) return null;
  const folder = quarantineFolder(libraryFile, new Date());
  const kept = join(folder, basename(wal));
  try {
    makeFolder(folder, accessBeside(libraryFile));
    makeFile(kept, accessOf(wal));
    copyFileSync(wal, kept);
    return folder;
  } catch {
    // The next start sets the WAL itself aside.
    return null;
  }
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
