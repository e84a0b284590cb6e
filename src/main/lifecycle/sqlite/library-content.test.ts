/** library-content.ts: what a database holds in numbers, and whether two hold the same. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { contentDifference, readContent } from './library-content.ts';

test('counts the rows of every ordinary table', () => {
  const db = new Database(':memory:');
  db.exec(`
    CREATE TABLE plain (x); INSERT INTO plain VALUES (1), (2);
    CREATE TABLE "quo""ted name" (x);
    CREATE TABLE keyed (x TEXT PRIMARY KEY) WITHOUT ROWID; INSERT INTO keyed VALUES ('a');
    CREATE VIRTUAL TABLE words USING fts5 (text); INSERT INTO words VALUES ('a b c');
    CREATE VIEW v AS SELECT 1;
    CREATE TEMP TABLE t (x);
    ANALYZE; PRAGMA user_version = 4;`);
  expect(readContent(db)).toEqual({
    schemaVersion: 4,
    rows: { plain: 2, 'quo"ted name': 0, keyed: 1 },
    contents: {},
  });
  db.close();
});

test('tells the first difference in words', () => {
  const source = { schemaVersion: 2, rows: { albums: 1, tracks: 10 }, contents: { ratings: 3 } };
  const differenceTo = (copy: Partial<typeof source>) =>
    contentDifference(source, { ...source, ...copy });
  expect(differenceTo({})).toBeNull();
  expect(differenceTo({ schemaVersion: 1 })).toBe('the copy has schema version 1 instead of 2');
  expect(differenceTo({ rows: { albums: 1, tracks: 9 } })).toBe(
    'the copy has 9 instead of 10 rows in tracks',
  );
  expect(contentDifference(source, { ...source, rows: { albums: 1 } })).toBe(
    'the copy has 0 instead of 10 rows in tracks',
  );
  expect(contentDifference(source, { ...source, contents: {} })).toBe(
    'the copy has 0 instead of 3 ratings',
  );
  expect(contentDifference({ ...source, rows: {} }, source)).toBe(
    'the copy has 1 instead of 0 rows in albums',
  );
});
