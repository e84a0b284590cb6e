/** Whether a name has the words of a text, as a function of SQL: for names that no index has by themselves. */
import { searchWords } from '../../lifecycle/sqlite/search-words.ts';
import type { ReadableDb } from '../handlers.ts';
import { hasAll, parseSearch } from '../tracks/search-text.ts';

/** `has_words(name, text, is_whole)`. */
export const WORDS_FUNCTION = 'has_words';

const registered = new WeakSet<ReadableDb>();

/** Makes the function known to a connection. */
export function registerWordsFunction(db: ReadableDb): void {
  if (registered.has(db)) return;
  registered.add(db);
  const options = { deterministic: true, directOnly: true };
  db.function(WORDS_FUNCTION, options, (name: unknown, text: unknown, isWhole: unknown) => {
    const search = parseSearch(String(text));
    return search !== null && hasAll(search, searchWords(String(name)), isWhole === 1) ? 1 : 0;
  });
}
