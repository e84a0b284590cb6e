/** What artists are sorted by: what tags give for one of them, as long as a file gives it. */
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { OpenDatabase } from '../open-database.ts';
import { readTags } from '../scan/read-tags.ts';
import { writeFlac } from '../scan/testing/tagged-files.ts';
import { setSortLanguage, sortSomeAnew } from './sort-language.ts';
import { TrackStore } from './track-store.ts';

let database: OpenDatabase;

beforeEach(() => {
  const libraryFile = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file: libraryFile, tracks: 10 });
  database = new OpenDatabase({ libraryFile }, loadMigrationSet(shippedMigrationsDir()).latest);
  onTestFinished(() => database.close());
});

type Comments = readonly (readonly [string, string])[];

/** Saves a file with these comments, and tells what an artist is sorted by. */
function sortedBy(artist: string, path: string, comments: Comments): unknown {
  const read = readTags(writeFlac(['TITLE', 'A Song'], ...comments));
  if (!('tags' in read)) throw new Error(read.problem);
  const { tags } = read;
  const store = new TrackStore(database.db);
  database.write(() => store.save(path, { size: 1, mtimeMs: 1 }, tags, '2026-11-30T00:00:00Z'));
  return database.db.prepare('SELECT sort_name FROM artists WHERE name = ?').pluck().get(artist);
}

const WILL = [['ARTIST', 'The Band of Will']] as const;
const SORT = ['ARTISTSORT', 'Will, Band of'] as const;

test('an artist is sorted by what the tags give, in whichever file, until none gives it', () => {
  expect(sortedBy('The Band of Will', '/1', WILL)).toBe('band of will');
  expect(sortedBy('The Band of Will', '/2', [...WILL, SORT])).toBe('will, band of');
  expect(sortedBy('The Band of Will', '/1', WILL)).toBe('will, band of');
  expect(sortedBy('The Band of Will', '/2', WILL)).toBe('band of will');
});

test('an album artist is sorted by what the tags give for that', () => {
  const album = [
    ['ARTIST', 'Ann'],
    ['ALBUM', 'Together'],
    ['ALBUMARTIST', 'The Band of Will'],
    ['ALBUMARTISTSORT', 'Will'],
  ] as const;
  expect(sortedBy('The Band of Will', '/1', album)).toBe('will');
  expect(sortedBy('Ann', '/1', album)).toBe('ann');
  const own = [...WILL, ['ALBUMARTIST', 'The Band of Will'], ['ALBUMARTISTSORT', 'Will']] as const;
  expect(sortedBy('The Band of Will', '/2', own)).toBe('will');
});

test('one text for several artists is none of each', () => {
  const both = [['ARTIST', 'Ann'], ['ARTIST', 'Bob'], SORT] as const;
  expect(sortedBy('Ann', '/1', both)).toBe('ann');
});

test('what the tags give is sorted by the language, too', () => {
  sortedBy('The Band of Will', '/1', [...WILL, ['ARTISTSORT', 'Åke']]);
  database.write(() => setSortLanguage(database.db, 'sv'));
  while (database.write(() => sortSomeAnew(database.db, 90)));
  const key = database.db
    .prepare(`SELECT sort_name FROM artists WHERE sort_as = 'Åke'`)
    .pluck()
    .get();
  expect(key).toMatch(/^z\u{10ff01}/u);
});
