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

const NamesSchema = z.array(z.string());

const ARTISTS = `
  SELECT DISTINCT name FROM artists WHERE sort_name >= :key AND sort_name < :next
  ORDER BY sort_name LIMIT ${MOST}`;

const ALBUMS = `
  SELECT DISTINCT title FROM albums WHERE sort_title >= :key AND sort_title < :next
  ORDER BY sort_title LIMIT ${MOST}`;

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
      const key = sortKey(text, sortLanguageOf(db));
      const names = db.prepare(operator === 'artist' ? ARTISTS : ALBUMS).pluck();
      return NamesSchema.parse(names.all({ key, next: `${key}${AFTER_PREFIX}` }));
    }
  }
}
