/** find-damage.ts: what it finds in real files, damaged at chosen bytes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CheckDepth } from '../../../shared/health.ts';
import { makeScratchFolder, withDatabase } from '../testing/scratch-library.ts';
import { openCopy } from './connection.ts';
import { examineTables, findDamage, findUnaccountedPages } from './find-damage.ts';

const PAGE_BYTES = 4096;

/** A database of many pages with an index, a full-text index and free pages. */
function makeDatabase(): string {
  const file = join(makeScratchFolder(), 'copy.db');
  withDatabase(file, (db) =>
    db.exec(`
      CREATE TABLE numbers (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
      CREATE INDEX numbers_by_words ON numbers (words);
      CREATE TABLE "odd ""name" (id INTEGER PRIMARY KEY) STRICT;
      CREATE VIRTUAL TABLE search USING fts5 (words);
      WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      INSERT INTO numbers SELECT i, 'number ' || i || hex(randomblob(50)) FROM n;
      INSERT INTO search (rowid, words) SELECT id, words FROM numbers;
      DELETE FROM numbers WHERE id > 1000;`),
  );
  return file;
}

function damageOf(file: string, depth: CheckDepth = 'quick'): string | null {
  const db = openCopy(file);
  try {
    return findDamage(db, { depth });
  } finally {
    db.close();
  }
}

function overwrite(file: string, offset: number, bytes: readonly number[]): void {
  const content = readFileSync(file);
  Buffer.from(bytes).copy(content, offset);
  writeFileSync(file, content);
}

test('a sound database, free pages and full-text index included, has no damage', () => {
  const file = makeDatabase();
  expect(withDatabase(file, (db) => db.pragma('freelist_count', { simple: true }))).not.toBe(0);
  expect(damageOf(file)).toBeNull();
});

test('a page that is no page of a table is found', () => {
  const file = makeDatabase();
  const root = withDatabase(file, (db) =>
    Number(db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'numbers'`).pluck().get()),
  );
  overwrite(
    file,
    (root - 1) * PAGE_BYTES,
    Array.from({ length: 64 }, () => 0xff),
  );
  expect(() => {
    expect(damageOf(file)).toBeNull();
  }).toThrow();
});

test('a page that belongs to two tables is found', () => {
  const file = makeDatabase();
  const content = readFileSync(file);
  withDatabase(file, (db) => {
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    db.exec(`UPDATE sqlite_schema SET rootpage =
      (SELECT rootpage FROM sqlite_schema WHERE name = 'numbers') WHERE name = 'odd "name'`);
  });
  expect(readFileSync(file).equals(content)).toBe(false);
  expect(damageOf(file)).toMatch(/pages/);
});

test('a list of free pages of the wrong length is found', () => {
  const file = makeDatabase();
  overwrite(file, 36, [0, 0, 0, 1]);
  expect(damageOf(file)).toMatch(/size is \d+ but should be 1$/);
});

test('a full-text index that contradicts its table is no damage: it can be made again', () => {
  const file = makeDatabase();
  withDatabase(file, (db) => {
    db.unsafeMode();
    db.exec('DELETE FROM search_content WHERE id = 7');
  });
  expect(damageOf(file)).toBeNull();
  const db = openCopy(file);
  expect(examineTables(db)).toEqual({ damage: null, indexes: [], derived: ['search'] });
  db.close();
});

test.each([
  ['auto_vacuum = FULL', 4096],
  ['auto_vacuum = INCREMENTAL', 512],
  ['auto_vacuum = NONE', 65_536],
  ['secure_delete = ON', 1024],
])('a sound database with %s and pages of %i bytes has no damage', (pragma, pageSize) => {
  const file = makeDatabase();
  withDatabase(file, (db) => {
    db.pragma(pragma);
    db.pragma(`page_size = ${pageSize}`);
    db.exec('VACUUM; DELETE FROM numbers WHERE id > 500');
  });
  const db = openCopy(file);
  expect(findDamage(db)).toBeNull();
  expect(findUnaccountedPages(db)).toEqual({ shared: null, unused: 0 });
  db.close();
});

test('an index with other entries than its table is told by name, and is no damage', () => {
  const file = makeDatabase();
  withDatabase(file, (db) => {
    db.exec('CREATE INDEX by_words ON numbers (words) WHERE id > 990');
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    db.exec(`UPDATE sqlite_schema SET sql = 'CREATE INDEX by_words ON numbers (words)'
      WHERE name = 'by_words'`);
  });
  const db = openCopy(file);
  expect(examineTables(db)).toEqual({ damage: null, indexes: ['by_words'], derived: [] });
  db.close();
});

test('a virtual table whose module is not loaded here is no damage', () => {
  const file = makeDatabase();
  withDatabase(file, (db) => {
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    db.exec(`INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
      VALUES ('table', 'near', 'near', 0, 'CREATE VIRTUAL TABLE near USING vec0 (v float[3])')`);
  });
  expect(damageOf(file)).toBeNull();
  expect(damageOf(file, 'full')).toBeNull();
});
