/**
 * What was done to a library, one line of JSON each, in a file beside its lock: who had the lock and
 * for how long, the checks, and which library it is (remembered-library.ts). It is written without being
 * flushed, and a line that cannot be read is passed over.
 */

import { appendFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { systemCode } from '../../../shared/errors.ts';
import { type HistoryRecord, HistoryRecordSchema } from '../../../shared/health.ts';
import { accessBeside, accessOf, ensureFile, makeFile } from '../files/access.ts';
import { type LockLocation, partialName } from '../files/file-names.ts';

/** When the oldest lines go, in bytes, and how many of the newest stay then. */
const FULL_BYTES = 64 * 1024;
const KEPT_LINES = 50;

/**
 * Adds a line. Of two processes that add one at the same moment as the file is full, one may lose its
 * line; the holder of the lock is alone.
 *
 * @throws the system error if the file cannot be written
 */
export function addToHistory(
  { historyFile: file, libraryFile }: Pick<LockLocation, 'historyFile' | 'libraryFile'>,
  record: HistoryRecord,
): void {
  const before = sizeOf(file);
  try {
    ensureFile(file, accessBeside(libraryFile));
    appendFileSync(file, `${JSON.stringify(record)}\n`);
    if (before > FULL_BYTES) forgetOldest(file);
  } catch (error) {
    // A full disk makes a file without content.
    if (before === 0) rmSync(file, { force: true });
    throw error;
  }
}

/**
 * The records, oldest first; none where nothing was written down yet.
 *
 * @throws the system error if the file is there and cannot be read
 */
export function readHistory(file: string): HistoryRecord[] {
  return linesOf(file).flatMap((line) => {
    const record = parseLine(line);
    return record === null ? [] : [record];
  });
}

function forgetOldest(file: string): void {
  const temporary = partialName(file);
  rmSync(temporary, { force: true });
  makeFile(temporary, accessOf(file));
  writeFileSync(temporary, `${linesOf(file).slice(-KEPT_LINES).join('\n')}\n`);
  renameSync(temporary, file);
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Null for what a crash cut off, or another version wrote in its own way. */
function parseLine(line: string): HistoryRecord | null {
  try {
    return HistoryRecordSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
