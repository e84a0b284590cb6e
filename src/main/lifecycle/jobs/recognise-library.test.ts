/** What a damaged library is recognised by, once its header is gone; and what is none. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeMusicLibrary, overwrite } from '../testing/music-library.ts';
import { makeScratchFolder, queryRows, withDatabase } from '../testing/scratch-library.ts';
import { damagedLibraryReason } from './recognise-library.ts';

const PAGE = Buffer.alloc(4096, 0x41);
const REASON = 'its header has been overwritten';

function scribble(file: string, pages: readonly number[]): void {
  for (const page of pages) overwrite(file, (page - 1) * PAGE.length, PAGE);
}

function pagesOf(file: string, name: string): number[] {
  const rows = queryRows(file, `SELECT pageno FROM dbstat WHERE name = '${name}'`);
  return rows.map((row) => Number(Object.values(row ?? {})[0]));
}

test('a library is recognised by any page of its schema, or by its record of migrations', () => {
  const { libraryFile } = makeMusicLibrary();
  const schema = pagesOf(libraryFile, 'sqlite_schema');
  const ledger = pagesOf(libraryFile, 'schema_version');
  for (const spared of [...schema.slice(1), ...ledger]) {
    const file = makeMusicLibrary().libraryFile;
    scribble(
      file,
      [1, ...schema, ...ledger].filter((page) => page !== spared),
    );
    expect(damagedLibraryReason(file), `page ${spared}`).toBe(REASON);
  }
});

test('a library of which neither is left is recognised where it was used', () => {
  const { libraryFile } = makeMusicLibrary();
  const lost = [
    ...pagesOf(libraryFile, 'sqlite_schema'),
    ...pagesOf(libraryFile, 'schema_version'),
  ];
  withDatabase(libraryFile, (db) => db.exec('DROP TABLE IF EXISTS sqlite_stat1'));
  scribble(libraryFile, lost);
  writeFileSync(`${libraryFile}.history.jsonl`, '{}\n');
  expect(damagedLibraryReason(libraryFile)).toBe(REASON);
});

test('another application’s database is none, with its header or without it', () => {
  const file = join(makeScratchFolder(), 'photos.sqlite');
  withDatabase(file, (db) => {
    db.exec('CREATE TABLE photos (name); CREATE TABLE tracks (gps); CREATE TABLE playlists (x)');
    db.exec(`INSERT INTO photos VALUES (zeroblob(100000))`);
  });
  scribble(file, [1]);
  expect(damagedLibraryReason(file)).toBeNull();
});

test('a text is none, also where a library was used', () => {
  const file = join(makeScratchFolder(), 'notes.txt');
  writeFileSync(file, 'plays_by_track, track_artists, scan_roots: what to look up\n'.repeat(99));
  writeFileSync(`${file}.history.jsonl`, '{}\n');
  expect(damagedLibraryReason(file)).toBeNull();
});
