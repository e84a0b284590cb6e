/** schema.ts: what was defined in a database, and in which ways two differ. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { compareSchemas, readSchema, schemaDifferences } from './schema.ts';

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

test('tells what is missing and what is different, and keeps what others added apart', () => {
  const expected = schemaAfter(`
    CREATE TABLE a (x); CREATE TABLE b (x); CREATE INDEX i ON a (x);`);
  const actual = schemaAfter(`
    CREATE TABLE a (y TEXT); CREATE TABLE b (x); CREATE VIEW i AS SELECT x FROM b;`);
  expect(schemaDifferences(expected, actual)).toEqual([
    'index i is missing',
    'table a is defined differently',
  ]);
  expect(compareSchemas(expected, actual).added.map(({ type, name }) => `${type} ${name}`)).toEqual(
    ['view i'],
  );
});

test.each([
  ['quotes and blanks', 'CREATE TABLE "a" (\n\t"x"\tTEXT CHECK ("x" <> \'\')\n)'],
  ['a comment', "CREATE TABLE a (x TEXT /* a letter */ CHECK (x <> ''))"],
  ['a column of another program', "CREATE TABLE a (x TEXT CHECK (x <> ''), mood TEXT)"],
])('%s in a table are no difference', (_, sql) => {
  const expected = schemaAfter(`CREATE TABLE a (x TEXT CHECK (x <> ''))`);
  expect(schemaDifferences(expected, schemaAfter(sql))).toEqual([]);
});

test('a table without one of its rules is another one', () => {
  const expected = schemaAfter(`CREATE TABLE a (x TEXT CHECK (x <> ''))`);
  expect(schemaDifferences(expected, schemaAfter('CREATE TABLE a (x TEXT)'))).toEqual([
    'table a is defined differently',
  ]);
});
