/**
 * Whether it is the disk that keeps a database from being read: SQLite calls that damage (on EIO it says
 * SQLITE_IOERR_CORRUPTFS, and its virtual machine makes SQLITE_CORRUPT of that).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { databaseFiles } from './file-names.ts';

/** Longer than a healthy disk takes for a large library, in milliseconds. */
const PATIENCE_MS = 60_000;

/** As the C library says it in English (strerror(3)), and the code of it. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/Input\/output error/, 'EIO'],
  [/Stale file handle/, 'ESTALE'],
  [/No such device/, 'ENODEV'],
  [/timed out|Host is down|not connected|Remote I\/O/, 'ETIMEDOUT'],
  [/Structure needs cleaning|Bad message/, 'EUCLEAN'],
];

/**
 * Reads a database and its logs to the end, by another process: a file that is open here must not be
 * closed here (connection.ts). Only where damage was found: it takes as long as the disk does.
 *
 * @returns the code of what keeps it from being read; null where all of it can be, or that is not known
 */
export function whyUnreadable(file: string): string | null {
  const files = databaseFiles(file).filter((part) => existsSync(part));
  // A database in memory, or one that is named otherwise.
  if (files.length === 0) return null;
  const { status, stderr } = spawnSync('cat', files, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    timeout: PATIENCE_MS,
  });
  if (status === 0 || stderr === null) return null;
  return SENTENCES.find(([sentence]) => sentence.test(stderr))?.[1] ?? null;
}

/**
 * Before damage is told that was found in a database.
 *
 * @throws an error with the system's code if the disk keeps it from being read
 */
export function requireReadable(file: string): void {
  const code = whyUnreadable(file);
  if (code !== null) throw Object.assign(new Error(`${code}: ${file}`), { code });
}
