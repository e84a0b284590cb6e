/** Whatever somebody types becomes a query that SQLite can run. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { searchExpression } from './search-text.ts';

test.for([
  ['', null],
  ['   ', null],
  ['…!"*', null],
  ['björk', '"björk"*'],
  ['The  Wall', '"The"* "Wall"*'],
  ['AC/DC', '"AC"* "DC"*'],
  ['rock AND roll', '"rock"* "AND"* "roll"*'],
  ['say "hello"', '"say"* "hello"*'],
  ['久石譲', '"久石譲"*'],
] as const)('%j becomes %j', ([text, expression]) => {
  expect(searchExpression(text)).toBe(expression);
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
])('%j can be searched for', (text) => {
  const db = new Database(':memory:');
  db.exec(
    `CREATE VIRTUAL TABLE words USING fts5 (word, tokenize = 'unicode61 remove_diacritics 2')`,
  );
  const expression = searchExpression(text);
  if (expression !== null) {
    db.prepare('SELECT * FROM words WHERE words MATCH ?').all(expression);
  }
  db.close();
});
