/** tag-fields.ts: what fields show of tracks, and what is written of what a person has written into them. */
import { expect, test } from 'vitest';
import { changesOf, commonOf, fieldsFor, newTagsOf, type TaggedTrack } from './tag-fields.ts';

const track = (id: number, tags: TaggedTrack['tags']): TaggedTrack => ({
  id,
  path: `/music/${id}.flac`,
  tags,
});

const ONE = track(1, { TITLE: ['One'], ALBUM: ['Blue'], ARTIST: ['Ann', 'Bob'] });
const TWO = track(2, { TITLE: ['Two'], ALBUM: ['Blue'], ARTIST: ['Ann'] });

test('a field shows what all tracks have, or how many different values there are', () => {
  expect(commonOf([ONE, TWO], 'ALBUM')).toEqual({ text: 'Blue', differing: 0 });
  expect(commonOf([ONE, TWO], 'TITLE')).toEqual({ text: '', differing: 2 });
  expect(commonOf([ONE], 'ARTIST')).toEqual({ text: 'Ann\nBob', differing: 0 });
  expect(commonOf([ONE, TWO], 'GENRE')).toEqual({ text: '', differing: 0 });
});

test('only a single file shows its comment', () => {
  expect(fieldsFor([ONE])).toContain('COMMENT');
  expect(fieldsFor([ONE, TWO])).not.toContain('COMMENT');
});

test('what was not touched, or says what is there, is not written', () => {
  expect(newTagsOf([ONE, TWO], {})).toEqual({});
  expect(newTagsOf([ONE, TWO], { ALBUM: ' Blue ' })).toEqual({});
  expect(newTagsOf([ONE, TWO], { TITLE: 'One' })).toEqual({ TITLE: ['One'] });
});

test('a list has a name on each line, and an empty field removes the tag', () => {
  expect(newTagsOf([ONE, TWO], { ARTIST: 'Ann\n\n Cid ', ALBUM: '' })).toEqual({
    ARTIST: ['Ann', 'Cid'],
    ALBUM: [],
  });
  expect(newTagsOf([ONE], { COMMENT: 'A line\nand another' })).toEqual({
    COMMENT: ['A line\nand another'],
  });
});

test('changes name the tracks in which something changes, and nothing else', () => {
  expect(changesOf([ONE, TWO], { ARTIST: ['Ann'], ALBUM: ['Blue'] })).toEqual([
    {
      ...{ id: 1, path: '/music/1.flac' },
      changes: [{ name: 'ARTIST', before: ['Ann', 'Bob'], after: ['Ann'] }],
    },
  ]);
});
