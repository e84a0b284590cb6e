/** What else becomes of files between scans: other disks, copies, names that change hands, older versions. */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { MovingMusic } from './testing/moving-music.ts';

let music: MovingMusic;

beforeEach(() => {
  music = new MovingMusic();
});

test.for([
  ['together', [['disk1', 'disk2']]],
  ['the old place first', [['disk1'], ['disk2']]],
  ['the new place first', [['disk2'], ['disk1']]],
  ['the new place alone', [['disk2']]],
] as const)('tracks that were moved to another folder go on there: %s', async ([, scans]) => {
  music.write('disk1/a.wav', 'a');
  music.write('disk1/b.wav', 'b');
  mkdirSync(music.at('disk2'));
  await music.scan('disk1', 'disk2');
  music.listen();
  music.move('disk1/a.wav', 'disk2/Music/a.wav');
  let moved = 0;
  for (const folders of scans) moved += (await music.scan(...folders)).moved;
  expect(moved).toBe(1);
  expect(music.tracks()).toEqual({
    'disk1/b.wav': { id: 2, title: 'b', kept: 'kept' },
    'disk2/Music/a.wav': { id: 1, title: 'a', kept: 'kept' },
  });
});

test('a folder that is gone with its disk is found on the next one', async () => {
  for (let song = 1; song <= 20; song += 1) music.write(`disk1/${song}.wav`, `${song}`);
  await music.scan('disk1');
  music.listen();
  music.move('disk1', 'disk2');
  expect(await music.scan('disk2')).toMatchObject({ moved: 20, added: 0, missing: 0 });
  expect(Object.keys(music.tracks()).every((path) => path.startsWith('disk2/'))).toBe(true);
});

test('of a renamed file and its copy elsewhere, the one that is nearer is the track', async () => {
  music.write('m/Album/01 Song.wav', 'a', { title: 'A', album: 'Album' });
  await music.scan('m');
  music.listen();
  music.move('m/Album', 'm/Album (2003)');
  // It is found first.
  cpSync(music.at('m/Album (2003)'), music.at('m/A backup of it all'), { recursive: true });
  expect(await music.scan('m')).toMatchObject({ added: 1, moved: 1 });
  expect(music.tracks()).toMatchObject({
    'm/Album (2003)/01 Song.wav': { id: 1, kept: 'kept' },
    'm/A backup of it all/01 Song.wav': { kept: 'new' },
  });
});

test('two tracks of one sound are told apart by their tags where their paths say nothing', async () => {
  music.write('m/aaaa.wav', 'a', { title: 'A', album: 'Album' });
  music.write('m/bbbb.wav', 'a', { title: 'A', album: 'Best Of' });
  await music.scan('m');
  music.listen();
  music.move('m/aaaa.wav', 'm/x/2.wav');
  music.move('m/bbbb.wav', 'm/x/1.wav');
  await music.scan('m');
  expect(music.tracks()).toMatchObject({
    'm/x/2.wav': { id: 1, kept: 'kept' },
    'm/x/1.wav': { id: 2, kept: 'kept' },
  });
});

test('a file that is put in between moves the names of the others, and not their tracks', async () => {
  for (const name of ['1', '2', '3']) music.write(`m/${name}.wav`, name, { title: `Song ${name}` });
  await music.scan('m');
  music.listen();
  music.move('m/3.wav', 'm/4.wav');
  music.move('m/2.wav', 'm/3.wav');
  music.move('m/1.wav', 'm/2.wav');
  music.write('m/1.wav', 'new', { title: 'Something New' });
  expect(await music.scan('m')).toMatchObject({ moved: 3, added: 1, missing: 0 });
  expect(music.tracks()).toEqual({
    'm/1.wav': { id: 4, title: 'Something New', kept: 'new' },
    'm/2.wav': { id: 1, title: 'Song 1', kept: 'kept' },
    'm/3.wav': { id: 2, title: 'Song 2', kept: 'kept' },
    'm/4.wav': { id: 3, title: 'Song 3', kept: 'kept' },
  });
});

test('a file that was moved over another is its own track, and the other one is missing', async () => {
  music.write('m/1.wav', 'a', { title: 'A' });
  music.write('m/2.wav', 'b', { title: 'Bee' });
  music.write('m/3.wav', 'c', { title: 'C' });
  await music.scan('m');
  music.listen();
  music.move('m/1.wav', 'm/2.wav');
  expect(await music.scan('m')).toMatchObject({ moved: 1, missing: 1, unchanged: 1 });
  expect(music.tracks()).toEqual({
    'm/1.wav': { id: 2, title: 'Bee', kept: 'kept', isMissing: true },
    'm/2.wav': { id: 1, title: 'A', kept: 'kept' },
    'm/3.wav': { id: 3, title: 'C', kept: 'kept' },
  });
});

test('a file whose audio was replaced in its place is the track that it was', async () => {
  music.write('m/1.wav', 'a', { title: 'A' });
  await music.scan('m');
  music.listen();
  music.write('m/1.wav', 'a better one', { title: 'A, in Better Sound' });
  expect(await music.scan('m')).toMatchObject({ changed: 1, moved: 0, added: 0 });
  expect(music.tracks()).toEqual({
    'm/1.wav': { id: 1, title: 'A, in Better Sound', kept: 'kept' },
  });
});

test('tracks from before there were keys get theirs, or go on by their size and tags', async () => {
  music.write('m/a.wav', 'a', { title: 'A' });
  music.write('m/b.wav', 'b', { title: 'B' });
  await music.scan('m');
  music.listen();
  const keys = () => music.allOf('SELECT content_key FROM tracks ORDER BY id').flat();
  const before = keys();
  expect(new Set(before).size).toBe(2);
  music.change('UPDATE tracks SET content_key = NULL, reader_version = 1');
  const content = readFileSync(music.at('m/a.wav'));
  rmSync(music.at('m/a.wav'));
  mkdirSync(music.at('m/x'));
  writeFileSync(music.at('m/x/a.wav'), content);
  expect(await music.scan('m')).toMatchObject({ moved: 1, unchanged: 1, added: 0, missing: 0 });
  expect(keys()).toEqual(before);
  expect(music.tracks()).toEqual({
    'm/x/a.wav': { id: 1, title: 'A', kept: 'kept' },
    'm/b.wav': { id: 2, title: 'B', kept: 'kept' },
  });
});

test.for(['together', 'one after the other'] as const)(
  'a track whose file was copied to another disk, and then removed, goes on there: scanned %s',
  async (how) => {
    music.write('disk1/a.wav', 'a', { title: 'A' });
    music.write('disk1/b.wav', 'b', { title: 'B' });
    mkdirSync(music.at('disk2'));
    await music.scan('disk1', 'disk2');
    music.listen();
    copyFileSync(music.at('disk1/a.wav'), music.at('disk2/a.wav'));
    expect(await music.scan('disk1', 'disk2')).toMatchObject({ added: 1, unchanged: 2 });
    rmSync(music.at('disk1/a.wav'));
    const scans = how === 'together' ? [['disk1', 'disk2']] : [['disk2'], ['disk1']];
    for (const folders of scans) {
      const { found, done, failed } = await music.scan(...folders);
      expect({ found, failed }).toEqual({ found: done, failed: 0 });
    }
    expect(music.tracks()).toEqual({
      'disk2/a.wav': { id: 1, title: 'A', kept: 'kept' },
      'disk1/b.wav': { id: 2, title: 'B', kept: 'kept' },
    });
  },
);

test('a copy that a person has listened to stays a track of its own when the first one is gone', async () => {
  music.write('m/a.wav', 'a', { title: 'A' });
  await music.scan('m');
  mkdirSync(music.at('m/Copy'));
  copyFileSync(music.at('m/a.wav'), music.at('m/Copy/a.wav'));
  await music.scan('m');
  music.listen();
  rmSync(music.at('m/a.wav'));
  expect(await music.scan('m')).toMatchObject({ missing: 1, moved: 0, unchanged: 1 });
  expect(music.tracks()).toEqual({
    'm/a.wav': { id: 1, title: 'A', kept: 'kept', isMissing: true },
    'm/Copy/a.wav': { id: 2, title: 'A', kept: 'kept' },
  });
});

test('a copy that was there before is no place to go on for a later one', async () => {
  music.write('m/First/a.wav', 'a', { title: 'A' });
  await music.scan('m');
  music.write('m/Second/a.wav', 'a', { title: 'A' });
  await music.scan('m');
  rmSync(music.at('m/Second/a.wav'));
  expect(await music.scan('m')).toMatchObject({ missing: 1, moved: 0 });
  expect(Object.keys(music.tracks())).toEqual(['m/First/a.wav', 'm/Second/a.wav']);
});

test.for([
  ['in the same folder', 'm/Album', 'm/Album (2003)', ['m']],
  ['on a disk that is no more', 'disk1', 'disk2', ['disk2']],
] as const)(
  'what a version before keys took for new goes on as the track that it was: %s',
  async ([, before, after, folders]) => {
    for (const name of ['1', '2'])
      music.write(`${before}/${name}.wav`, name, { title: `Song ${name}` });
    await music.scan(before.split('/')[0] ?? '');
    music.listen();
    music.move(before, after);
    // As it had them: twice, the old ones missing or not.
    for (const name of ['1', '2']) {
      music.change(`
        INSERT INTO tracks (path, title, added_at, file_size, file_mtime_ms, duration_ms)
        SELECT '${music.at(`${after}/${name}.wav`)}', title, '2025-01-01T00:00:00.000Z', file_size,
          file_mtime_ms, duration_ms
        FROM tracks WHERE path = '${music.at(`${before}/${name}.wav`)}'`);
    }
    music.change('UPDATE tracks SET content_key = NULL, reader_version = 1');
    music.change(`UPDATE tracks SET missing_since = '2025-01-01T00:00:00.000Z'
      WHERE path LIKE '%/Album/%'`);
    expect(Object.keys(music.tracks())).toHaveLength(4);
    expect(await music.scan(...folders)).toMatchObject({ moved: 2, added: 0, missing: 0, done: 2 });
    expect(music.tracks()).toEqual({
      [`${after}/1.wav`]: { id: 1, title: 'Song 1', kept: 'kept' },
      [`${after}/2.wav`]: { id: 2, title: 'Song 2', kept: 'kept' },
    });
  },
);

test('a copy from before there were keys is no place to go on for a later one', async () => {
  music.write('m/First/a.wav', 'a', { title: 'A' });
  await music.scan('m');
  music.write('m/Second/a.wav', 'a', { title: 'A' });
  await music.scan('m');
  music.change('UPDATE tracks SET content_key = NULL, reader_version = 1');
  music.change('UPDATE tracks SET rating = 4 WHERE id = 2');
  rmSync(music.at('m/Second/a.wav'));
  expect(await music.scan('m')).toMatchObject({ missing: 1, moved: 0 });
  expect(music.tracks()).toMatchObject({
    'm/First/a.wav': { id: 1, kept: 'new' },
    'm/Second/a.wav': { id: 2, isMissing: true },
  });
});

test('a copy of which a person has corrected the encoding stays a track of its own', async () => {
  music.write('m/a.wav', 'a', { title: 'A' });
  await music.scan('m');
  mkdirSync(music.at('m/Copy'));
  copyFileSync(music.at('m/a.wav'), music.at('m/Copy/a.wav'));
  await music.scan('m');
  music.change("UPDATE tracks SET text_encoding = 'windows-1251' WHERE id = 2");
  rmSync(music.at('m/a.wav'));
  expect(await music.scan('m')).toMatchObject({ missing: 1, moved: 0 });
});
