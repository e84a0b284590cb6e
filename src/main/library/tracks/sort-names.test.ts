/** sort-names.ts: what the tags give to sort by goes before the names themselves. */
import { expect, test } from 'vitest';
import { readTags } from '../scan/read-tags.ts';
import { writeFlac } from '../scan/testing/tagged-files.ts';
import { sortNames } from './sort-names.ts';

function namesOf(...comments: (readonly [string, string])[]) {
  const read = readTags(writeFlac(...comments));
  if (!('tags' in read)) throw new Error(read.problem);
  return sortNames(read.tags);
}

const PLAIN = [
  ['TITLE', 'The Title'],
  ['ARTIST', 'Will'],
  ['ALBUM', 'An Album'],
] as const;

test('names are sorted by themselves where the tags give nothing else', () => {
  expect(namesOf(...PLAIN)).toEqual({ title: 'The Title', artist: 'Will', album: 'An Album' });
});

test('each name has a tag that goes before it', () => {
  expect(
    namesOf(...PLAIN, ['TITLESORT', 'T'], ['ARTISTSORT', 'Band of Will'], ['ALBUMSORT', 'Album']),
  ).toEqual({ title: 'T', artist: 'Band of Will', album: 'Album' });
});

test('an album artist who is the artist is sorted as the album artist is', () => {
  const sort = ['ALBUMARTISTSORT', 'Band of Will'] as const;
  expect(namesOf(...PLAIN, ['ALBUMARTIST', 'Will'], sort).artist).toBe('Band of Will');
  expect(namesOf(...PLAIN, ['ALBUMARTIST', 'Others'], sort).artist).toBe('Will');
});
