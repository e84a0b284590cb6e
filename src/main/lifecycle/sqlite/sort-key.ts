/**
 * What names are sorted by. A released version never changes its results (see sql-functions.ts): the
 * current one is {@link sortKey}, `sort_key_v2` in SQL.
 */
import { characterOrder } from './character-order.ts';
import { foldText } from './fold-text.ts';
import { type SortRules, sortRules } from './sort-rules.ts';

/** Of Latin, Greek and Cyrillic letters; in other scripts a mark may be a vowel. */
const ACCENTS = /[\u0300-\u036f]+/g;

/** Of the first version. */
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
 * What a name is sorted by: no leading signs and article, no case, no accents but those that make letters of
 * the language, and the name itself where nothing else would be left. Numbers are sorted by their value: how
 * many digits they have is written before them, in a sign that is less than any letter. Keys are compared as
 * UTF-8.
 *
 * @param language as {@link sortLanguage} has chosen it: empty for the order that most languages share
 */
export function sortKey(name: string, language = ''): string {
  const rules = sortRules(language);
  const folded = foldText(withLetters(name, rules)).replace(SPACES, ' ').trim();
  const key = folded
    .replace(LEADING_SIGNS, '')
    .replace(rules.article, '')
    .replace(LEADING_SIGNS, '')
    .replace(NUMBER, byValue);
  return rules.characters === null ? key : inOrder(key, rules.characters);
}

/** Puts what letters of a language are sorted by in their place, before their marks are taken away. */
function withLetters(name: string, { letters, marks, toLowerCase }: SortRules): string {
  if (letters === null) return name;
  const plain = marks === null ? name : name.normalize('NFD').replace(marks, '');
  return toLowerCase(plain.normalize('NFC')).replace(
    letters.pattern,
    (letter) => letters.keys.get(letter) ?? letter,
  );
}

const HAN = /[\u4e00-\u9fff]/g;

function inOrder(key: string, order: 'pinyin' | 'stroke'): string {
  return key.replace(HAN, (character) => characterOrder(order).get(character) ?? character);
}

function byValue(number: string): string {
  const digits = number.replace(LEADING_ZEROS, '');
  return `${String.fromCharCode(0x30 + Math.min(digits.length, MOST_DIGITS))}${digits}`;
}
