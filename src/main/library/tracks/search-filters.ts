/** What a list is searched for: words, and operators, which leave only some of its tracks. */
import type { TrackOrderQuery } from '../../../shared/api/tracks.ts';
import type { SimpleRule } from '../../../shared/rules/rule.ts';
import { readQuery, wordsOf } from '../../../shared/rules/search-query.ts';
import type { ReadableDb } from '../handlers.ts';
import { type Filter, filterOf } from '../rules/rule-sql.ts';
import { parseSearch, type Search } from './search-text.ts';

export interface ListSearch {
  /** Null where there is nothing but operators. */
  readonly search: Search | null;
  /** All words as one name. */
  readonly name: string;
  /** Null where no operator chooses among the tracks. */
  readonly filter: Filter | null;
}

/** What a list is searched for. */
export function searchOf(db: ReadableDb, { text }: TrackOrderQuery): ListSearch {
  const query = readQuery(text);
  return {
    search: parseSearch(query.words, query.quoted),
    name: wordsOf(query),
    filter: filterOf(
      db,
      query.rules.filter((rule) => !choosesMissing(rule)),
    ),
  };
}

/** Whether a list has only tracks whose files are missing. */
export function isOfMissing({ list, text }: TrackOrderQuery): boolean {
  return list.kind === 'missing' || readQuery(text).rules.some(choosesMissing);
}

/** Whether a list has all tracks of the library, as far as the words do not choose among them. */
export function isOfAll(query: TrackOrderQuery): boolean {
  return query.list.kind === 'all' && !isOfMissing(query);
}

/** Missing tracks have an index of their own (list-sql.ts). */
function choosesMissing({ field, not }: SimpleRule): boolean {
  return field === 'missing' && not !== true;
}
