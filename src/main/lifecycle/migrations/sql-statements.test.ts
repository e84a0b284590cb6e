/** sql-statements.ts: where statements begin and end, checked against what SQLite itself runs. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { parseSqlScript } from './sql-statements.ts';

/** The statements' first lines, with the line of the script that each begins at. */
function outline(text: string): string[] {
  return parseSqlScript(text).statements.map(
    ({ sql, line }) => `${line}: ${sql.split('\n')[0]?.trim()}`,
  );
}

test('splits at semicolons and tells the lines', () => {
  expect(outline('SELECT 1;\n\nSELECT 2; SELECT 3;\nSELECT\n4;\nSELECT 5')).toEqual([
    '1: SELECT 1;',
    '3: SELECT 2;',
    '3: SELECT 3;',
    '4: SELECT',
    '6: SELECT 5',
  ]);
});

test('finds no statement in nothing, comments and stray semicolons', () => {
  for (const text of [
    '',
    ' \n\t',
    '-- only a comment',
    '/* and\n another */',
    ';;\n;',
    '/* open',
  ]) {
    expect(outline(text)).toEqual([]);
  }
});

test('does not split inside strings, quoted names and comments', () => {
  const text = [
    `INSERT INTO t VALUES ('a;b', 'it''s; ok');`,
    `CREATE TABLE "semi;""colon" (\`a;b\` INT, [c;d] INT);`,
    `SELECT 1 -- a comment; with a semicolon`,
    `, 2 /* another; one */ + 3;`,
    `SELECT x'3b', ';';`,
  ].join('\n');
  expect(outline(text).map((line) => line.slice(0, 10))).toEqual([
    '1: INSERT ',
    '2: CREATE ',
    '3: SELECT ',
    '5: SELECT ',
  ]);
});

test('keeps a string with line breaks in one statement, and counts them', () => {
  expect(outline(`SELECT 'one;\ntwo;\n';\nSELECT 2;`)).toEqual([`1: SELECT 'one;`, '4: SELECT 2;']);
});

test('takes what is not closed to the end, for SQLite to refuse', () => {
  expect(outline(`SELECT 'open;\nSELECT 2;`)).toHaveLength(1);
  expect(outline(`SELECT "open;\nSELECT 2;`)).toHaveLength(1);
});

test('begins a statement at its first word, not at the comment before it', () => {
  const { statements } = parseSqlScript('-- why\n/* and\nwhy */ SELECT 1;');
  expect(statements).toMatchObject([{ line: 3, sql: 'SELECT 1;' }]);
});

test('knows the comment on each line', () => {
  const { commentsByLine } = parseSqlScript(
    `-- one\nSELECT 1; --two  \n'-- not one' /* nor\n -- this */\n--five`,
  );
  expect([...commentsByLine]).toEqual([
    [1, 'one'],
    [2, 'two'],
    [5, 'five'],
  ]);
});

test.each([
  ['', 'AFTER INSERT ON t'],
  ['TEMP', 'BEFORE UPDATE OF a ON t FOR EACH ROW'],
  ['TEMPORARY', 'AFTER DELETE ON t'],
  ['', `AFTER INSERT ON t WHEN CASE new.a WHEN 1 THEN 1 ELSE 0 END`],
  ['', 'AFTER INSERT ON t WHEN (new.a > (SELECT count(*) FROM t))'],
])('keeps the body of a trigger together: CREATE %s TRIGGER … %s', (temporary, when) => {
  const text = `
    CREATE ${temporary} TRIGGER "begin" ${when}
    BEGIN
      SELECT CASE WHEN 1 THEN CASE 2 WHEN 2 THEN 'END;' END ELSE 3 END;
      INSERT INTO t (a) SELECT 1 WHERE 0; -- END;
      UPDATE t SET a = (CASE a WHEN 1 THEN 2 END) WHERE 0;
    END;
    SELECT 'after';`;
  expect(outline(text)).toHaveLength(2);
});

test('keeps IF NOT EXISTS triggers together', () => {
  expect(
    outline(`CREATE TRIGGER IF NOT EXISTS x AFTER INSERT ON t BEGIN SELECT 1; END;\nSELECT 2;`),
  ).toHaveLength(2);
});

test('does not take other statements with BEGIN for triggers', () => {
  expect(outline('BEGIN IMMEDIATE;\nSELECT 1;\nEND;')).toEqual([
    '1: BEGIN IMMEDIATE;',
    '2: SELECT 1;',
    '3: END;',
  ]);
  expect(outline('CREATE TABLE trigger_log (begin INT);\nSELECT 1;')).toHaveLength(2);
});

test('ignores a byte order mark, and so does SQLite', () => {
  const text = '\uFEFFSELECT 1;';
  expect(parseSqlScript(text).statements).toMatchObject([{ line: 1, sql: 'SELECT 1;' }]);
});

test('reads words in capitals, without those in parentheses, quotes and trigger bodies', () => {
  const words = (text: string) => parseSqlScript(text).statements[0]?.words;
  expect(words('delete from tracks where (a and b)')).toEqual([
    'DELETE',
    'FROM',
    'TRACKS',
    'WHERE',
  ]);
  expect(words(`DELETE FROM "where"`)).toEqual(['DELETE', 'FROM']);
  expect(words(`DELETE FROM t -- WHERE`)).toEqual(['DELETE', 'FROM', 'T']);
  expect(words('CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; END')).not.toContain(
    'DELETE',
  );
  expect(words('SELECT größe, $x, a1 FROM t')).toEqual([
    'SELECT',
    'GRÖSSE',
    '$X',
    'A1',
    'FROM',
    'T',
  ]);
});

test('gives SQLite the same statements one by one as it would run at once', () => {
  const text = `
    CREATE TABLE t (a INT, b TEXT DEFAULT 'x;y'); -- first; table
    CREATE TABLE log (text);
    CREATE TRIGGER logs AFTER INSERT ON t WHEN CASE WHEN new.a > 0 THEN 1 END BEGIN
      INSERT INTO log VALUES (CASE new.a WHEN 1 THEN 'one;' ELSE 'END;' END);
      UPDATE t SET b = 'seen; ' || b WHERE a = new.a;
    END;
    INSERT INTO t (a) VALUES (1), (2); /* end; */
    CREATE VIEW v AS SELECT a AS "a;b" FROM t;`;
  const contentAfter = (run: (db: Database.Database) => void) => {
    const db = new Database(':memory:');
    run(db);
    const content = ['sqlite_schema', 't', 'log'].map((table) =>
      db.prepare(`SELECT * FROM ${table}`).all(),
    );
    db.close();
    return content;
  };
  const { statements } = parseSqlScript(text);
  expect(statements).toHaveLength(5);
  expect(
    contentAfter((db) => {
      for (const { sql } of statements) db.exec(sql);
    }),
  ).toEqual(contentAfter((db) => db.exec(text)));
});
