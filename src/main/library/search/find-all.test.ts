/** Searching for everything: what is found of each kind, which hit is the first, and what completes a search. */
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder, openTestLibrary } from '../../../../fixtures/test-library.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import { updateSearchWords } from '../../lifecycle/sqlite/keep-search-words.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import type { Library } from '../library.ts';

let library: Library;

beforeEach(async () => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 300 });
  const db = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
  const name = (table: 'albums' | 'artists', id: number, text: string) => {
    const [column, key] = table === 'albums' ? ['title', 'sort_title'] : ['name', 'sort_name'];
    db.prepare(`UPDATE ${table} SET ${column} = ?, ${key} = ? WHERE id = ?`).run(
      text,
      sortKey(text),
      id,
    );
  };
  name('albums', 1, 'Album 400');
  name('albums', 2, 'Album 4000');
  name('artists', 1, 'Zephyr');
  name('artists', 2, 'Zephyr Brothers');
  db.prepare('UPDATE tracks SET title = ?, sort_title = ? WHERE id IN (9, 10)').run(
    'Album 400',
    sortKey('Album 400'),
  );
  db.prepare('UPDATE tracks SET title = ?, sort_title = ? WHERE id = 11').run(
    'Quixotic',
    sortKey('Quixotic'),
  );
  updateSearchWords(db, 10_000);
  db.close();
  library = await openTestLibrary(file);
});

test('“Album 400” finds the album first, before its namesakes among the songs and longer names', async () => {
  const found = await library.calls.findAll({ text: 'album 400' });
  expect(found.top).toMatchObject({ kind: 'album', album: { id: 1, title: 'Album 400' } });
  expect(found.albums.map(({ title }) => title)).toEqual(['Album 400', 'Album 4000']);
  expect(found.tracks.map(({ title }) => title).slice(0, 2)).toEqual(['Album 400', 'Album 400']);
});

test('an artist is found by the name and by its beginning, with the artist’s albums', async () => {
  const found = await library.calls.findAll({ text: 'ZEPHYR' });
  expect(found.top).toMatchObject({ kind: 'artist', artist: { name: 'Zephyr' } });
  expect(found.artists.map(({ name }) => name)).toEqual(['Zephyr', 'Zephyr Brothers']);
  const begun = await library.calls.findAll({ text: 'zeph bro' });
  expect(begun.artists.map(({ name }) => name)).toEqual(['Zephyr Brothers']);
  expect((await library.calls.findAll({ text: 'artist:zephyr' })).tracks.length).toBeGreaterThan(0);
});

test('a song is the first hit where nothing else is called so', async () => {
  const found = await library.calls.findAll({ text: 'quixotic' });
  expect(found.top).toMatchObject({ kind: 'track', track: { id: 11 } });
});

test('playlists of both kinds are found, the deleted ones are not', async () => {
  const { calls } = library;
  await calls.createPlaylist({ name: 'Journey by night', trackIds: [] });
  const rules = {
    group: { match: 'all', rules: [{ field: 'favourite' }] },
    limit: null,
    sort: 'artist',
    direction: 'asc',
  } as const;
  await calls.createSmartPlaylist({ name: 'Journey home', rules });
  const gone = await calls.createPlaylist({ name: 'Journey of old', trackIds: [] });
  await calls.deletePlaylist({ id: gone.id });
  const found = await calls.findAll({ text: 'journey' });
  expect(found.playlists.map(({ name, isSmart }) => [name, isSmart])).toEqual([
    ['Journey by night', false],
    ['Journey home', true],
  ]);
});

test.for(['', '   ', 'xyzzyxyzzy', '"', '-', '!!!', 'year:'])(
  '“%s” finds nothing, and is no failure',
  async (text) => {
    expect(await library.calls.findAll({ text })).toEqual({
      top: null,
      artists: [],
      albums: [],
      playlists: [],
      tracks: [],
    });
  },
);

test('names of the library complete operators', async () => {
  const { calls } = library;
  expect(await calls.namesOf({ operator: 'artist', text: 'zeph' })).toEqual([
    'Zephyr',
    'Zephyr Brothers',
  ]);
  expect(await calls.namesOf({ operator: 'album', text: 'album 400' })).toEqual([
    'Album 400',
    'Album 4000',
  ]);
  const [genre = ''] = await calls.namesOf({ operator: 'genre', text: '' });
  expect(await calls.namesOf({ operator: 'genre', text: genre.slice(0, 3) })).toContain(genre);
  expect(await calls.namesOf({ operator: 'format', text: 'fl' })).toEqual(['FLAC']);
});
