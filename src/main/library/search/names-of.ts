/** Names that complete what was typed behind an operator. */
import { z } from 'zod';
import type { Out } from '../../../shared/api/define.ts';
import type { searchCalls } from '../../../shared/api/search.ts';
import { searchWords } from '../../lifecycle/sqlite/search-words.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import { AFTER_PREFIX } from '../../lifecycle/sqlite/sort-rules.ts';
import type { ReadableDb } from '../handlers.ts';
import { codecsOf, matchingCodecs } from '../rules/names.ts';
import { hasAll, parseSearch } from '../tracks/search-text.ts';
import { sortLanguageOf } from '../tracks/sort-language.ts';

const MOST = 8;

/** So many names are looked through for one with a number. */
const MOST_NUMBERED = 500;

const NUMBER_AT_END = /\d+$/;

const NamesSchema = z.array(z.string());

const ARTISTS = `
  SELECT DISTINCT name FROM artists WHERE sort_name >= :key AND sort_name < :next
  ORDER BY sort_name LIMIT :most`;

const ALBUMS = `
  SELECT DISTINCT title FROM albums WHERE sort_title >= :key AND sort_title < :next
  ORDER BY sort_title LIMIT :most`;

/** The first names that begin so; of genres and formats, those that have such a word. */
export function namesOf(
  db: ReadableDb,
  { operator, text }: Out<typeof searchCalls.namesOf>,
): string[] {
  const isEmpty = text.trim() === '';
  switch (operator) {
    case 'format':
      return (isEmpty ? codecsOf(db) : matchingCodecs(db, text)).slice(0, MOST);
    case 'genre': {
      const search = parseSearch(text);
      const genres = NamesSchema.parse(
        db.prepare('SELECT name FROM genres ORDER BY name').pluck().all(),
      );
      return genres
        .filter((name) => search === null || hasAll(search, searchWords(name)))
        .slice(0, MOST);
    }
    default: {
      // Numbers are sorted by value: "Album 4" is no beginning of the key of "Album 400".
      const begun = text.replace(NUMBER_AT_END, '');
      const key = sortKey(begun, sortLanguageOf(db));
      const names = db.prepare(operator === 'artist' ? ARTISTS : ALBUMS).pluck();
      const most = begun === text ? MOST : MOST_NUMBERED;
      const found = NamesSchema.parse(names.all({ key, next: `${key}${AFTER_PREFIX}`, most }));
      if (begun === text) return found;
      const search = parseSearch(text);
      return found
        .filter((name) => search !== null && hasAll(search, searchWords(name)))
        .slice(0, MOST);
    }
  }
}
