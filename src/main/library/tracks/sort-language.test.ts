/** sort-language.ts: a library follows the language of its listener, from the same indexes. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder, openTestLibrary } from '../../../../fixtures/test-library.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import type { Library } from '../library.ts';
import { OpenDatabase } from '../open-database.ts';
import { writeFlac } from '../scan/testing/tagged-files.ts';
import { sortByLanguage } from '../sort-preference.ts';
import { isSortingAnew, setSortLanguage, sortSomeAnew } from './sort-language.ts';

async function titles(library: Library) {
  const query = TrackQuerySchema.parse({ sort: 'title', limit: 500 });
  return (await library.calls.tracks(query)).tracks.map(({ title }) => title);
}

async function openIn(language: string, file: string): Promise<Library> {
  sortByLanguage([language]);
  onTestFinished(() => sortByLanguage([]));
  return openTestLibrary(file);
}

test('names are sorted by the language in which a library is opened, sort tags before names, and typed letters lead there', async () => {
  const folder = makeScratchFolder();
  const file = join(folder, 'library.db');
  const music = join(folder, 'Music');
  mkdirSync(music);
  for (const [index, title] of ['Ödla', 'Zebra', 'Ål', 'Äpple', 'Apa', 'The Ox'].entries()) {
    copyFileSync(writeFlac(['TITLE', title]), join(music, `${index}.flac`));
  }
  const library = await openIn('en_US.UTF-8', file);
  await library.scan([music]);
  expect(await titles(library)).toEqual(['Ål', 'Apa', 'Äpple', 'Ödla', 'The Ox', 'Zebra']);
  await library.close();

  const swedish = await openIn('sv_SE.UTF-8', file);
  expect(await titles(swedish)).toEqual(['Apa', 'The Ox', 'Zebra', 'Ål', 'Äpple', 'Ödla']);
  copyFileSync(writeFlac(['TITLE', 'Nothing'], ['TITLESORT', 'Åa']), join(music, '7.flac'));
  await swedish.scan([music]);
  expect((await titles(swedish)).slice(2, 5)).toEqual(['Zebra', 'Nothing', 'Ål']);
  const prefix = TrackQuerySchema.parse({ sort: 'title' });
  expect(await swedish.calls.findByPrefix({ ...prefix, prefix: 'å' })).toBe(3);
  expect(await swedish.calls.findByPrefix({ ...prefix, direction: 'desc', prefix: 'z' })).toBe(4);
  await swedish.close();

  // Programs have no language of their own: the library stays as it is.
  const script = await openIn('C', file);
  expect((await titles(script)).slice(2, 4)).toEqual(['Zebra', 'Nothing']);
  await script.close();

  const again = await openIn('en', file);
  expect((await titles(again)).slice(0, 3)).toEqual(['Nothing', 'Ål', 'Apa']);
});

test('a large library is sorted anew a part at a time, and in the end as if it had always been', () => {
  const libraryFile = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file: libraryFile, tracks: 1_000 });
  const { latest } = loadMigrationSet(shippedMigrationsDir());
  const database = new OpenDatabase({ libraryFile }, latest);
  onTestFinished(() => database.close());
  const { db } = database;
  database.write(() => {
    db.exec(`UPDATE tracks SET title = 'Ö' || title WHERE id % 10 = 0;
      UPDATE albums SET title = 'Å' || title WHERE id % 10 = 0;
      UPDATE artists SET name = 'Ä' || name WHERE id % 10 = 0;
      UPDATE track_details SET title_sort = NULL`);
    setSortLanguage(db, 'sv');
  });
  expect(isSortingAnew(db)).toBe(true);
  let parts = 1;
  while (database.write(() => sortSomeAnew(db, 90))) parts += 1;
  expect(parts).toBe(12);
  expect(isSortingAnew(db)).toBe(false);
  const rows = z.array(z.tuple([z.string(), z.string()])).parse(
    db
      .prepare(
        `SELECT name, sort_name FROM artists
         UNION ALL SELECT title, sort_title FROM albums
         UNION ALL SELECT title, sort_title FROM tracks
         UNION ALL SELECT albums.title, sort_album FROM tracks JOIN albums ON albums.id = album_id
         UNION ALL SELECT name, sort_artist FROM tracks
           JOIN track_artists ON track_id = tracks.id AND position = 0
           JOIN artists ON artists.id = artist_id`,
      )
      .raw()
      .all(),
  );
  expect(rows.map(([, key]) => key)).toEqual(rows.map(([name]) => sortKey(name, 'sv')));
  expect(rows.some(([, key]) => key.startsWith('z\u{10ff03}'))).toBe(true);
});
