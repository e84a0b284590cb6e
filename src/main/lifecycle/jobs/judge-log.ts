/**
 * Whose log is it? SQLite plays a `-wal` or `-journal` into the file beside it by its name alone: into a
 * backup that was copied over the library by hand, too. What can be compared is compared here, before
 * SQLite opens either.
 *
 * A file that is in use with a WAL says so in its header, and its change counter was raised by one, or not
 * at all, between what the file holds and the log's first copy of that header
 * (`pager_write_changecounter` in SQLite's pager.c); or a part of the log was checkpointed, and the header
 * is one of those in the log. A size in pages changes only together with the header.
 */

import { z } from 'zod';
import { belongsToAnother, fileOfAnother } from '../files/rights.ts';
import { hasContent } from '../sqlite/connection.ts';
import {
  HEADER_BYTES,
  isNextHeader,
  MAGIC,
  pageSizeOf,
  readStart,
} from '../sqlite/database-header.ts';
import { readJournal } from '../sqlite/journal-file.ts';
import { readWal, type WalFile } from '../sqlite/wal-file.ts';

export const LogJudgementSchema = z.discriminatedUnion('whose', [
  /** There is no log, or nothing in it that SQLite would play. */
  z.object({ whose: z.literal('none') }),
  /** Nothing speaks against it: the library was not closed. */
  z.object({ whose: z.literal('own'), ending: z.enum(['-wal', '-journal']) }),
  /** It was begun on another file than the one that lies here now. */
  z.object({
    whose: z.literal('stranger'),
    ending: z.enum(['-wal', '-journal']),
    reason: z.string(),
  }),
]);
export type LogJudgement = z.infer<typeof LogJudgementSchema>;

/** Where a header says what, in bytes. */
const [WRITE_VERSION, READ_VERSION, COUNTER, PAGES, COUNTER_OF_PAGES] = [18, 19, 24, 28, 92];
const WAL_VERSION = 2;

/**
 * Judges the log beside a library. A file whose header cannot be read is damaged: its log stays with it,
 * as its own.
 *
 * Only for a file that this process does not have open in SQLite (connection.ts).
 *
 * @throws FermataError `NO_PERMISSION` if its log belongs to another user; the system error if the files
 *   cannot be read
 */
export function judgeLog(file: string): LogJudgement {
  const inTheWay = fileOfAnother(file);
  if (inTheWay !== null) throw belongsToAnother(inTheWay, null);
  for (;;) {
    const start = readStart(file, HEADER_BYTES);
    const judged = judgeBeside(file, start.content, start.fileBytes);
    // A process may be checkpointing: what was compared must have been true at one time.
    if (readStart(file, HEADER_BYTES).content.equals(start.content)) return judged;
  }
}

function judgeBeside(file: string, header: Buffer, fileBytes: number): LogJudgement {
  const isReadable = header.length === HEADER_BYTES && header.subarray(0, 16).equals(MAGIC);
  if (hasContent(`${file}-wal`)) {
    const wal = readWal(`${file}-wal`);
    if (wal !== null) {
      const reason = isReadable ? againstWal(header, fileBytes, wal) : null;
      return judgement('-wal', reason);
    }
  }
  if (!hasContent(`${file}-journal`)) return { whose: 'none' };
  const journal = readJournal(`${file}-journal`);
  if (journal === null) return { whose: 'none' };
  if (!isReadable) return judgement('-journal', null);
  if (pageSizeOf(header) !== journal.pageSize)
    return judgement('-journal', 'its pages have another size');
  const before = journal.headerBefore;
  const isNext = before === null || isNextHeader(header, before);
  return judgement('-journal', isNext ? null : 'it was begun on another state of the file');
}

function judgement(ending: '-wal' | '-journal', reason: string | null): LogJudgement {
  return reason === null ? { whose: 'own', ending } : { whose: 'stranger', ending, reason };
}

/** In words, what shows that a WAL is not this file's; null if nothing does. */
function againstWal(header: Buffer, fileBytes: number, wal: WalFile): string | null {
  if (header[WRITE_VERSION] !== WAL_VERSION || header[READ_VERSION] !== WAL_VERSION) {
    return 'the file was closed without a log';
  }
  if (pageSizeOf(header) !== wal.pageSize) return 'its pages have another size';
  const [first] = wal.headers;
  if (first === undefined) {
    const pages = pagesOf(header);
    const isSame =
      pages === null || pages === wal.firstSize || fileBytes / wal.pageSize === wal.firstSize;
    return isSame ? null : 'it was begun on a file of another size';
  }
  const isCheckpointed = wal.headers.some((known) => known.equals(header));
  return isCheckpointed || isNextHeader(first, header)
    ? null
    : 'it was begun on another state of the file';
}

/** Null where the header says that its number is not valid. */
function pagesOf(header: Buffer): number | null {
  const pages = header.readUInt32BE(PAGES);
  return pages > 0 && header.readUInt32BE(COUNTER) === header.readUInt32BE(COUNTER_OF_PAGES)
    ? pages
    : null;
}
