/**
 * The SQL of rules: which tracks are meant. In two ways that find the same, as each part of a list has them
 * (tracks/list-parts.ts): as an index finds all of them, and as can be seen of one track.
 */
import type { NumberRule, SimpleRule, TextRule } from '../../../shared/rules/rule.ts';
import type { ReadableDb } from '../handlers.ts';
import { type Condition, namedValues } from '../tracks/conditions.ts';
import {
  type NAMES,
  parseSearch,
  searchCondition,
  searchExpression,
} from '../tracks/search-text.ts';
import { matchingCodecs, matchingGenres } from './names.ts';
import { dayAfter, startOfDay, timeBefore } from './times.ts';
import { registerWordsFunction, WORDS_FUNCTION } from './words-function.ts';

/** Tracks that are left of a list. */
export interface Filter {
  /** Tells it from all other filters. */
  readonly name: string;
  /** As can be seen of each track. */
  readonly condition: Condition;
  /** As indexes find all of them. */
  readonly found: Condition;
  /** What finds them in the full-text index, where that alone does. */
  readonly expression: string | null;
}

/** What a rule looks at, and how. */
export interface Sight {
  readonly db: ReadableDb;
  /** The name of the table of tracks in the statement. */
  readonly tracks: string;
  readonly isForOne: boolean;
  /** Names a value of the statement. */
  readonly name: (value: string | number) => string;
  readonly now: Date;
}

/** In a statement, the track that is looked at. */
const SEEN = 'seen';

/**
 * The tracks that meet all of some rules; null for no rules.
 *
 * @param now what spans of time are counted back from; lists of one minute are the same
 */
export function filterOf(
  db: ReadableDb,
  rules: readonly SimpleRule[],
  now = new Date(),
): Filter | null {
  if (rules.length === 0) return null;
  const write = (sight: Sight) => rules.map((rule) => ruleSql(rule, sight)).join(' AND ');
  const expressions = rules.map(expressionOf);
  const expression = expressions.every((each) => each !== null)
    ? expressions.map((each) => `(${each})`).join(' AND ')
    : null;
  return { ...filterBy({ db, now }, write), expression };
}

/** The tracks that meet a condition, which is written once for each way to find them. */
export function filterBy(
  { db, now, prefix = 'rule' }: Pick<Sight, 'db' | 'now'> & { readonly prefix?: string },
  write: (sight: Sight) => string,
): Filter {
  const inOneWay = (isForOne: boolean): Condition => {
    const { name, values } = namedValues(prefix);
    const tracks = isForOne ? SEEN : 'tracks';
    return { sql: write({ db, tracks, isForOne, name, now }), values };
  };
  const found = inOneWay(false);
  const one = inOneWay(true);
  const condition = {
    // Its columns are read whatever those of the list's rows are called.
    sql: `EXISTS (SELECT 1 FROM tracks AS ${SEEN} WHERE ${SEEN}.id = tracks.id AND ${one.sql})`,
    values: one.values,
  };
  const name = JSON.stringify([found.sql, found.values]);
  return { name, condition, found, expression: null };
}

/** The SQL of a rule: true or not, and never unknown where it is turned round. */
export function ruleSql(rule: SimpleRule, sight: Sight): string {
  const sql = plainSql(rule, sight);
  // What a track does not have is not so, whatever it is compared with.
  return rule.not === true ? `((${sql}) IS NOT TRUE)` : `(${sql})`;
}

function plainSql(rule: SimpleRule, sight: Sight): string {
  const { tracks, name, now } = sight;
  switch (rule.field) {
    case 'missing':
      return `${tracks}.missing_since IS NOT NULL`;
    case 'favourite':
      return `${tracks}.favourite = 1`;
    case 'added':
    case 'played': {
      const column = rule.field === 'added' ? 'added_at' : 'last_played_at';
      if ('last' in rule) return `${tracks}.${column} >= ${name(timeBefore(now, rule))}`;
      const { from, to } = rule;
      return between(`${tracks}.${column}`, [
        from === null ? null : `>= ${name(startOfDay(from))}`,
        to === null ? null : `< ${name(startOfDay(dayAfter(to)))}`,
      ]);
    }
    case 'year':
    case 'rating':
    case 'plays':
      return numberSql(rule, sight);
    default:
      return textSql(rule, sight);
  }
}

const NUMBER_COLUMNS = { year: 'year', rating: 'rating', plays: 'play_count' } as const;

function numberSql({ field, from, to }: NumberRule, { tracks, name }: Sight): string {
  const column = `${tracks}.${NUMBER_COLUMNS[field]}`;
  const isNone = `${column} IS NULL`;
  if (to === 0 && (from ?? 0) === 0 && field !== 'plays') return isNone;
  const range = between(column, [
    from === null ? null : `>= ${name(from)}`,
    to === null ? null : `<= ${name(to)}`,
  ]);
  // A track without stars has 0 of them.
  return field === 'rating' && (from ?? 0) === 0 ? `${isNone} OR ${range}` : range;
}

function between(column: string, ends: readonly (string | null)[]): string {
  const conditions = ends.flatMap((end) => (end === null ? [] : [`${column} ${end}`]));
  return conditions.length === 0 ? `${column} IS NOT NULL` : conditions.join(' AND ');
}

function textSql(rule: TextRule, sight: Sight): string {
  const { field, test, value } = rule;
  const { db, tracks, name } = sight;
  switch (field) {
    case 'genre': {
      const ids = name(JSON.stringify(matchingGenres(db, rule)));
      const rows = `track_genres WHERE genre_id IN (SELECT value FROM json_each(${ids}))`;
      return sight.isForOne
        ? `EXISTS (SELECT 1 FROM ${rows} AND track_id = ${tracks}.id)`
        : `${tracks}.id IN (SELECT track_id FROM ${rows})`;
    }
    case 'format': {
      const codecs = name(JSON.stringify(matchingCodecs(db, value)));
      return `${tracks}.codec IN (SELECT value FROM json_each(${codecs}))`;
    }
    case 'path': {
      if (test === 'is') return `${tracks}.path = ${name(value)}`;
      const forms = [...new Set([value, value.normalize('NFC'), value.normalize('NFD')])];
      return forms
        .map((form) => `${tracks}.path LIKE ${name(`%${escaped(form)}%`)} ESCAPE '\\'`)
        .join(' OR ');
    }
    case 'composer':
      return `${wordsSql(rule, sight)} AND ${composerSql(rule, sight)}`;
    default:
      return test === 'is'
        ? `${wordsSql(rule, sight)} AND ${isNamed(rule, sight)}`
        : wordsSql(rule, sight);
  }
}

/** The columns of the index that have a field's words: all, where none are named. */
const WORD_COLUMNS: Partial<Record<TextRule['field'], (typeof NAMES)[number]>> = {
  title: 'title',
  artist: 'artist',
  album: 'album',
};

/** A rule for the full-text index alone; null where it needs more. */
function expressionOf(rule: SimpleRule): string | null {
  if (rule.not === true || !('value' in rule) || rule.test === 'is') return null;
  if (rule.field !== 'any' && WORD_COLUMNS[rule.field] === undefined) return null;
  const search = parseSearch(rule.value);
  return search === null ? null : searchExpression(search, whereOf(rule));
}

function whereOf({ field, test }: TextRule) {
  const column = WORD_COLUMNS[field];
  return { isWhole: test !== 'has', ...(column !== undefined && { columns: [column] }) };
}

function wordsSql(rule: TextRule, { isForOne, tracks, name }: Sight): string {
  const search = parseSearch(rule.value);
  if (search === null) return 'false';
  const where = whereOf(rule);
  if (!isForOne) {
    const expression = name(searchExpression(search, where));
    return `${tracks}.id IN (SELECT rowid FROM track_search WHERE track_search MATCH ${expression})`;
  }
  return searchCondition(search, name, where);
}

function composerSql(rule: TextRule, { db, tracks, name }: Sight): string {
  const composers = `track_details, json_each(track_details.composers) AS composer
    WHERE track_details.track_id = ${tracks}.id`;
  if (rule.test === 'is') {
    return `EXISTS (SELECT 1 FROM ${composers} AND composer.value = ${name(rule.value)} COLLATE NOCASE)`;
  }
  registerWordsFunction(db);
  const search = name(rule.value);
  return `EXISTS (SELECT 1 FROM ${composers}
    AND ${WORDS_FUNCTION}(composer.value, ${search}, ${rule.test === 'words' ? 1 : 0}))`;
}

/** Whether what has the words of a name is called so. */
function isNamed({ field, value }: TextRule, { tracks, name }: Sight): string {
  const equals = `= ${name(value)} COLLATE NOCASE`;
  const isAlbum = (column: string) =>
    `EXISTS (SELECT 1 FROM albums WHERE albums.id = ${tracks}.album_id AND albums.${column} ${equals})`;
  const isArtist = `${tracks}.artist_credit ${equals} OR ${isAlbum('artist_credit')} OR EXISTS (
    SELECT 1 FROM track_artists JOIN artists ON artists.id = track_artists.artist_id
    WHERE track_artists.track_id = ${tracks}.id AND artists.name ${equals})`;
  switch (field) {
    case 'title':
      return `${tracks}.title ${equals}`;
    case 'album':
      return isAlbum('title');
    case 'artist':
      return `(${isArtist})`;
    default:
      return `(${tracks}.title ${equals} OR ${isAlbum('title')} OR ${isArtist})`;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
