/** album-words.ts: what a drawn cover is named by. */
import { expect, test } from 'vitest';
import { coverName, songCoverName } from './album-words.ts';

test('a song has the drawn cover of its album, and one without an album has its own', () => {
  const song = { title: 'The Arcade', album: 'The Blue River', albumArtist: 'Ada Almeida' };
  const album = { title: 'The Blue River', artist: 'Ada Almeida' };
  expect(songCoverName(song)).toBe(coverName(album));
  expect(songCoverName({ ...song, album: null, albumArtist: null })).toBe('The Arcade');
});
