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
export const NAMES = ['title', 'artist', 'album'] as const;
const COLUMNS = [...NAMES, 'further'] as const;

interface Where {
  /** Whether words are to be as typed, instead of beginning so. */
  readonly isWhole?: boolean;
  /** Which columns count: all, if left out. */
  readonly columns?: readonly (typeof COLUMNS)[number][];
}

/**
 * What a text searches for: null for nothing but spaces.
 *
 * @param quoted what is searched for beside it, in words as they stand
 */
export function parseSearch(text: string, quoted: readonly string[] = []): Search | null {
  const [first, ...others] = [
    ...termsOf(text),
    ...quoted.flatMap((words) => termsOf(words).map(asTheyStand)),
  ];
  return first === undefined ? null : [first, ...others];
}

/** Whether a name, or one of several, has what is searched for: its words, each parted by spaces. */
export function hasAll(search: Search, words: string, isWhole = false): boolean {
  return search.every((term) =>
    term.some((together) =>
      together.every((wanted) =>
        words.includes(` ${wanted.text}${wanted.isWhole || isWhole ? ' ' : ''}`),
      ),
    ),
  );
}

function termsOf(text: string): Term[] {
  const words = partWords(text);
  const hasLetters = words.some(({ pieces }) => pieces.length > 0);
  return (hasLetters ? words.filter(isMeant) : words).map(termOf);
}

function asTheyStand([first, ...others]: Term): Term {
  const whole = ([wanted, ...more]: Together): Together => [
    { ...wanted, isWhole: true },
    ...more.map((each) => ({ ...each, isWhole: true })),
  ];
  return [whole(first), ...others.map(whole)];
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
export function searchExpression(search: Search, { isWhole = false, columns }: Where = {}) {
  const terms = search.map((term) => {
    const ways = term.map((together) =>
      together.map((wanted) => phrase(wanted, isWhole)).join(' AND '),
    );
    return `(${ways.map((way) => `(${way})`).join(' OR ')})`;
  });
  const all = terms.join(' AND ');
  return columns === undefined ? all : `{${columns.join(' ')}} : (${all})`;
}

function phrase(wanted: Wanted, isWhole: boolean): string {
  return `"${wanted.text.replaceAll('"', '""')}"${wanted.isWhole || isWhole ? '' : '*'}`;
}

/**
 * The same as a condition on one track, whose words are read: where most tracks have them, that is
 * quicker than to ask the index for all of those.
 *
 * @param name names a value in the statement
 */
export function searchCondition(
  search: Search,
  name: (value: string) => string,
  { isWhole = false, columns = COLUMNS }: Where = {},
): string {
  const isThere = (wanted: Wanted): string => {
    const text = name(` ${wanted.text}${wanted.isWhole || isWhole ? ' ' : ''}`);
    return `(${columns.map((column) => `instr(words.${column}, ${text})`).join(' OR ')})`;
  };
  const conditions = search.map((term) => {
    const ways = term.map((together) => together.map(isThere).join(' AND '));
    return `(${ways.map((way) => `(${way})`).join(' OR ')})`;
  });
  return `EXISTS (
    SELECT 1 FROM search_words AS words WHERE words.track_id = tracks.id AND ${conditions.join(' AND ')}
  )`;
}
