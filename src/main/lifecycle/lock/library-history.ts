/**
 * What was done to a library, one line of JSON each, in a file beside its lock: who had the lock and
 * for how long, the checks, and which library it is (remembered-library.ts). It is written without being
 * flushed, and a line that cannot be read is passed over.
 */

import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { systemCode } from '../../../shared/errors.ts';
import { type HistoryRecord, HistoryRecordSchema } from '../../../shared/health.ts';
import { accessBeside, accessOf, ensureFile } from '../files/access.ts';
import { NotOpened, readSmallFileSync } from '../files/door.ts';
import { writeWholeSync } from '../files/durable-files.ts';
import type { LockLocation } from '../files/file-names.ts';
import { ownFiles } from './own-files.ts';

/** When the oldest lines go, in bytes, and how many of the newest stay then. */
const FULL_BYTES = 64 * 1024;
const KEPT_LINES = 50;

/** More than a history ever has: what is larger is none. In bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

type HistoryLocation = Pick<LockLocation, 'historyFile' | 'libraryFile' | 'mutexFile'>;

/**
 * Adds a line. Of two processes that add one at the same moment as the file is full, one may lose its
 * line; the holder of the lock is alone.
 *
 * @throws the system error if the file cannot be written
 */
export function addToHistory(location: HistoryLocation, record: HistoryRecord): void {
  const { historyFile: file, libraryFile } = location;
  const line = `${JSON.stringify(record)}\n`;
  const before = lookAt(file);
  if (before !== null && !isOrdinary(before)) {
    beginAnew(location, line);
    return;
  }
  try {
    ensureFile(file, accessBeside(libraryFile));
    append(file, line);
    if ((before?.size ?? 0) > FULL_BYTES) forgetOldest(location);
  } catch (error) {
    // A full disk makes a file without content.
    if ((before?.size ?? 0) === 0) rmSync(file, { force: true });
    throw error;
  }
}

/**
 * The records, oldest first; none where nothing was written down yet.
 *
 * @throws the system error if the file is there and cannot be read
 */
export function readHistory(location: HistoryLocation): HistoryRecord[] {
  return linesOf(location).flatMap((line) => {
    const record = parseLine(line);
    return record === null ? [] : [record];
  });
}

/**
 * Copies the history of a library that was moved beside its new place, unless there is one.
 *
 * @throws the system error if it cannot be read or written
 */
export function takeHistoryAlong(from: HistoryLocation, to: HistoryLocation): void {
  if (lookAt(from.historyFile) === null || lookAt(to.historyFile) !== null) return;
  const content = linesOf(from).map((line) => `${line}\n`);
  writeWholeSync(to.historyFile, content.join(''), accessBeside(to.libraryFile));
}

/** One name, no link, no pipe: what has another name may be a person's own file. */
function isOrdinary(stats: Stats): boolean {
  return stats.isFile() && stats.nlink === 1;
}

function append(file: string, line: string): void {
  const { O_WRONLY, O_APPEND, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const descriptor = openSync(file, O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK);
  try {
    if (!isOrdinary(fstatSync(descriptor))) throw new NotOpened(file, 'replaced');
    writeSync(descriptor, line);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Gives the name to a file of its own, with the records that could be read under it: what had the name is
 * not written into, as a snapshot made of hard links is not.
 */
function beginAnew(location: HistoryLocation, line: string): void {
  const { historyFile: file, libraryFile } = location;
  const records = linesOf(location).filter((kept) => parseLine(kept) !== null);
  const content = [...records.slice(-KEPT_LINES), line].join('\n');
  writeWholeSync(file, content, accessBeside(libraryFile));
}

function lookAt(file: string): Stats | null {
  return lstatSync(file, { throwIfNoEntry: false }) ?? null;
}

function forgetOldest(location: HistoryLocation): void {
  const { historyFile: file } = location;
  writeWholeSync(file, `${linesOf(location).slice(-KEPT_LINES).join('\n')}\n`, accessOf(file));
}

/** None of what is no ordinary file: it is none that Fermata wrote. */
function linesOf(location: HistoryLocation): string[] {
  try {
    const content = readSmallFileSync(location.historyFile, {
      maxBytes: MOST_BYTES,
      isOwn: ownFiles(location),
    });
    return content.toString('utf8').split('\n').filter(Boolean);
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || error instanceof NotOpened) return [];
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
