/** search-words.ts: which words of a text are found. */
import { expect, test } from 'vitest';
import { furtherSearchWords, searchWords } from './search-words.ts';

test.for([
  ['', []],
  [' \u3000\t', []],
  ['The  Wall', ['the', 'wall']],
  ['wall Wall WALL', ['wall']],
  ['AC/DC', ['ac', 'dc', 'acdc']],
  ['Don’t', ['don', 't', 'dont']],
  ['R.E.M.', ['r', 'e', 'm', 'rem']],
  ['sigur-rós', ['sigur', 'ros', 'sigurros']],
  ['P!nk', ['p', 'nk', 'pnk', 'pink']],
  ['Ke$ha', ['ke', 'ha', 'keha', 'kesha']],
  ['$uicideboy$', ['uicideboy', 'suicideboys', '$uicideboy$']],
  ['Run-D.M.C/X', ['run', 'd', 'm', 'c', 'x', 'rundmcx', 'rundmc']],
  ['1,000 a,b', ['1', '000', '1000', 'a', 'b']],
  ['C++', ['c', 'c++']],
  ['Help! (Live)', ['help', 'live']],
  ['!!!', ['!!!']],
  ['( )', ['(', ')', '()']],
  ['alt-J (∆)', ['alt', 'j', 'altj', '∆']],
  ['I♥NY', ['i', '♥', 'ny']],
  ['中国人民', ['中国', '国人', '人民', '民']],
  ['T字路s', ['t', '字路', '路', 's']],
  ['ไทย', ['ไท', 'ทย', 'ย']],
  ['🎸🔥', ['🎸🔥', '🔥']],
] as const)('%j has the words %j', ([text, words]) => {
  expect(searchWords(text).split(' ').filter(Boolean)).toEqual(words);
});

test('words are parted by single spaces, with one before and after', () => {
  expect(searchWords('One (Two)')).toBe(' one two ');
});

test('further words are those of genre, year, file and folders that the names do not have', () => {
  const path = '/home/ann/Music/Pink Floyd/The Wall (1979)/01 - In_The Flesh.flac';
  const words = furtherSearchWords('In the Flesh Pink Floyd The Wall', 'Rock 1979', path);
  expect(words).toBe(' rock 1979 inthe ');
});

test('a text without end is searched at its beginning', () => {
  expect(searchWords(`first ${'x '.repeat(1_000_000)}last`)).toBe(' first x ');
});
