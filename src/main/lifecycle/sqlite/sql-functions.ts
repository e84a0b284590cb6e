/**
 * SQL functions that migrations may call. A released function never changes its results: a better
 * algorithm gets a new name (`sort_key_v2`), so that an old migration keeps its meaning.
 */
import type { Connection } from './database.ts';

/** Of Latin, Greek and Cyrillic letters; in other scripts a mark may be a vowel. */
const ACCENTS = /[\u0300-\u036f]+/g;

const LEADING_ARTICLE = /^(?:the|an|a)\s+(?=\S)/;

/** Registers the functions on a connection; schema objects may not use them, only statements. */
export function registerSqlFunctions(db: Connection): void {
  db.function('sort_key', { deterministic: true, directOnly: true }, (text: unknown) =>
    text === null ? null : sortKey(String(text)),
  );
}

/**
 * What a name is sorted by: no leading English article, no case, no accents (Unicode NFKD), and
 * the name itself where nothing else would be left.
 */
export function sortKey(name: string): string {
  const folded = name.normalize('NFKD').replace(ACCENTS, '').toLowerCase().trim();
  return folded.replace(LEADING_ARTICLE, '');
}
