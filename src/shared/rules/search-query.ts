/**
 * What a person types into a search: words, words in quotes, operators (`artist:bowie year:1970..1979`), and
 * each of them with a hyphen before it for tracks without it. What cannot be read as an operator is a word.
 */
import { readDays, readLast, readNumbers } from './operator-values.ts';
import type { SimpleRule } from './rule.ts';

const TEXT_OPERATORS = ['title', 'artist', 'album', 'genre', 'composer', 'path', 'format'] as const;
const NUMBER_OPERATORS = ['year', 'rating', 'plays'] as const;
const TIME_OPERATORS = ['added', 'played'] as const;
const FLAG_OPERATORS = ['missing', 'favourite'] as const;

/** In the order in which they are offered. */
export const OPERATORS = [
  'artist',
  'album',
  'title',
  'genre',
  'composer',
  'year',
  'rating',
  'plays',
  'added',
  'played',
  'format',
  'path',
  'favourite',
  'missing',
] as const satisfies readonly (
  | (typeof TEXT_OPERATORS)[number]
  | (typeof NUMBER_OPERATORS)[number]
  | (typeof TIME_OPERATORS)[number]
  | (typeof FLAG_OPERATORS)[number]
)[];
export type Operator = (typeof OPERATORS)[number];

const ALIASES: Readonly<Record<string, Operator>> = { favorite: 'favourite' };

export interface SearchQuery {
  /** Words that a track's words begin with, as they were typed. */
  readonly words: string;
  /** What was in quotes: words as they stand. */
  readonly quoted: readonly string[];
  /** The operators, and the words that a track may not have. */
  readonly rules: readonly SimpleRule[];
}

/** A piece of the text that stands by itself. */
export interface Token {
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
  readonly isNegated: boolean;
  readonly operator: Operator | null;
  /** Of an operator, what stands behind its colon; otherwise the word. Without quotes. */
  readonly value: string;
  /** Whether its value has a quote before it, and one behind it. */
  readonly quotes: 'none' | 'open' | 'closed';
}

/** Reads a search. There is no text that it cannot read. */
export function readQuery(text: string): SearchQuery {
  const words: string[] = [];
  const quoted: string[] = [];
  const rules: SimpleRule[] = [];
  for (const token of tokensOf(text)) {
    const rule = ruleOf(token);
    if (rule !== null) rules.push(rule);
    else if (token.operator !== null && isUnfinished(token, text)) continue;
    else if (token.operator === null && token.quotes === 'closed') quoted.push(token.value);
    else if (token.operator === null) words.push(token.value);
    else words.push(text.slice(token.start, token.end));
  }
  return { words: words.join(' '), quoted, rules };
}

/** All that is searched for as words, as it would be called. */
export function wordsOf({ words, quoted }: SearchQuery): string {
  return [words, ...quoted].filter((each) => each !== '').join(' ');
}

/** The pieces of a search, one after another. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skipSpaces(text, 0); at < text.length; at = skipSpaces(text, at)) {
    const token = readToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** Names of an operator with its colon: those of no operator are words. */
const OPERATOR = /^(?<name>[a-z]+):/i;

/** The name of an artist is no exclusion: "-M-". */
const NEGATED = /^-(?=[\p{L}\p{M}\p{N}"])(?![^\s:"]*-(?:\s|$))/u;

function readToken(text: string, start: number): Token {
  const isNegated = NEGATED.test(text.slice(start));
  const first = isNegated ? start + 1 : start;
  const name = OPERATOR.exec(text.slice(first))?.groups?.name;
  const operator = name === undefined ? null : operatorOf(name);
  if (name === undefined || operator === null) {
    return { start, isNegated, operator: null, ...readValue(text, first) };
  }
  const behind = first + name.length + 1;
  const isFlag = FLAG_OPERATORS.some((flag) => flag === operator);
  // "artist: bowie", as people write elsewhere.
  const spaced = skipSpaces(text, behind);
  const isApart = !isFlag && spaced > behind && spaced < text.length && !isToken(text, spaced);
  return { start, isNegated, operator, ...readValue(text, isApart ? spaced : behind) };
}

/** Whether an operator begins here, and no value of another one. */
function isToken(text: string, at: number): boolean {
  const name = OPERATOR.exec(text.slice(at).replace(NEGATED, ''))?.groups?.name;
  return name !== undefined && operatorOf(name) !== null;
}

function operatorOf(name: string): Operator | null {
  const lower = name.toLowerCase();
  return ALIASES[lower] ?? OPERATORS.find((operator) => operator === lower) ?? null;
}

function readValue(text: string, from: number): Pick<Token, 'value' | 'quotes' | 'end'> {
  if (text[from] === '"') {
    const closing = text.indexOf('"', from + 1);
    const isClosed = closing > from + 1 && /\s/.test(text[closing + 1] ?? ' ');
    const value = text.slice(from + 1, closing).trim();
    if (isClosed && value !== '') return { value, quotes: 'closed', end: closing + 1 };
    const isOpen = closing === -1 && text.length > from + 1;
    if (isOpen) return { value: text.slice(from + 1).trim(), quotes: 'open', end: text.length };
  }
  const end = endOfWord(text, from);
  return { value: text.slice(from, end), quotes: 'none', end };
}

function skipSpaces(text: string, from: number): number {
  const length = /^\s*/.exec(text.slice(from))?.[0].length ?? 0;
  return from + length;
}

function endOfWord(text: string, from: number): number {
  const length = /^\S*/.exec(text.slice(from))?.[0].length ?? 0;
  return from + length;
}

/** What an operator, or a word with a hyphen before it, says; null for words, and for what makes no sense. */
function ruleOf({ operator, value, quotes, isNegated }: Token): SimpleRule | null {
  const not = isNegated ? { not: true } : {};
  const isWhole = quotes === 'closed';
  if (operator === null) {
    if (!isNegated || value === '') return null;
    return { field: 'any', test: isWhole ? 'words' : 'has', value, ...not };
  }
  const field = operator;
  switch (field) {
    case 'missing':
    case 'favourite':
      return value === '' ? { field, ...not } : null;
    case 'year':
    case 'rating':
    case 'plays': {
      const range = readNumbers(value);
      return range === null ? null : { field, ...range, ...not };
    }
    case 'added':
    case 'played': {
      const last = readLast(value);
      if (last !== null) {
        const { not: isOlder = false, ...span } = last;
        return { field, ...span, ...(isNegated === isOlder ? {} : { not: true }) };
      }
      const days = readDays(value);
      return days === null ? null : { field, ...days, ...not };
    }
    default: {
      if (isWhole) return { field, test: 'words', value, ...not };
      if (value.replace(/^[="]/, '') === '') return null;
      return value.startsWith('=')
        ? { field, test: 'is', value: value.slice(1), ...not }
        : { field, test: 'has', value, ...not };
    }
  }
}

/** What a value begins with that is still being typed: "", ">", "<30", "..", one quote. */
const BEGINNING = /^(?:[<>]?=?[\d-]{0,9}(?:\.\.[\d-]{0,9})?|")$/;

/** Whether an operator is the last thing of a text, and its value is still to be typed. */
function isUnfinished({ value, end }: Token, text: string): boolean {
  return end === text.length && BEGINNING.test(value);
}
