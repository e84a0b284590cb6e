/** Playlist files: read where they are playlists, refused in a sentence where they are not. */
import { linkSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { FermataError } from '../../../shared/errors.ts';
import { readPlaylistFile } from './playlist-file.ts';

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
  expect(await refusalOf(write('Endless.m3u', 'a.mp3\n'.repeat(10_001)))).toMatch(/^USAGE/);
  const large = write('Large.m3u', 'a.mp3');
  truncateSync(large, 9 * 1024 * 1024);
  expect(await refusalOf(large)).toBe('USAGE: Large.m3u is larger than 8.4 MB.');
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
