/** PLS playlists as players write them. */
import { expect, test } from 'vitest';
import { parsePls } from './pls.ts';

function parse(text: string) {
  return parsePls({
    path: '/lists/Mix.pls',
    bytes: new TextEncoder().encode(text),
    isWindows: false,
  });
}

test('A playlist has its files in the order of their numbers, with their titles', () => {
  const text = `[playlist]\r\nFile2=b.mp3\r\nTitle2=Zoë - Blue\r\nfile1 = a=1.mp3 \r\nLength1=3\r\nFile10=http://radio.example/\r\nNumberOfEntries=9`;
  expect(parse(text)).toEqual({
    name: 'Mix',
    entries: [
      { written: 'a=1.mp3', paths: ['/lists/a=1.mp3'] },
      { written: 'b.mp3', paths: ['/lists/b.mp3'], tags: { artist: 'Zoë', title: 'Blue' } },
      { written: 'http://radio.example/', paths: [] },
    ],
  });
});

test('What is no playlist has no entries', () => {
  expect(parse('File=\nnothing').entries).toEqual([]);
});
