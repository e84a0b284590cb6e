/**
 * The check of a library that was not closed: each index against its table, which a quick check does not
 * see. Where the file is damaged with its log, it is tried without it, on a copy: the log may be the
 * damaged part. Neither is changed. Runs in the worker thread.
 */
import { constants, copyFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { databaseFiles, readableCopy } from '../files/file-names.ts';
import { storageError } from '../files/storage-errors.ts';
import { openCopy, openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { examineTables, findUnaccountedPages } from '../sqlite/find-damage.ts';
import type { JobContext } from './job-context.ts';

export interface CrashCheckRequest {
  readonly file: string;
  /** The log that was left beside it; null where it is there without one. */
  readonly ending: '-wal' | '-journal' | null;
}

export const CrashCheckSchema = z.object({
  /** In words, what is damaged; null if nothing is. */
  damage: z.string().nullable(),
  /** In words, what can be made again from the rows, which are all there; null if nothing has to be. */
  mendable: z.string().nullable(),
  /** Whether the file is sound without its log; asked only where it is damaged with it. */
  isSoundAlone: z.boolean(),
});
export type CrashCheck = z.infer<typeof CrashCheckSchema>;

/**
 * Checks a library with its log. Damage in a full-text index is none of the library.
 *
 * Only for a file that this process does not have open in SQLite, where it has a log (connection.ts).
 *
 * @throws FermataError `NO_SPACE`, `NO_PERMISSION`, `INTERRUPTED`; the system error if there can be no copy
 */
export function checkAfterCrash(
  { file, ending }: CrashCheckRequest,
  context: JobContext,
): CrashCheck {
  // A journal is played back by whoever opens the file: that is tried on a copy.
  const found =
    ending === '-journal'
      ? withCopy(file, ['', ending], (copy) => examine(copy, openReader, context))
      : examine(file, openReader, context);
  const [damage] = found.signs;
  if (damage === undefined) return { damage: null, mendable: null, isSoundAlone: false };
  if (ending !== null) {
    const alone = withCopy(file, [''], (copy) => examine(copy, openCopy, context));
    if (alone.signs.length === 0) return { damage, mendable: null, isSoundAlone: true };
  }
  // An index that does not fit its table can be made again: the rows are all there.
  const mendable = found.damage === null ? damage : null;
  return { damage: found.damage, mendable, isSoundAlone: false };
}

function withCopy<Result>(
  file: string,
  endings: readonly string[],
  use: (copy: string) => Result,
): Result {
  const copy = readableCopy(file);
  try {
    removeCopy(copy);
    for (const ending of endings)
      copyFileSync(`${file}${ending}`, `${copy}${ending}`, constants.COPYFILE_EXCL);
    return use(copy);
  } finally {
    removeCopy(copy);
  }
}

function removeCopy(copy: string): void {
  for (const file of databaseFiles(copy)) rmSync(file, { force: true });
}

interface Found {
  /** The damage to rows, in words; null if there is none. */
  readonly damage: string | null;
  /** Whatever is not as it should be, in words: a log of another file may have done it. */
  readonly signs: readonly string[];
}

function examine(
  file: string,
  open: (file: string) => Connection,
  { throwIfStopped }: JobContext,
): Found {
  let db: Connection | null = null;
  try {
    db = open(file);
    const { damage, indexes } = examineTables(db, { depth: 'full', onTable: throwIfStopped });
    if (damage !== null) return { damage, signs: [damage] };
    if (indexes.length > 0) {
      return { damage, signs: [`indexes do not fit their tables: ${indexes.join(', ')}`] };
    }
    const { shared, unused } = findUnaccountedPages(db);
    const signs = unused === 0 ? [] : [`${unused} pages are in no use`];
    return { damage: shared, signs: shared === null ? signs : [shared] };
  } catch (error) {
    const failure = storageError(error, file);
    if (failure === null) throw error;
    if (failure.code !== 'LIBRARY_DAMAGED') throw failure;
    const damage = error instanceof Error ? error.message : failure.message;
    return { damage, signs: [damage] };
  } finally {
    db?.close();
  }
}
