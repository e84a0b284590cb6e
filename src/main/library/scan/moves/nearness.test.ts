/** Which of several files of one content goes on with which track. */
import { expect, test } from 'vitest';
import { type Described, pairNearest } from './nearness.ts';

const described = (path: string, tags: Partial<Described> = {}): Described => ({
  path,
  state: null,
  title: 'Silence',
  artist: 'An Artist',
  album: 'An Album',
  discNumber: null,
  trackNumber: null,
  ...tags,
});

const always = () => true;

function pairs(tracks: readonly Described[], files: readonly Described[], fits = always) {
  const paired = pairNearest(tracks, files, fits);
  return Object.fromEntries(
    [...paired].map(([track, file]) => [tracks[track]?.path, files[file]?.path]),
  );
}

test('a track goes on where the names are nearest', () => {
  const tracks = [described('/m/First/1.mp3'), described('/m/Second/1.mp3')];
  const files = [described('/m/1998 Second/1.mp3'), described('/m/2001 First/1.mp3')];
  expect(pairs(tracks, files)).toEqual({
    '/m/First/1.mp3': '/m/2001 First/1.mp3',
    '/m/Second/1.mp3': '/m/1998 Second/1.mp3',
  });
});

test('on another disk, the folders below it tell', () => {
  const tracks = [described('/disk1/a/1.mp3'), described('/disk1/b/1.mp3')];
  const files = [described('/media/new/b/1.mp3'), described('/media/new/a/1.mp3')];
  expect(pairs(tracks, files)).toEqual({
    '/disk1/a/1.mp3': '/media/new/a/1.mp3',
    '/disk1/b/1.mp3': '/media/new/b/1.mp3',
  });
});

test('an album says more than the name of a file', () => {
  const tracks = [described('/m/x1.mp3'), described('/m/x2.mp3', { album: 'Best Of' })];
  const files = [described('/m/x1.mp3', { album: 'Best Of' }), described('/m/x2.mp3')];
  expect(pairs(tracks, files)).toEqual({ '/m/x1.mp3': '/m/x2.mp3', '/m/x2.mp3': '/m/x1.mp3' });
});

test('a file that has kept its size and time is nearer than one that has not', () => {
  const state = { size: 1_000, mtimeMs: 1_234 };
  const tracks = [described('/m/a.mp3', { state })];
  const files = [
    described('/m/b.mp3', { state: { ...state, mtimeMs: 5_678 } }),
    described('/m/c.mp3', { state }),
  ];
  expect(pairs(tracks, files)).toEqual({ '/m/a.mp3': '/m/c.mp3' });
});

test('a file that is no track’s goes on with none, and no track goes on twice', () => {
  const tracks = [described('/m/a.mp3')];
  const files = [described('/m/b.mp3'), described('/m/c.mp3')];
  expect(pairNearest(tracks, files, (_track, file) => file === 1)).toEqual(new Map([[0, 1]]));
  expect(pairNearest(tracks, files, always).size).toBe(1);
  expect(pairNearest(tracks, files, () => false).size).toBe(0);
});

test('thousands of one content are paired in their order, in no time', () => {
  const numbered = (folder: string) =>
    Array.from({ length: 3_000 }, (_, index) => described(`/${folder}/${index}/silence.mp3`));
  const found = numbered('b').toReversed();
  const paired = pairs(numbered('a'), found);
  expect(Object.keys(paired)).toHaveLength(3_000);
  expect(paired['/a/77/silence.mp3']).toBe('/b/77/silence.mp3');
});
