/** Which files are one album: told by release, artists and title, and then by folder and year. */
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { OpenDatabase } from '../open-database.ts';
import { albumFolder } from '../scan/folder-pictures.ts';
import type { AudioTags } from '../scan/tag-messages.ts';
import { TrackStore } from './track-store.ts';

const UNTAGGED: AudioTags = {
  title: 'A Song',
  artistCredit: '',
  artists: [],
  album: 'An Album',
  albumArtistCredit: '',
  albumArtists: [],
  isCompilation: false,
  releaseId: null,
  genres: [],
  year: null,
  discNumber: null,
  trackNumber: null,
  durationMs: 1_000,
  codec: 'FLAC',
  bitrate: null,
  sampleRate: null,
  trackGainDb: null,
  albumGainDb: null,
  cover: null,
  details: {
    ...{ composers: [], conductors: [], artistIds: [] },
    ...{ bpm: null, isrc: null, originalDate: null, grouping: null, work: null, movement: null },
    ...{ movementNumber: null, movementTotal: null, recordingId: null, releaseTrackId: null },
    ...{ releaseGroupId: null, titleSort: null, artistSort: null, albumSort: null },
    ...{ albumArtistSort: null, composerSort: null, lyrics: null },
  },
  contentKey: null,
  readEncoding: null,
  cueSheet: null,
};

type Tags = Partial<AudioTags>;

type Files = readonly (readonly [path: string, tags: Tags])[];

/** The albums that come of files, each with what differs from the others: credit, year and files. */
function albumsOf(files: Files) {
  const rows = saved(files)
    .prepare(
      `SELECT albums.artist_credit, albums.year, group_concat(replace(path, '/here/', ''), ' ' ORDER BY path)
       FROM albums JOIN tracks ON album_id = albums.id
       WHERE path LIKE '/here/%' GROUP BY albums.id ORDER BY min(path)`,
    )
    .raw();
  return z.array(z.tuple([z.string(), z.number().nullable(), z.string()])).parse(rows.all());
}

/** The names of the artists of each album. */
function artistsOf(files: Files) {
  const rows = saved(files)
    .prepare(
      `SELECT (
         SELECT json_group_array(name ORDER BY position)
         FROM album_artists JOIN artists ON artists.id = artist_id WHERE album_id = albums.id
       )
       FROM albums JOIN tracks ON album_id = albums.id
       WHERE path LIKE '/here/%' GROUP BY albums.id ORDER BY min(path)`,
    )
    .pluck();
  return z
    .array(z.string())
    .parse(rows.all())
    .map((json): unknown => JSON.parse(json));
}

function saved(files: Files) {
  const libraryFile = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file: libraryFile, tracks: 10 });
  const { latest } = loadMigrationSet(shippedMigrationsDir());
  const database = new OpenDatabase({ libraryFile }, latest);
  onTestFinished(() => database.close());
  const store = new TrackStore(database.db);
  database.write(() => {
    for (const [path, tags] of files) {
      const state = { size: 1, mtimeMs: 1 };
      store.save(`/here/${path}`, state, { ...UNTAGGED, ...tags }, '2026-11-30T00:00:00Z');
    }
    for (const settle of store.albums.settling()) settle();
  });
  return database.db;
}

const by = (artist: string, tags: Tags = {}): Tags => ({ artists: [artist], ...tags });

test('tracks of many artists in one folder are one compilation, whatever their years', () => {
  expect(
    albumsOf([
      ['Hits/1', by('Ann', { year: 1971, trackNumber: 1 })],
      ['Hits/2', by('Bob', { year: 1985, trackNumber: 2 })],
      ['Hits/3', by('Ann', { trackNumber: 3 })],
    ]),
  ).toEqual([['', 1985, 'Hits/1 Hits/2 Hits/3']]);
});

test('two compilations of one title in two folders are two, marked as such or not', () => {
  for (const isCompilation of [true, false]) {
    const albums = albumsOf([
      ['One/1', by('Ann', { isCompilation })],
      ['One/2', by('Bob', { isCompilation })],
      ['Two/1', by('Cyd', { isCompilation })],
      ['Two/2', by('Dan', { isCompilation })],
    ]);
    expect(albums).toEqual([
      ['', null, 'One/1 One/2'],
      ['', null, 'Two/1 Two/2'],
    ]);
  }
});

test('albums of one title whose files name no artist are told apart by their folders', () => {
  expect(
    albumsOf([
      ['First/1', { year: 1990 }],
      ['First/2', {}],
      ['Second/1', { year: 1990 }],
    ]),
  ).toEqual([
    ['', 1990, 'First/1 First/2'],
    ['', 1990, 'Second/1'],
  ]);
});

test('two albums of one name by one artist are told apart by folder and year, or by their release', () => {
  const joker = (year: number | null, releaseId: string | null = null) =>
    by('Joker', { albumArtistCredit: 'Joker', albumArtists: ['Joker'], year, releaseId });
  expect(
    albumsOf([
      ['1980/1', joker(1980)],
      ['1980/2', joker(null)],
      ['2003/1', joker(2003)],
    ]),
  ).toEqual([
    ['Joker', 1980, '1980/1 1980/2'],
    ['Joker', 2003, '2003/1'],
  ]);
  expect(
    albumsOf([
      ['all/1', joker(1980, 'a')],
      ['all/2', joker(1980, 'b')],
    ]),
  ).toHaveLength(2);
  expect(
    albumsOf([
      ['x/1', joker(1980, 'a')],
      ['y/2', joker(2003, 'a')],
    ]),
  ).toHaveLength(1);
  expect(
    albumsOf([
      ['x/1', joker(1980, 'a')],
      ['x/2', joker(1980)],
    ]),
  ).toHaveLength(1);
});

test('an album of one artist in two folders is one where the year is the same', () => {
  const ann = by('Ann', { year: 1999 });
  expect(
    albumsOf([
      ['here/1', ann],
      ['there/2', ann],
    ]),
  ).toHaveLength(1);
});

test('albums of one name, artist and year in two folders are two where both have a first track', () => {
  const track = (trackNumber: number, discNumber: number | null = null) =>
    by('Ann', { trackNumber, discNumber });
  expect(
    albumsOf([
      ['blue/1', track(1)],
      ['blue/2', track(2)],
      ['green/1', track(1)],
      ['green/2', track(2)],
    ]),
  ).toEqual([
    ['Ann', null, 'blue/1 blue/2'],
    ['Ann', null, 'green/1 green/2'],
  ]);
  expect(
    albumsOf([
      ['day/1', track(1, 1)],
      ['night/1', track(1, 2)],
    ]),
  ).toHaveLength(1);
});

test('albums of one title by two artists are two, also in one folder', () => {
  const files = ['Joan', 'Kim'].flatMap((artist) =>
    [1, 2].map(
      (trackNumber) => [`all/${artist} ${trackNumber}`, by(artist, { trackNumber })] as const,
    ),
  );
  expect(albumsOf(files)).toEqual([
    ['Joan', null, 'all/Joan 1 all/Joan 2'],
    ['Kim', null, 'all/Kim 1 all/Kim 2'],
  ]);
});

test('album artists are known one by one, by the file of those that credit them alike that lists them', () => {
  const credited = { albumArtistCredit: 'Alpha & Beta' };
  const files = [
    ['a/1', by('Alpha', { ...credited, albumArtists: ['Alpha & Beta'] })],
    ['a/2', by('Beta', { ...credited, albumArtists: ['Alpha', 'Beta'] })],
    ['a/3', by('Beta', { ...credited, albumArtists: ['Alpha & Beta'] })],
  ] as const;
  expect(albumsOf(files)).toEqual([['Alpha & Beta', null, 'a/1 a/2 a/3']]);
  expect(artistsOf(files)).toEqual([['Alpha', 'Beta']]);
  expect(
    artistsOf([
      ['c/1', by('Ann')],
      ['c/2', by('Bob')],
    ]),
  ).toEqual([[]]);
  expect(artistsOf([['d/1', by('Ann')]])).toEqual([['Ann']]);
});

test('several album artists are all named, and one whose files name none has that of its tracks', () => {
  const both = { albumArtistCredit: 'Alpha, Beta', albumArtists: ['Alpha', 'Beta'] };
  expect(
    albumsOf([
      ['a/1', by('Alpha', both)],
      ['a/2', by('Beta', both)],
    ]),
  ).toEqual([['Alpha, Beta', null, 'a/1 a/2']]);
  expect(
    albumsOf([
      ['a/1', by('Alpha')],
      ['a/2', { artists: ['Alpha', 'Beta'] }],
    ]),
  ).toEqual([['Alpha', null, 'a/1 a/2']]);
  expect(
    albumsOf([
      ['a/1', by('Alpha')],
      ['a/2', by('Beta', { albumArtistCredit: 'Alpha', albumArtists: ['Alpha'] })],
    ]),
  ).toEqual([['Alpha', null, 'a/1 a/2']]);
});

test.for([
  ['/music/Double/CD1/1.flac', '/music/Double'],
  ['/music/Double/Disc 2 - Live/1.flac', '/music/Double'],
  ['/music/Double/disk two/1.flac', '/music/Double'],
  ['/music/Double (Disc 1)/1.flac', '/music/Double'],
  ['/music/Double CD2/1.flac', '/music/Double'],
  ['/music/Double/Disc1of2/1.flac', '/music/Double'],
  ['/music/Double/Bonus CD/1.flac', '/music/Double'],
  ['/music/Double/Диск 2/1.flac', '/music/Double'],
  ['/music/Double/ディスク1/1.flac', '/music/Double'],
  ['/music/Double [CD 1 of 2]/1.flac', '/music/Double'],
  ['/music/Bonus/1.flac', '/music/Bonus'],
  ['/music/Discovery/1.flac', '/music/Discovery'],
  ['/music/CDs/1.flac', '/music/CDs'],
  ['/music/Side Effects/1.flac', '/music/Side Effects'],
] as const)('the album of %s is in %s', ([path, folder]) => {
  expect(albumFolder(path)).toBe(folder);
  expect(dirname(path).startsWith(folder)).toBe(true);
});
