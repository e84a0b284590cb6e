/** Playlist files: read where they are playlists, refused in a sentence where they are not. */
import { linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { FermataError } from '../../../shared/errors.ts';
import { readPlaylistFile } from './playlist-file.ts';
import { readPlaylistInThread } from './read-in-thread.ts';

let folder = '';
let libraryFile = '';
beforeEach(() => {
  folder = makeScratchFolder();
  libraryFile = write('library.db', 'not read');
});

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function refusalOf(file: string): Promise<string> {
  try {
    await readPlaylistFile(file, { libraryFile });
  } catch (error) {
    if (error instanceof FermataError) return `${error.code}: ${error.message}`;
  }
  throw new Error(`${file} was not refused.`);
}

test('A playlist is read by its own name or by a link to it', async () => {
  const file = write('Mix.M3U8', '#EXTM3U\na.mp3\n');
  symlinkSync(file, join(folder, 'Link.m3u'));
  const entries = [{ written: 'a.mp3', paths: [join(folder, 'a.mp3')] }];
  expect(await readPlaylistFile(file, { libraryFile })).toEqual({ name: 'Mix', entries });
  expect(await readPlaylistFile(join(folder, 'Link.m3u'), { libraryFile })).toEqual({
    name: 'Link',
    entries,
  });
});

test('What is no playlist is refused', async () => {
  expect(await refusalOf(write('song.mp3', 'a.mp3'))).toBe(
    'USAGE: song.mp3 is not a playlist that can be read.',
  );
  expect(await refusalOf(write('Empty.m3u', '#EXTM3U\n'))).toBe(
    'USAGE: Empty.m3u is not a playlist that can be read.',
  );
  // Eight megabytes of entries are counted, not read.
  for (const [name, entry] of [
    ['Endless.m3u', 'a\n'],
    ['Endless.pls', 'File1=a\n'],
    ['Endless.xspf', '<track>'],
  ] as const) {
    const endless = write(name, entry.repeat(8_000_000 / entry.length));
    expect(await refusalOf(endless)).toBe(`USAGE: ${name} has more than 100,000 tracks.`);
  }
  const large = write('Large.m3u', 'a.mp3');
  truncateSync(large, 17 * 1024 * 1024);
  expect(await refusalOf(large)).toBe('USAGE: Large.m3u is larger than 17 MB.');
});

test('What is missing is told', async () => {
  expect(await refusalOf(join(folder, 'Gone.m3u'))).toBe(
    'NOT_FOUND: The playlist Gone.m3u cannot be read. It is not there.',
  );
});

test('The library is not opened by another name', async () => {
  writeFileSync(libraryFile, 'a.mp3\n');
  symlinkSync(libraryFile, join(folder, 'Link.m3u'));
  linkSync(libraryFile, join(folder, 'Twin.m3u'));
  for (const name of ['Link.m3u', 'Twin.m3u']) {
    expect(await refusalOf(join(folder, name))).toBe(
      `USAGE: ${name} is not a playlist that can be read.`,
    );
  }
});

test('An entry is the file that it leads to: through links, in another case, by the end of its path', async () => {
  mkdirSync(join(folder, 'disk', 'Album'), { recursive: true });
  mkdirSync(join(folder, 'disk', 'lists'));
  symlinkSync(join(folder, 'disk'), join(folder, 'Music'));
  const song = write('disk/Album/Öfen.mp3', 'a song');
  for (const [name, entry] of [
    ['relative', '../Album/Öfen.mp3'],
    ['decomposed', '../Album/O\u0308fen.mp3'],
    ['case', '../album/ÖFEN.MP3'],
    ['drive', 'D:\\Somewhere\\Album\\Öfen.mp3'],
    ['home', '/home/someone/Music/Album/Öfen.mp3'],
  ]) {
    write(`disk/lists/${name}.m3u8`, `${entry}\n`);
    const file = join(folder, 'Music', 'lists', `${name}.m3u8`);
    const { entries } = await readPlaylistFile(file, { libraryFile });
    expect(entries[0]?.paths, name).toContain(song);
  }
  const latin = join(folder, 'disk', 'lists', 'latin.m3u');
  writeFileSync(latin, Buffer.from('../Album/Öfen.mp3', 'latin1'));
  expect((await readPlaylistFile(latin, { libraryFile })).entries[0]?.paths[0]).toBe(song);
});

test('One line that cannot be meant is one entry without a file', async () => {
  write('a.mp3', 'a song');
  const long = `https://example.org/${'x'.repeat(4_100)}`;
  const file = write('Mix.m3u', `a.mp3\n${long}\n${'z'.repeat(4_090)}\n`);
  const { entries } = await readPlaylistFile(file, { libraryFile });
  expect(entries.map(({ paths }) => paths.length)).toEqual([1, 0, 0]);
  expect(entries[1]?.written).toBe(long.slice(0, 4_096));
});

test('The thread that reads a playlist tells what it says, and what is wrong with it', async () => {
  const file = write('Mix.m3u', 'a.mp3\n');
  const read = readPlaylistInThread(file, { libraryFile });
  expect(await read).toMatchObject({ name: 'Mix', entries: [{ written: 'a.mp3' }] });
  const refused = readPlaylistInThread(join(folder, 'Gone.m3u'), { libraryFile });
  await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('Ten thousand and one entries are read', async () => {
  const file = write('Many.m3u', 'a.mp3\n'.repeat(10_001));
  expect((await readPlaylistFile(file, { libraryFile })).entries).toHaveLength(10_001);
});
