/** sql-functions.ts: what names are sorted by, and where SQL may ask for it. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { sortKeyV1 } from './sort-key.ts';
import { libraryId, registerSqlFunctions } from './sql-functions.ts';

test.each([
  ['The Beatles', 'beatles'],
  ['the the', 'the'],
  ['The', 'the'],
  ['A Tribe Called Quest', 'tribe called quest'],
  ['An Horse', 'horse'],
  ['Another One', 'another one'],
  ['A-ha', 'a-ha'],
  ['Theory of a Deadman', 'theory of a deadman'],
  ['Die Ärzte', 'die arzte'],
  ['Björk', 'bjork'],
  ['BJO\u0308RK', 'bjork'],
  ['ΜΙΚΗΣ ΘΕΟΔΩΡΆΚΗΣ', 'μικης θεοδωρακης'],
  ['Кино', 'кино'],
  ['Ｆｕｌｌ Ｗｉｄｔｈ', 'full width'],
  ['  The   Spaces  ', 'spaces'],
  ['2Pac', '2pac'],
  ['椎名林檎', '椎名林檎'],
  ['', ''],
])('%j was sorted as %j in the first version', (name, key) => {
  expect(sortKeyV1(name)).toBe(key);
});

test('the vowels of scripts that write them as marks are kept', () => {
  expect(sortKeyV1('कि')).not.toBe(sortKeyV1('क'));
  expect(sortKeyV1('が')).not.toBe(sortKeyV1('か'));
});

test('SQL gets the same keys, and none for nothing', () => {
  const db = new Database(':memory:');
  registerSqlFunctions(db);
  expect(db.prepare('SELECT sort_key_v2(?)').pluck().get('The «7» Élans')).toBe('17" elans');
  const key = db.prepare('SELECT sort_key(?)').pluck();
  expect(key.get('The Élan')).toBe('elan');
  expect(key.get(null)).toBeNull();
  expect(key.get(1999)).toBe('1999');
  db.close();
});

test('views and triggers may not use them', () => {
  const db = new Database(':memory:');
  registerSqlFunctions(db);
  db.exec(`CREATE VIEW v AS SELECT sort_key('x') AS k`);
  expect(() => db.prepare('SELECT k FROM v').get()).toThrow(/unsafe use of sort_key/);
  db.close();
});

test('a library has the id that follows from its first migration, and no other library has it', () => {
  const appliedAt = '2026-11-30T12:00:00.000Z';
  expect(libraryId(appliedAt, 0.123_456)).toMatch(/^[0-9a-f]{32}$/);
  expect(libraryId(appliedAt, 0.123_456)).toBe(libraryId(appliedAt, 0.123_456));
  expect(libraryId(appliedAt, 0.123_456)).not.toBe(libraryId(appliedAt, 0.123_457));
  expect(libraryId(appliedAt, 0.123_456)).not.toBe(
    libraryId('2026-11-30T12:00:00.001Z', 0.123_456),
  );
});
