/** Tags that no program of music wrote are told by their heads: nothing else of them is read. */
import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HOSTILE_FILES, writeHostileFile } from '../../../../../fixtures/hostile-files.ts';
import { makeScratchFolder } from '../../../../../fixtures/test-library.ts';
import { readTags } from '../read-tags.ts';

function write(name: string): string {
  const file = HOSTILE_FILES.find((hostile) => hostile.name === name);
  if (file === undefined) throw new Error(`No hostile file is called ${name}.`);
  return writeHostileFile(makeScratchFolder(), file);
}

/** Of a parser that reads all of what these have, a file takes 10 to 27 s, or 200 to 470 MB. */
const MOST_MB = 40;

test.for([
  'zeros of 100 MB in ID3v2.2.mp3',
  'zeros of 100 MB in ID3v2.4.mp3',
  'padding of 60 MB in ID3v2.3.mp3',
  'a million frames in ID3v2.3.mp3',
  '100 000 pictures in ID3.mp3',
  'a file of 60 MB in ID3.mp3',
  'artists in APE.mp3',
  'title of 30 MB in APE.mp3',
  'half a million comments of names.flac',
  'title of 16 MB.flac',
  '400 000 artists.flac',
  'half a million comments.ogg',
  'title of 30 MB.opus',
  'a million artists.m4a',
  'title of 30 MB.m4a',
  '100 000 pictures.m4a',
])('%s is a problem of that file, and takes no memory', (name) => {
  const path = write(name);
  const before = process.memoryUsage().external;
  expect(readTags(path)).toEqual({ problem: expect.stringContaining('larger than those of any') });
  expect((process.memoryUsage().external - before) / 1e6).toBeLessThan(MOST_MB);
});

test.for([
  'padding of 1 MB in ID3v2.2.mp3',
  'padding of 1 MB in ID3v2.4.mp3',
  'zeros of 15 MB in ID3v2.3.mp3',
  'padding of 16 MB.flac',
])('%s is a track: padding is ordinary', (name) => {
  expect(readTags(write(name))).toMatchObject({ tags: { contentKey: expect.any(String) } });
});

test('a picture of 40 MB is a cover, of a track whose tag is no heavier than others', () => {
  const path = write('picture of 40 MB in ID3.mp3');
  expect(readTags(path)).toMatchObject({ tags: { title: 'A title', cover: { size: 40_000_000 } } });
  expect(statSync(path).size).toBeGreaterThan(40_000_000);
});
