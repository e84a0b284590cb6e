/** Turns what a person types into what is looked for in the words of tracks (sqlite/search-words.ts). */
import { gramsOf, partWords, type WordParts } from '../../lifecycle/sqlite/search-words.ts';

/** Something that a track has among its words. */
interface Wanted {
  readonly text: string;
  /** Whether a word is to be that; otherwise it begins with it. */
  readonly isWhole: boolean;
}

/** All of these. */
type Together = readonly [Wanted, ...Wanted[]];

/** One of these: what was typed, as one word or as several. */
type Term = readonly [Together, ...Together[]];

/** What a person searches for: a track is found that has each of the terms. */
export type Search = readonly [Term, ...Term[]];

/** The columns of the index; the last one has what a track is seldom searched by. */
const NAMES = ['title', 'artist', 'album'] as const;
const COLUMNS = [...NAMES, 'further'] as const;

interface Where {
  /** Whether words are to be as typed, instead of beginning so. */
  readonly isWhole?: boolean;
  /** Whether only titles, artists and albums count. */
  readonly inNames?: boolean;
}

/** What a text searches for: null for nothing but spaces. */
export function parseSearch(text: string): Search | null {
  const words = partWords(text);
  const hasLetters = words.some(({ pieces }) => pieces.length > 0);
  const typed = hasLetters ? words.filter(isMeant) : words;
  const [first, ...others] = typed.map(termOf);
  return first === undefined ? null : [first, ...others];
}

/** Signs between words are seldom meant, as in "Simon & Garfunkel" and "Rock - Best of"; "!!!" is. */
function isMeant({ pieces, signs }: WordParts): boolean {
  return pieces.length > 0 || signs.some((sign) => sign.length > 1);
}

/** A word with signs of up to so many letters is another word without them: "C#", "C++", "+44". */
const SHORT = 2;

function termOf({ pieces, joined, signs }: WordParts): Term {
  const [sign] = signs;
  const isShort = pieces.length === 1 && (pieces[0]?.text.length ?? 0) <= SHORT;
  if (sign !== undefined && (pieces.length === 0 || isShort)) return [[beginning(sign)]];
  const wanted = pieces.flatMap((piece, at): Wanted[] => {
    if (piece.kind === 'run') return partOf(piece.text);
    return [{ text: piece.text, isWhole: at < pieces.length - 1 && joined.length > 0 }];
  });
  const [first, ...others] = wanted;
  if (first === undefined) throw new TypeError('A word has neither letters nor signs.');
  const apart: Together = [first, ...others];
  const [asOne] = joined;
  return asOne === undefined ? [apart] : [[beginning(asOne)], apart];
}

function beginning(text: string): Wanted {
  return { text, isWhole: false };
}

/** Any part of a run of signs; one alone begins what the index has of it. */
function partOf(run: string): Wanted[] {
  const grams = gramsOf(run);
  if (grams.length === 1) return [beginning(run)];
  return grams.slice(0, -1).map((text) => ({ text, isWhole: true }));
}

/**
 * The FTS5 expression of a search. Every word is quoted, so that none is read as an operator, a column or
 * a wildcard (https://www.sqlite.org/fts5.html#fts5_strings).
 */
export function searchExpression(search: Search, { isWhole = false, inNames = false }: Where = {}) {
  const terms = search.map((term) => {
    const ways = term.map((together) =>
      together.map((wanted) => phrase(wanted, isWhole)).join(' AND '),
    );
    return `(${ways.map((way) => `(${way})`).join(' OR ')})`;
  });
  const all = terms.join(' AND ');
  return inNames ? `{${NAMES.join(' ')}} : (${all})` : all;
}

function phrase(wanted: Wanted, isWhole: boolean): string {
  return `"${wanted.text.replaceAll('"', '""')}"${wanted.isWhole || isWhole ? '' : '*'}`;
}

/**
 * The same as a condition on one track, whose words are read: where most tracks have them, that is
 * quicker than to ask the index for all of those.
 *
 * @param prefix of the names of its values, which differ from those of other conditions in a statement
 */
export function searchCondition(
  search: Search,
  prefix: string,
  { isWhole = false, inNames = false }: Where = {},
): { readonly sql: string; readonly values: Readonly<Record<string, string>> } {
  const values: Record<string, string> = {};
  const isThere = (wanted: Wanted): string => {
    const name = `${prefix}${Object.keys(values).length}`;
    values[name] = ` ${wanted.text}${wanted.isWhole || isWhole ? ' ' : ''}`;
    const columns = inNames ? NAMES : COLUMNS;
    return `(${columns.map((column) => `instr(words.${column}, :${name})`).join(' OR ')})`;
  };
  const conditions = search.map((term) => {
    const ways = term.map((together) => together.map(isThere).join(' AND '));
    return `(${ways.map((way) => `(${way})`).join(' OR ')})`;
  });
  const sql = `EXISTS (
    SELECT 1 FROM search_words AS words WHERE words.track_id = tracks.id AND ${conditions.join(' AND ')}
  )`;
  return { sql, values };
}
