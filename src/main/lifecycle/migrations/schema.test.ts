/** schema.ts: what was defined in a database, and in which ways two differ. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readSchema, schemaDifferences } from './schema.ts';

function schemaAfter(sql: string) {
  const db = new Database(':memory:');
  db.exec(sql);
  const schema = readSchema(db);
  db.close();
  return schema;
}

test('lists everything that somebody defined, and nothing of SQLite itself', () => {
  const schema = schemaAfter(`
    CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT UNIQUE);
    CREATE INDEX i ON t (b);
    CREATE VIEW v AS SELECT a FROM t;
    CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END;
    CREATE TABLE sqlitely (a);
    INSERT INTO t (b) VALUES ('x'); ANALYZE;`);
  expect(schema.map(({ type, name }) => `${type} ${name}`)).toEqual([
    'index i',
    'table sqlitely',
    'table t',
    'trigger x',
    'view v',
  ]);
});

test('the order in which things were made does not matter', () => {
  const [one, two] = ['CREATE TABLE a (x);', 'CREATE TABLE b (x);'];
  expect(schemaDifferences(schemaAfter(one + two), schemaAfter(two + one))).toEqual([]);
});

test('tells what is missing, different and unexpected', () => {
  const expected = schemaAfter(`
    CREATE TABLE a (x); CREATE TABLE b (x); CREATE INDEX i ON a (x);`);
  const actual = schemaAfter(`
    CREATE TABLE a (x TEXT); CREATE TABLE b (x); CREATE VIEW i AS SELECT x FROM b;`);
  expect(schemaDifferences(expected, actual)).toEqual([
    'index i is missing',
    'table a is defined differently',
    'view i is unexpected',
  ]);
});
