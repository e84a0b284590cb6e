/**
 * The check of a library that was not closed: each index against its table, which a quick check does not
 * see. Where the file is damaged with its log, it is tried without it, on a copy: the log may be the
 * damaged part. Neither is changed. Runs in the worker thread.
 */
import { copyFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { databaseFiles, readableCopy } from '../files/file-names.ts';
import { storageError } from '../files/storage-errors.ts';
import { openCopy, openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { findUnaccountedPages } from '../sqlite/find-damage.ts';
import type { JobContext } from './job-context.ts';

export interface CrashCheckRequest {
  readonly file: string;
  /** The log that was left beside it; null where it is there without one. */
  readonly ending: '-wal' | '-journal' | null;
}

export const CrashCheckSchema = z.object({
  /** In words, what is damaged; null if nothing is. */
  damage: z.string().nullable(),
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
  const damage =
    ending === '-journal'
      ? withCopy(file, ['', ending], (copy) => damageOf(copy, openReader, context))
      : damageOf(file, openReader, context);
  if (damage === null || ending === null) return { damage, isSoundAlone: false };
  const alone = withCopy(file, [''], (copy) => damageOf(copy, openCopy, context));
  return { damage, isSoundAlone: alone === null };
}

function withCopy<Result>(
  file: string,
  endings: readonly string[],
  use: (copy: string) => Result,
): Result {
  const copy = readableCopy(file);
  try {
    removeCopy(copy);
    for (const ending of endings) copyFileSync(`${file}${ending}`, `${copy}${ending}`);
    return use(copy);
  } finally {
    removeCopy(copy);
  }
}

function removeCopy(copy: string): void {
  for (const file of databaseFiles(copy)) rmSync(file, { force: true });
}

function damageOf(
  file: string,
  open: (file: string) => Connection,
  { throwIfStopped }: JobContext,
): string | null {
  let db: Connection | null = null;
  try {
    db = open(file);
    for (const table of tablesOf(db)) {
      throwIfStopped();
      const quoted = `"${table.replaceAll('"', '""')}"`;
      const result = z.string().parse(db.pragma(`integrity_check(${quoted})`, { simple: true }));
      if (result !== 'ok') return result;
    }
    return findUnaccountedPages(db);
  } catch (error) {
    const failure = storageError(error, file);
    if (failure === null) throw error;
    if (failure.code !== 'LIBRARY_DAMAGED') throw failure;
    return error instanceof Error ? error.message : failure.message;
  } finally {
    db?.close();
  }
}

function tablesOf(db: Connection): string[] {
  return z
    .array(z.string())
    .parse(
      db
        .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`)
        .pluck()
        .all(),
    );
}
