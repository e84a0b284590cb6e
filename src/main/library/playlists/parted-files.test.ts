/** Playlists of files that cue sheets part: each entry means the parts, or the one that it names. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makeScratchFolder, openTestLibrary } from '../../../../fixtures/test-library.ts';
import { writeWav } from '../../../../fixtures/wav-file.ts';
import type { Library } from '../library.ts';

let music = '';
let library: Library;

const SHEET = `PERFORMER "Band"
TITLE "Album"
FILE "album.wav" WAVE
${['One', 'Two', 'Two']
  .map(
    (title, index) => `  TRACK 0${index + 1} AUDIO
    TITLE "${title}"
    INDEX 01 00:0${index * 2}:00`,
  )
  .join('\n')}
`;

beforeEach(async () => {
  const folder = makeScratchFolder();
  music = join(folder, 'music');
  mkdirSync(music);
  writeWav(join(music, 'album.wav'), 7);
  writeFileSync(join(music, 'album.cue'), SHEET);
  writeWav(join(music, 'single.wav'), 1);
  library = await openTestLibrary(join(folder, 'library.db'));
  await library.scan([music]);
});

/** The places in the music folder of the tracks of a playlist that is made of a file. */
async function importedFrom(file: string): Promise<string[]> {
  const { id } = await library.importPlaylistFile(file);
  if (id === null) return [];
  const list = { kind: 'playlist' as const, id };
  const { tracks } = await library.calls.tracks({ list, sort: 'position', limit: 500 });
  return tracks.map(({ path }) => path.slice(music.length + 1));
}

/** The same of an M3U of these lines. */
function tracksOf(...lines: readonly string[]): Promise<string[]> {
  const file = join(music, '..', 'list.m3u8');
  writeFileSync(file, `#EXTM3U\n${lines.join('\n')}\n`);
  return importedFrom(file);
}

const PARTS = ['album.wav/01', 'album.wav/02', 'album.wav/03'];

test('an entry of a file is all of its parts, in their order and in its place', async () => {
  expect(await tracksOf('music/single.wav', 'music/album.wav', 'music/single.wav')).toEqual([
    'single.wav',
    ...PARTS,
    'single.wav',
  ]);
});

test('an entry of a cue sheet is all of its parts', async () => {
  expect(await tracksOf('music/album.cue')).toEqual(PARTS);
});

test('a file on another computer is found by the end of its path, with its parts', async () => {
  expect(await tracksOf('D:\\Music\\album.wav')).toEqual(PARTS);
});

test('an entry that names a part is that part, and of equal names each is meant once', async () => {
  const file = 'music/album.wav';
  const two = '#EXTINF:2,Band - Two';
  expect(await tracksOf(two, file, '#EXTINF:2,Band - One', file, two, file)).toEqual([
    'album.wav/02',
    'album.wav/01',
    'album.wav/03',
  ]);
  expect(await tracksOf('#EXTINF:7,Band - Album', file)).toEqual(PARTS);
});

test.for(['m3u8', 'xspf', 'pls'] as const)(
  'parts that are written as %s are their file to other players, and the same parts to this one',
  async (format) => {
    const parts = ['album.wav/02', 'album.wav/01'];
    const list = join(music, '..', 'list.m3u8');
    writeFileSync(list, parts.map((part) => `music/${part}\n`).join(''));
    const { id } = await library.importPlaylistFile(list);
    const { text } = await library.playlistText(id ?? 0, format);
    expect(text).toContain(join(music, 'album.wav'));
    expect(text).not.toContain('album.wav/');
    const written = join(music, '..', `written.${format}`);
    writeFileSync(written, text);
    expect(await importedFrom(written)).toEqual(parts);
  },
);
