/** Files that are renamed, moved, copied and tagged anew between two scans: a track is what is heard. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { MovingMusic } from './testing/moving-music.ts';

let music: MovingMusic;

beforeEach(() => {
  music = new MovingMusic();
});

test('a renamed folder has the tracks and the album that it had', async () => {
  for (const name of ['1', '2', '3']) music.write(`m/Album/${name}.wav`, name, { album: 'One' });
  writeFileSync(music.at('m/Album/cover.jpg'), Buffer.from('ffd8ffe000', 'hex'));
  await music.scan('m');
  music.listen();
  const albums = music.allOf('SELECT id, artwork_id IS NOT NULL FROM albums');
  expect(albums).toEqual([[1, 1]]);
  music.move('m/Album', 'm/Album (2003)');
  expect(await music.scan('m')).toMatchObject({
    moved: 3,
    added: 0,
    changed: 0,
    missing: 0,
    done: 3,
  });
  expect(music.tracks()).toMatchObject({
    'm/Album (2003)/1.wav': { id: 1, kept: 'kept' },
    'm/Album (2003)/2.wav': { id: 2, kept: 'kept' },
    'm/Album (2003)/3.wav': { id: 3, kept: 'kept' },
  });
  expect(music.allOf('SELECT id, artwork_id IS NOT NULL FROM albums')).toEqual(albums);
  expect(music.allOf('SELECT folder FROM album_folders')).toEqual([[music.at('m/Album (2003)')]]);
  expect(await music.scan('m')).toMatchObject({ moved: 0, unchanged: 3 });
});

test('a file that was renamed, moved and tagged anew at once is the track that it was', async () => {
  music.write('m/a.wav', 'a', { title: 'Old', album: 'Old' });
  music.write('m/b.wav', 'b', { title: 'Other' });
  await music.scan('m');
  music.listen();
  rmSync(music.at('m/a.wav'));
  music.write('m/New/01 New.wav', 'a', {
    title: 'A Longer Title',
    album: 'New',
    artist: 'An Artist',
  });
  expect(await music.scan('m')).toMatchObject({ moved: 1, added: 0, missing: 0, unchanged: 1 });
  expect(music.tracks()).toEqual({
    'm/New/01 New.wav': { id: 1, title: 'A Longer Title', kept: 'kept' },
    'm/b.wav': { id: 2, title: 'Other', kept: 'kept' },
  });
});

test('a copy is a track of its own, and what is copied stays what it was', async () => {
  music.write('m/a.wav', 'a', { title: 'A' });
  await music.scan('m');
  music.listen();
  mkdirSync(music.at('m/Copy'));
  copyFileSync(music.at('m/a.wav'), music.at('m/Copy/a.wav'));
  expect(await music.scan('m')).toMatchObject({ added: 1, moved: 0 });
  expect(music.tracks()).toEqual({
    'm/a.wav': { id: 1, title: 'A', kept: 'kept' },
    'm/Copy/a.wav': { id: 2, title: 'A', kept: 'new' },
  });
});

test('two tracks of one sound are told apart by their paths', async () => {
  music.write('m/Second/song.wav', 'a', { title: 'A' });
  music.write('m/First/song.wav', 'a', { title: 'A' });
  await music.scan('m');
  music.listen();
  const { id: first } = music.tracks()['m/First/song.wav'] ?? {};
  const { id: second } = music.tracks()['m/Second/song.wav'] ?? {};
  music.move('m/First', 'm/2 First');
  music.move('m/Second', 'm/1 Second');
  expect(await music.scan('m')).toMatchObject({ moved: 2, added: 0, missing: 0 });
  expect(music.tracks()).toMatchObject({
    'm/2 First/song.wav': { id: first, kept: 'kept' },
    'm/1 Second/song.wav': { id: second, kept: 'kept' },
  });
});

test('files that changed their names with each other are still the tracks that they were', async () => {
  music.write('m/01.wav', 'a', { title: 'A' });
  music.write('m/02.wav', 'b', { title: 'Bee' });
  await music.scan('m');
  music.listen();
  music.move('m/01.wav', 'm/03.wav');
  music.move('m/02.wav', 'm/01.wav');
  music.move('m/03.wav', 'm/02.wav');
  expect(await music.scan('m')).toMatchObject({ moved: 2, added: 0, missing: 0 });
  expect(music.tracks()).toEqual({
    'm/01.wav': { id: 2, title: 'Bee', kept: 'kept' },
    'm/02.wav': { id: 1, title: 'A', kept: 'kept' },
  });
});

test.for([
  ['case', 'm/Album/song.wav', 'm/ALBUM/Song.wav'],
  ['Unicode form', 'm/Öfen/é.wav'.normalize('NFC'), 'm/Öfen/é.wav'.normalize('NFD')],
] as const)('a change of %s is none', async ([, before, after]) => {
  music.write(before, 'a', { title: 'A' });
  await music.scan('m');
  music.listen();
  music.move(before, after);
  rmSync(dirname(music.at(before)), { recursive: true, force: true });
  expect(await music.scan('m')).toMatchObject({ unchanged: 1, moved: 0, changed: 0, added: 0 });
  expect(music.tracks()).toEqual({ [after]: { id: 1, title: 'A', kept: 'kept' } });
});
