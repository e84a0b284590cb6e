/** Paths that are spelled anew. */
import { expect, test } from 'vitest';
import { isOneSpelling, respelledPaths } from './spelling.ts';

const NFC = '/m/Öfen/é.mp3'.normalize('NFC');
const NFD = NFC.normalize('NFD');

test('case and Unicode form are no part of a name, accents and letters are', () => {
  expect(isOneSpelling('/m/SONG.MP3', '/m/song.mp3')).toBe(true);
  expect(isOneSpelling(NFC, NFD.toUpperCase())).toBe(true);
  expect(isOneSpelling('/m/é.mp3', '/m/e.mp3')).toBe(false);
});

test('a lost path is found in its new spelling', () => {
  expect(respelledPaths([NFC, '/m/b.mp3'], ['/m/B.mp3', NFD, '/m/c.mp3'])).toEqual([
    ['/m/b.mp3', '/m/B.mp3'],
    [NFC, NFD],
  ]);
});

test('where there are several of one name, their content is to tell', () => {
  expect(respelledPaths(['/m/a.mp3'], ['/m/A.mp3', '/M/a.mp3'])).toEqual([]);
  expect(respelledPaths(['/m/a.mp3', '/m/A.mp3'], ['/M/A.mp3'])).toEqual([]);
});
