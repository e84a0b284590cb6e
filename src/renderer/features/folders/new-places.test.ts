/** What a file's new place says of the folders that it was in. */
import { expect, test } from 'vitest';
import { likelyMoves } from './new-places.ts';

test.for([
  [
    'of all that is called as before, of its folder and of the file',
    '/old/Artist/Album/1.flac',
    '/new/disk/Artist/Album/1.flac',
    [
      ['/old', '/new/disk'],
      ['/old/Artist/Album', '/new/disk/Artist/Album'],
    ],
  ],
  [
    'once of a folder with another name',
    '/music/Old/1.flac',
    '/music/New/1.flac',
    [['/music/Old', '/music/New']],
  ],
  ['of nothing but the file, where it has another name', '/music/1.flac', '/music/One.flac', []],
  [
    'of no folder that would be all of the disk',
    '/Album/1.flac',
    '/music/Album/1.flac',
    [['/Album', '/music/Album']],
  ],
  [
    'from one system to another',
    'D:\\Music\\A\\1.flac',
    '/mnt/Music/A/1.flac',
    [
      ['D:', '/mnt'],
      ['D:\\Music\\A', '/mnt/Music/A'],
    ],
  ],
] as const)('the move of a file is told %s', ([, from, to, folders]) => {
  const moves = likelyMoves({ from, to }).map((move) => [move.from, move.to]);
  expect(moves).toEqual([...folders, [from, to]]);
});
