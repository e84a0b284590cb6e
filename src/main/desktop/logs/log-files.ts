/** The files of the log: only their owner may read them, and old ones give way to new ones. */
import { chmodSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** When a new file is begun, in bytes: some weeks of a quiet app. */
export const MAX_LOG_BYTES = 1024 * 1024;

/** How many full files are kept beside the one that is written. */
const KEPT_FILES = 3;

/** Owner only. Windows knows no such modes: a profile's folder is its owner's there already. */
export const LOG_FILE_MODE = 0o600;
const LOG_FOLDER_MODE = 0o700;

const LOG_FILE_NAME = /^fermata(\.\d+)?\.log$/;

/** The file that is written, in its folder. */
export function currentLogFile(folder: string): string {
  return join(folder, 'fermata.log');
}

/**
 * Makes the folder, or takes a folder and files of an earlier version back from everybody else.
 *
 * @throws the system error if that cannot be done
 */
export function secureLogFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: LOG_FOLDER_MODE });
  chmodSync(folder, LOG_FOLDER_MODE);
  for (const name of readdirSync(folder)) {
    if (LOG_FILE_NAME.test(name)) chmodSync(join(folder, name), LOG_FILE_MODE);
  }
}

/**
 * Makes room for a new file: fermata.log becomes fermata.1.log, and so on; the oldest goes.
 *
 * @throws the system error if a file cannot be renamed
 */
export function rotateLogFiles(folder: string): void {
  const numbered = (number: number) => join(folder, `fermata.${number}.log`);
  const present = new Set(readdirSync(folder));
  for (let number = KEPT_FILES - 1; number >= 1; number -= 1) {
    if (present.has(`fermata.${number}.log`)) renameSync(numbered(number), numbered(number + 1));
  }
  renameSync(currentLogFile(folder), numbered(1));
}
