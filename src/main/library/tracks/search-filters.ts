/** What a list is searched for: words, and operators, which leave only some of its tracks. */
import type { TrackOrderQuery } from '../../../shared/api/tracks.ts';
import type { SimpleRule } from '../../../shared/rules/rule.ts';
import { readQuery, wordsOf } from '../../../shared/rules/search-query.ts';
import type { ReadableDb } from '../handlers.ts';
import { type Filter, filterOf } from '../rules/rule-sql.ts';
import { requireKept } from '../rules/smart-playlists.ts';
import { smartFilter } from '../rules/smart-sql.ts';
import { allOf } from './conditions.ts';
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
export function searchOf(db: ReadableDb, { list, text }: TrackOrderQuery): ListSearch {
  const query = readQuery(text);
  return {
    search: parseSearch(query.words, query.quoted),
    name: wordsOf(query),
    filter: both(
      list.kind === 'smart' ? smartListOf(db, list.id) : null,
      filterOf(
        db,
        query.rules.filter((rule) => !choosesMissing(rule)),
      ),
    ),
  };
}

/**
 * The tracks of a smart playlist.
 *
 * @throws FermataError `NOT_FOUND`
 */
function smartListOf(db: ReadableDb, id: number): Filter {
  const { rules } = requireKept(db, { id });
  return rules === null ? NO_TRACKS : smartFilter(db, { id, rules }, { prefix: 'smart' });
}

const NO_TRACK = { sql: 'false', values: {} };
/** What cannot be read chooses nothing. */
const NO_TRACKS: Filter = {
  name: 'none',
  condition: NO_TRACK,
  found: NO_TRACK,
  expression: null,
};

function both(first: Filter | null, second: Filter | null): Filter | null {
  if (first === null || second === null) return first ?? second;
  return {
    name: `${first.name} ${second.name}`,
    condition: allOf(first.condition, second.condition),
    found: allOf(first.found, second.found),
    expression: null,
  };
}

/** Whether a list has only tracks whose files are missing. */
export function isOfMissing({ list, text }: TrackOrderQuery): boolean {
  return list.kind === 'missing' || readQuery(text).rules.some(choosesMissing);
}

/** Whether a list has all tracks of the library, as far as the words do not choose among them. */
export function isOfAll(query: TrackOrderQuery): boolean {
  return (query.list.kind === 'all' || query.list.kind === 'smart') && !isOfMissing(query);
}

/** Missing tracks have an index of their own (list-sql.ts). */
function choosesMissing({ field, not }: SimpleRule): boolean {
  return field === 'missing' && not !== true;
}
