/** `fermata tracks`, `rate`, `favourite`, `played` and `playlist`, on a scanned library. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { writeWav } from '../../../fixtures/wav-file.ts';
import { rowsOf } from '../lifecycle/testing/music-library.ts';
import {
  AUDIO,
  linesOf,
  resultOf,
  runAtTerminal,
  runCli,
  scannedLibrary,
  scratchFolder,
} from './testing.ts';

const FIRST = join(AUDIO, '01 first light.mp3');
const SECOND = join(AUDIO, '02 second light.flac');

const makeLibrary = scannedLibrary();

let library: string;

beforeEach(() => {
  library = makeLibrary();
});

function fermata(...args: readonly string[]) {
  return runCli([...args, '--library', library, '--json']);
}

async function tracks(...query: readonly string[]) {
  return linesOf(await fermata('tracks', ...query)).filter(({ event }) => event === 'track');
}

async function trackOf(path: string) {
  return (await tracks()).find((track) => track.path === path);
}

test('each track is a line with everything that is known of it, and the last line counts them', async () => {
  const ended = await fermata('tracks', 'second');
  expect(linesOf(ended).filter(({ event }) => event === 'track')).toEqual([
    {
      event: 'track',
      id: expect.any(Number),
      path: SECOND,
      title: 'Second Light',
      artists: expect.any(Array),
      album: expect.any(String),
      albumArtists: expect.any(Array),
      year: expect.any(Number),
      discNumber: expect.anything(),
      trackNumber: expect.any(Number),
      durationMs: expect.any(Number),
      playCount: 0,
      lastPlayedAt: null,
      rating: null,
      favourite: false,
      missing: false,
      genres: ['Folk', 'Jazz'],
      composers: [],
      ...{ conductors: [], composerSort: null, titleSort: null, artistSort: null, albumSort: null },
      ...{ albumArtistSort: null, grouping: null, work: null, movement: null, originalDate: null },
      ...{ movementNumber: null, movementTotal: null, bpm: null, isrc: null, recordingId: null },
      ...{ releaseTrackId: null, releaseId: null, releaseGroupId: null, artistIds: [] },
      ...{ codec: 'FLAC', bitrate: expect.any(Number), sampleRate: expect.any(Number) },
      lyrics: null,
    },
  ]);
  expect(resultOf(ended)).toMatchObject({ ok: true, libraryFile: library, total: 1 });
});

test('without a terminal a track is a line of id, path, title, artist and album', async () => {
  const { stdout } = await runCli(['tracks', 'second', '--library', library]);
  expect(stdout).toMatch(/^\d+\t.*02 second light\.flac\tSecond Light\t[^\t]+\t[^\t\n]+\n$/);
});

test('a terminal of 80 columns gets tables that fit it', async () => {
  await fermata('playlist', 'create', 'A long name '.repeat(16), FIRST);
  await fermata('rate', '4', FIRST);
  for (const [args, head] of [
    [['tracks'], /^Id +Title +Artist +Album +Rating +Length$/],
    [['playlist', 'list'], /^Id +Name +Tracks +Length$/],
  ] as const) {
    const { stdout } = await runAtTerminal([...args, '--library', library], { NO_COLOR: '1' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(head);
    expect(lines.length).toBeGreaterThan(1);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toContain('…');
  }
});

test('ratings, hearts and plays are given by id and by path, through links too, and taken away', async () => {
  const link = join(scratchFolder(), 'music');
  symlinkSync(AUDIO, link);
  const [{ id } = { id: 0 }] = await tracks('second');
  const rated = await fermata('rate', '4', String(id), join(link, '01 first light.mp3'));
  expect(resultOf(rated)).toMatchObject({ ok: true, rating: 4, tracks: [id, expect.any(Number)] });
  await fermata('favourite', FIRST);
  expect(resultOf(await fermata('played', FIRST))).toMatchObject({ ok: true, playCount: 1 });
  expect(await trackOf(FIRST)).toMatchObject({ rating: 4, favourite: true, playCount: 1 });
  await fermata('rate', '0', FIRST);
  await fermata('favourite', FIRST, '--remove');
  expect(await trackOf(FIRST)).toMatchObject({ rating: null, favourite: false, playCount: 1 });
});

test('a file that a cue sheet parts has several tracks: they are named, and each is marked by its own name', async () => {
  const music = scratchFolder();
  const album = join(music, 'Albums', 'album.wav');
  mkdirSync(dirname(album));
  writeWav(album, 4);
  writeFileSync(
    join(dirname(album), 'album.cue'),
    'FILE "album.wav" WAVE\n  TRACK 1 AUDIO\n    INDEX 01 00:00:00\n  TRACK 2 AUDIO\n    INDEX 01 00:02:00\n',
  );
  const link = join(music, 'link');
  symlinkSync(dirname(album), link);
  await fermata('scan', dirname(album));
  for (const file of [album, join(link, 'album.wav'), join(album, '03')]) {
    const refused = await fermata('rate', '4', file);
    expect([refused.status, resultOf(refused).code]).toEqual([23, 'CONFLICT']);
    expect(resultOf(refused).advice).toContain(`from ${album}/01 to ${album}/02`);
  }
  expect(resultOf(await fermata('rate', '4', join(link, 'album.wav', '02')))).toMatchObject({
    ok: true,
  });
  expect([await trackOf(`${album}/01`), await trackOf(`${album}/02`)]).toMatchObject([
    { rating: null },
    { rating: 4 },
  ]);
  // A folder is no such file.
  expect(resultOf(await fermata('rate', '4', music)).code).toBe('NOT_FOUND');
});

test('a playlist is made, filled, shown in its order, renamed, emptied, deleted and restored', async () => {
  const made = await fermata('playlist', 'create', 'For Zoë', SECOND, FIRST);
  expect(resultOf(made)).toMatchObject({ ok: true, playlist: { name: 'For Zoë' } });
  await fermata('playlist', 'add', 'For Zoë', SECOND);
  const shown = async (name: string) =>
    linesOf(await fermata('playlist', 'show', name))
      .filter(({ event }) => event === 'track')
      .map(({ path }) => path);
  expect(await shown('For Zoë')).toEqual([SECOND, FIRST, SECOND]);
  await fermata('playlist', 'rename', 'For Zoë', 'Sunday');
  await fermata('playlist', 'remove', 'Sunday', SECOND);
  expect(await shown('Sunday')).toEqual([FIRST]);
  await fermata('playlist', 'delete', 'Sunday');
  expect(resultOf(await fermata('playlist', 'list'))).toMatchObject({ playlists: 0 });
  await fermata('playlist', 'restore', 'Sunday');
  expect(await shown('Sunday')).toEqual([FIRST]);
});

test.each([
  ['a rating of 6', ['rate', '6', FIRST], 2, 'USAGE'],
  ['a track that is not there', ['rate', '3', '999999'], 22, 'NOT_FOUND'],
  ['a file that was not scanned', ['favourite', '/nowhere/song.mp3'], 22, 'NOT_FOUND'],
  ['a playlist without a name', ['playlist', 'create', ' '], 2, 'USAGE'],
  ['a playlist of 201 characters', ['playlist', 'create', 'x'.repeat(201)], 2, 'USAGE'],
  ['a playlist that is not there', ['playlist', 'show', 'Nothing'], 22, 'NOT_FOUND'],
])('%s is refused, and nothing is changed', async (_what, args, status, code) => {
  const before = rowsOf(library);
  const ended = await fermata(...args);
  expect([ended.status, resultOf(ended).code]).toEqual([status, code]);
  expect(rowsOf(library)).toEqual(before);
});

test('two playlists of one name are told apart by their ids', async () => {
  const [first] = [await fermata('playlist', 'create', 'Rain', FIRST)];
  await fermata('playlist', 'create', 'Rain');
  const refused = await fermata('playlist', 'show', 'Rain');
  expect([refused.status, resultOf(refused).code]).toEqual([23, 'CONFLICT']);
  const { playlist } = resultOf(first);
  const id = playlist !== null && typeof playlist === 'object' && 'id' in playlist && playlist.id;
  expect(resultOf(refused).advice).toContain(String(id));
  const shown = linesOf(await fermata('playlist', 'show', String(id)));
  expect(shown.filter(({ event }) => event === 'track')).toHaveLength(1);
});
