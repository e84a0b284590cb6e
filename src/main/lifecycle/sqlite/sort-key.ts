/**
 * What names are sorted by. A released version never changes its results (see sql-functions.ts): the
 * current one is {@link sortKey}, `sort_key_v2` in SQL.
 */
import { foldText } from './fold-text.ts';

/** Of Latin, Greek and Cyrillic letters; in other scripts a mark may be a vowel. */
const ACCENTS = /[\u0300-\u036f]+/g;

const LEADING_ARTICLE = /^(?:the|an|a)\s+(?=\S)/;

/** Signs before the first letter, digit or symbol of a name: quotes, brackets, dots. */
const LEADING_SIGNS = /^[^\p{L}\p{M}\p{N}\p{S}\p{Co}]+(?=[\p{L}\p{M}\p{N}\p{Co}])/u;

const SPACES = /\s+/gu;
const NUMBER = /\d+/g;
const LEADING_ZEROS = /^0+(?=\d)/;

/** A longer number is sorted among those of so many digits. */
const MOST_DIGITS = 15;

/** The first version: no leading English article, no case, no accents (Unicode NFKD). */
export function sortKeyV1(name: string): string {
  const folded = name.normalize('NFKD').replace(ACCENTS, '').toLowerCase().trim();
  return folded.replace(LEADING_ARTICLE, '');
}

/**
 * What a name is sorted by: no leading signs and English article, no case, no accents, and the name itself
 * where nothing else would be left. Numbers are sorted by their value: how many digits they
 * have is written before them, in a sign that is less than any letter. Keys are compared as UTF-8.
 */
export function sortKey(name: string): string {
  const folded = foldText(name).replace(SPACES, ' ').trim();
  return folded
    .replace(LEADING_SIGNS, '')
    .replace(LEADING_ARTICLE, '')
    .replace(LEADING_SIGNS, '')
    .replace(NUMBER, byValue);
}

function byValue(number: string): string {
  const digits = number.replace(LEADING_ZEROS, '');
  return `${String.fromCharCode(0x30 + Math.min(digits.length, MOST_DIGITS))}${digits}`;
}
