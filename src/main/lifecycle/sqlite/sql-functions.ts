/**
 * SQL functions that migrations may call. A released function never changes its results: a better
 * algorithm gets a new name (`sort_key_v2`), so that an old migration keeps its meaning.
 */
import { createHash } from 'node:crypto';
import type { Connection } from './database.ts';
import { furtherSearchWords, searchWords } from './search-words.ts';
import { sortKey, sortKeyV1 } from './sort-key.ts';

/** Registers the functions on a connection; schema objects may not use them, only statements. */
export function registerSqlFunctions(db: Connection): void {
  db.function('sort_key', { deterministic: true, directOnly: true }, (text: unknown) =>
    text === null ? null : sortKeyV1(String(text)),
  );
  db.function('sort_key_v2', { deterministic: true, directOnly: true }, (text: unknown) =>
    text === null ? null : sortKey(String(text)),
  );
  db.function(
    'library_id',
    { deterministic: true, directOnly: true },
    (appliedAt: unknown, durationMs: unknown) => libraryId(String(appliedAt), Number(durationMs)),
  );
  db.function('search_words', { deterministic: true, directOnly: true }, (text: unknown) =>
    searchWords(String(text ?? '')),
  );
  db.function(
    'further_search_words',
    { deterministic: true, directOnly: true },
    (known: unknown, text: unknown, path: unknown) =>
      furtherSearchWords(String(known), String(text ?? ''), String(path)),
  );
}

/**
 * The id of a library, from its record of its first migration: so the backups of schema versions
 * that have no id yet can be told apart, too. The duration is measured to the microsecond or finer,
 * so two libraries that are made in the same millisecond differ.
 *
 * @param appliedAt when the first migration was applied; ISO 8601
 * @param durationMs how long it took
 * @returns 32 hexadecimal digits
 */
export function libraryId(appliedAt: string, durationMs: number): string {
  return createHash('sha256').update(`${appliedAt} ${durationMs}`).digest('hex').slice(0, 32);
}
