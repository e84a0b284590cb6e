/** Whatever a person types becomes a query that SQLite can run, and means the same in both its forms. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { searchWords } from '../../lifecycle/sqlite/search-words.ts';
import { namedValues } from './conditions.ts';
import { NAMES, parseSearch, searchCondition, searchExpression } from './search-text.ts';

test.for([
  ['', null],
  ['   ', null],
  ['björk', '(("bjork"*))'],
  ['The  Wall', '(("the"*)) AND (("wall"*))'],
  ['AC/DC', '(("acdc"*) OR ("ac" AND "dc"*))'],
  ['rock AND roll', '(("rock"*)) AND (("and"*)) AND (("roll"*))'],
  ['say "hello"', '(("say"*)) AND (("hello"*))'],
  ['久石譲', '(("久石" AND "石譲"))'],
  ['譲', '(("譲"*))'],
  ['!!!', '(("!!!"*))'],
  ['…!"*', '(("...!""*"*))'],
  ['C++', '(("c++"*))'],
  ['Simon & Garfunkel', '(("simon"*)) AND (("garfunkel"*))'],
  ['help! !!!', '(("help"*)) AND (("!!!"*))'],
] as const)('%j becomes %j', ([text, expression]) => {
  const search = parseSearch(text);
  expect(search === null ? null : searchExpression(search)).toBe(expression);
});

test.for([
  'title:x',
  'NEAR(a b, 2)',
  'a OR',
  'NOT a',
  '^a',
  'a*',
  '(',
  '"',
  "'; DROP TABLE tracks; --",
  'a\0b',
  '-a + b',
  '\u{1F3B5} note',
  'e\u0301te\u0301',
  '{title} : x',
  "R.E.M.'s",
  '中国 R&B ภาษา',
])('%j can be searched for, and is found in itself both ways', (text) => {
  const search = parseSearch(text) ?? expect.fail('Nothing is searched for.');
  const db = new Database(':memory:');
  db.exec(`
    CREATE TABLE tracks (id INTEGER PRIMARY KEY);
    CREATE TABLE search_words (track_id INTEGER PRIMARY KEY, title, artist, album, further);
    CREATE VIRTUAL TABLE words USING fts5 (
      title, artist, album, further,
      content = '', tokenize = "ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~'"
    );
    INSERT INTO tracks VALUES (1), (2);`);
  for (const [id, title] of [text, 'Something else'].entries()) {
    const words = [searchWords(title), '', '', ''];
    db.prepare(
      'INSERT INTO words (rowid, title, artist, album, further) VALUES (?, ?, ?, ?, ?)',
    ).run(id + 1, ...words);
    db.prepare('INSERT INTO search_words VALUES (?, ?, ?, ?, ?)').run(id + 1, ...words);
  }
  for (const where of [{}, { isWhole: true, columns: NAMES }]) {
    const { values, name } = namedValues('w');
    const sql = searchCondition(search, name, where);
    const byIndex = db.prepare('SELECT rowid FROM words WHERE words MATCH ?').pluck();
    expect(byIndex.all(searchExpression(search, where))).toEqual([1]);
    expect(db.prepare(`SELECT id FROM tracks WHERE ${sql}`).pluck().all(values)).toEqual([1]);
  }
  db.close();
});
