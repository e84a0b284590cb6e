/**
 * The rollback journal as it lies on the disk (https://www.sqlite.org/fileformat2.html#the_rollback_journal),
 * read without SQLite: which pages it would put back into a file. SQLite keeps no locks on it.
 */
import { HEADER_BYTES, readStart } from './database-header.ts';

const MAGIC = Buffer.from('d9d505f920a163d7', 'hex');
/** As many as the file has room for. */
const UNCOUNTED = 0xffffffff;

export interface JournalFile {
  readonly pageSize: number;
  /** The file's size in pages before the transaction that is to be undone. */
  readonly sizeBefore: number;
  /** The file's header before it; null where the first page was not changed, or is not found at once. */
  readonly headerBefore: Buffer | null;
}

/** How far the first page is looked for, in bytes: SQLite puts it into the journal early. */
const SEARCHED_BYTES = 4 * 1024 * 1024;

/**
 * Reads a journal as SQLite would play it back; null where it would put nothing back: no journal, or one
 * that was ended or not yet flushed.
 *
 * @throws the system error if it is there and cannot be read
 */
export function readJournal(journalFile: string): JournalFile | null {
  const { content, fileBytes } = readStart(journalFile, SEARCHED_BYTES);
  if (content.length < 28 || !content.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const [counted, sizeBefore] = [content.readUInt32BE(8), content.readUInt32BE(16)];
  const [sectorSize, pageSize] = [content.readUInt32BE(20), content.readUInt32BE(24)];
  const recordBytes = pageSize + 8;
  const room = Math.floor((fileBytes - sectorSize) / recordBytes);
  const records = counted === UNCOUNTED ? room : Math.min(counted, room);
  if (pageSize < 512 || records < 1) return null;
  for (let record = 0; record < records; record += 1) {
    const at = sectorSize + record * recordBytes;
    if (at + 4 + HEADER_BYTES > content.length) break;
    if (content.readUInt32BE(at) !== 1) continue;
    const headerBefore = Buffer.from(content.subarray(at + 4, at + 4 + HEADER_BYTES));
    return { pageSize, sizeBefore, headerBefore };
  }
  return { pageSize, sizeBefore, headerBefore: null };
}
