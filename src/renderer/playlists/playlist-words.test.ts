/** What a person reads after opening a playlist. */
import { expect, test } from 'vitest';
import { importedSentences } from './playlist-words.ts';

const MIX = { id: 1, createdAt: '2026-11-24T12:00:00.000Z', name: 'Mix', found: 2, missing: [] };

test('A playlist whose tracks are all there', () => {
  expect(importedSentences(MIX)).toEqual(['The playlist “Mix” was created with 2 tracks.']);
});

test('A playlist of which some are missing: the first are named', () => {
  const missing = ['/music/a.mp3', 'C:\\music\\b.mp3', 'c.mp3', 'd.mp3', 'e.mp3'];
  expect(importedSentences({ ...MIX, missing })).toEqual([
    'The playlist “Mix” was created with 2 of 7 tracks.',
    'Not in your library: a.mp3, b.mp3, c.mp3 and 2 more.',
  ]);
  expect(importedSentences({ ...MIX, missing: ['https://host/'] }).at(-1)).toBe(
    'Not in your library: https://host/.',
  );
});

test('A playlist of which none is there', () => {
  expect(importedSentences({ ...MIX, id: null, found: 0, missing: ['a.mp3'] })).toEqual([
    'No track of the playlist “Mix” is in your library.',
    'Scan the folder that has its music, then open the playlist again.',
  ]);
});
