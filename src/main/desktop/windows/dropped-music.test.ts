/** What can be scanned of what a person drops: folders, and the folders of audio files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder } from '../../lifecycle/testing/scratch-library.ts';
import { foldersOfDropped } from './dropped-music.ts';

test('folders are taken as they are, audio files for their folders, the rest not at all', async () => {
  const folder = makeScratchFolder();
  const at = (...names: string[]) => join(folder, ...names);
  mkdirSync(at('Album.mp3'));
  mkdirSync(at('Songs'));
  for (const name of ['one.MP3', 'two.flac', 'cover.jpg', 'list.m3u']) {
    writeFileSync(at('Songs', name), '');
  }
  const dropped = [
    at('Album.mp3'),
    ...['one.MP3', 'two.flac', 'cover.jpg', 'list.m3u', 'gone.mp3'].map((name) =>
      at('Songs', name),
    ),
  ];
  expect(await foldersOfDropped(dropped)).toEqual({ folders: [at('Album.mp3'), at('Songs')] });
  expect(await foldersOfDropped([at('Songs', 'cover.jpg')])).toEqual({ folders: [] });
});
