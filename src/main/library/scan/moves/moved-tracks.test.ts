/** Files that are renamed, moved, copied and tagged anew between two scans: a track is what is heard. */
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { makeOldLibrary } from '../../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../../fixtures/test-library.ts';
import { loadMigrationSet } from '../../../lifecycle/migrations/migration-set.ts';
import { shippedMigrationsDir } from '../../../locations.ts';
import { OpenDatabase } from '../../open-database.ts';
import { resolveScanRoots } from '../scan-roots.ts';
import { ScanRun } from '../scan-run.ts';
import { type Song, writeSong } from './testing/songs.ts';

const TrackRows = z.array(
  z.object({
    id: z.number(),
    path: z.string(),
    title: z.string(),
    kept: z.string(),
    isMissing: z.number(),
  }),
);

const { latest } = loadMigrationSet(shippedMigrationsDir());

/** An empty library, copied for each test: making one takes longer than what they do. */
let empty: Buffer;
let folder = '';
let database: OpenDatabase;
let writtenAt = 0;

beforeAll(() => {
  const file = join(mkdtempSync(join(tmpdir(), 'fermata-moves-')), 'library.db');
  makeOldLibrary({ file, tracks: 0 });
  empty = readFileSync(file);
  rmSync(dirname(file), { recursive: true });
});

beforeEach(() => {
  folder = makeScratchFolder();
  writtenAt = 1_000_000;
  const libraryFile = at('library.db');
  writeFileSync(libraryFile, empty);
  database = new OpenDatabase({ libraryFile }, latest);
  onTestFinished(() => database.close());
});

const at = (path: string) => join(folder, path);

/** Writes a song, each a moment after the one before. */
function write(path: string, sound: string, tags: Omit<Song, 'sound'> = {}): void {
  writeSong(at(path), { sound, ...tags });
  writtenAt += 1.001;
  utimesSync(at(path), writtenAt, writtenAt);
}

function move(from: string, to: string): void {
  mkdirSync(dirname(at(to)), { recursive: true });
  renameSync(at(from), at(to));
}

async function scan(...folders: readonly string[]) {
  const run = new ScanRun(
    database,
    { folders: await resolveScanRoots(folders.map(at)), acceptsMissing: true },
    { onState: () => {}, onChanged: () => {} },
    new AbortController().signal,
  );
  return run.run();
}

function change(sql: string): void {
  database.write(() => database.db.exec(sql));
}

/** Gives each track a rating, plays, a heart and a place in a playlist, all of them its own. */
function listenTo(): void {
  change(`
    UPDATE tracks SET rating = id % 5 + 1, favourite = id % 2, play_count = 100 + id,
      added_at = '2001-01-' || printf('%02d', id) || 'T00:00:00.000Z';
    INSERT INTO playlists (id, name, created_at) VALUES (1, 'Mine', '2001-01-01T00:00:00.000Z');
    INSERT INTO playlist_tracks (playlist_id, position, track_id)
    SELECT 1, id, id FROM tracks`);
}

/** What is at which path: the ids of the tracks, and whether their listener's data are still theirs. */
function tracks() {
  const rows = TrackRows.parse(
    database.db
      .prepare(
        `SELECT tracks.id, path, title, missing_since IS NOT NULL AS isMissing,
          CASE
            WHEN rating = tracks.id % 5 + 1 AND favourite = tracks.id % 2
              AND play_count = 100 + tracks.id AND added_at LIKE '2001-01-%' AND position = tracks.id
            THEN 'kept'
            WHEN rating IS NULL AND play_count = 0 AND position IS NULL THEN 'new'
            ELSE 'mixed'
          END AS kept
        FROM tracks LEFT JOIN playlist_tracks ON track_id = tracks.id`,
      )
      .all(),
  );
  return Object.fromEntries(
    rows.map(({ path, isMissing, ...track }) => [
      relative(folder, path),
      isMissing === 1 ? { ...track, isMissing: true } : track,
    ]),
  );
}

function allOf(sql: string): unknown[] {
  return database.db.prepare(sql).raw().all();
}

test('a renamed folder has the tracks and the album that it had', async () => {
  for (const name of ['1', '2', '3']) write(`m/Album/${name}.wav`, name, { album: 'One' });
  writeFileSync(at('m/Album/cover.jpg'), Buffer.from('ffd8ffe000', 'hex'));
  await scan('m');
  listenTo();
  const albums = allOf('SELECT id, artwork_id IS NOT NULL FROM albums');
  expect(albums).toEqual([[1, 1]]);
  move('m/Album', 'm/Album (2003)');
  expect(await scan('m')).toMatchObject({ moved: 3, added: 0, changed: 0, missing: 0, done: 3 });
  expect(tracks()).toMatchObject({
    'm/Album (2003)/1.wav': { id: 1, kept: 'kept' },
    'm/Album (2003)/2.wav': { id: 2, kept: 'kept' },
    'm/Album (2003)/3.wav': { id: 3, kept: 'kept' },
  });
  expect(allOf('SELECT id, artwork_id IS NOT NULL FROM albums')).toEqual(albums);
  expect(await scan('m')).toMatchObject({ moved: 0, unchanged: 3 });
});

test.for([
  ['together', [['disk1', 'disk2']]],
  ['the old place first', [['disk1'], ['disk2']]],
  ['the new place first', [['disk2'], ['disk1']]],
  ['the new place alone', [['disk2']]],
] as const)('tracks that were moved to another folder go on there: %s', async ([, scans]) => {
  write('disk1/a.wav', 'a');
  write('disk1/b.wav', 'b');
  mkdirSync(at('disk2'));
  await scan('disk1', 'disk2');
  listenTo();
  move('disk1/a.wav', 'disk2/Music/a.wav');
  let moved = 0;
  for (const folders of scans) moved += (await scan(...folders)).moved;
  expect(moved).toBe(1);
  expect(tracks()).toEqual({
    'disk1/b.wav': { id: 2, title: 'b', kept: 'kept' },
    'disk2/Music/a.wav': { id: 1, title: 'a', kept: 'kept' },
  });
});

test('a folder that is gone with its disk is found on the next one', async () => {
  for (let song = 1; song <= 20; song += 1) write(`disk1/${song}.wav`, `${song}`);
  await scan('disk1');
  listenTo();
  move('disk1', 'disk2');
  expect(await scan('disk2')).toMatchObject({ moved: 20, added: 0, missing: 0 });
  expect(Object.keys(tracks()).every((path) => path.startsWith('disk2/'))).toBe(true);
});

test('a file that was renamed, moved and tagged anew at once is the track that it was', async () => {
  write('m/a.wav', 'a', { title: 'Old', album: 'Old' });
  write('m/b.wav', 'b', { title: 'Other' });
  await scan('m');
  listenTo();
  rmSync(at('m/a.wav'));
  write('m/New/01 New.wav', 'a', { title: 'A Longer Title', album: 'New', artist: 'An Artist' });
  expect(await scan('m')).toMatchObject({ moved: 1, added: 0, missing: 0, unchanged: 1 });
  expect(tracks()).toEqual({
    'm/New/01 New.wav': { id: 1, title: 'A Longer Title', kept: 'kept' },
    'm/b.wav': { id: 2, title: 'Other', kept: 'kept' },
  });
});

test('a copy is a track of its own, and what is copied stays what it was', async () => {
  write('m/a.wav', 'a', { title: 'A' });
  await scan('m');
  listenTo();
  mkdirSync(at('m/Copy'));
  copyFileSync(at('m/a.wav'), at('m/Copy/a.wav'));
  expect(await scan('m')).toMatchObject({ added: 1, moved: 0 });
  expect(tracks()).toEqual({
    'm/a.wav': { id: 1, title: 'A', kept: 'kept' },
    'm/Copy/a.wav': { id: 2, title: 'A', kept: 'new' },
  });
});

test('of a renamed file and its copy elsewhere, the one that is nearer is the track', async () => {
  write('m/Album/01 Song.wav', 'a', { title: 'A', album: 'Album' });
  await scan('m');
  listenTo();
  move('m/Album', 'm/Album (2003)');
  // It is found first.
  cpSync(at('m/Album (2003)'), at('m/A backup of it all'), { recursive: true });
  expect(await scan('m')).toMatchObject({ added: 1, moved: 1 });
  expect(tracks()).toMatchObject({
    'm/Album (2003)/01 Song.wav': { id: 1, kept: 'kept' },
    'm/A backup of it all/01 Song.wav': { kept: 'new' },
  });
});

test('two tracks of one sound are told apart by their paths', async () => {
  write('m/Second/song.wav', 'a', { title: 'A' });
  write('m/First/song.wav', 'a', { title: 'A' });
  await scan('m');
  listenTo();
  const { id: first } = tracks()['m/First/song.wav'] ?? {};
  const { id: second } = tracks()['m/Second/song.wav'] ?? {};
  move('m/First', 'm/2 First');
  move('m/Second', 'm/1 Second');
  expect(await scan('m')).toMatchObject({ moved: 2, added: 0, missing: 0 });
  expect(tracks()).toMatchObject({
    'm/2 First/song.wav': { id: first, kept: 'kept' },
    'm/1 Second/song.wav': { id: second, kept: 'kept' },
  });
});

test('two tracks of one sound are told apart by their tags where their paths say nothing', async () => {
  write('m/aaaa.wav', 'a', { title: 'A', album: 'Album' });
  write('m/bbbb.wav', 'a', { title: 'A', album: 'Best Of' });
  await scan('m');
  listenTo();
  move('m/aaaa.wav', 'm/x/2.wav');
  move('m/bbbb.wav', 'm/x/1.wav');
  await scan('m');
  expect(tracks()).toMatchObject({
    'm/x/2.wav': { id: 1, kept: 'kept' },
    'm/x/1.wav': { id: 2, kept: 'kept' },
  });
});

test('files that changed their names with each other are still the tracks that they were', async () => {
  write('m/01.wav', 'a', { title: 'A' });
  write('m/02.wav', 'b', { title: 'Bee' });
  await scan('m');
  listenTo();
  move('m/01.wav', 'm/03.wav');
  move('m/02.wav', 'm/01.wav');
  move('m/03.wav', 'm/02.wav');
  expect(await scan('m')).toMatchObject({ moved: 2, added: 0, missing: 0 });
  expect(tracks()).toEqual({
    'm/01.wav': { id: 2, title: 'Bee', kept: 'kept' },
    'm/02.wav': { id: 1, title: 'A', kept: 'kept' },
  });
});

test('a file that is put in between moves the names of the others, and not their tracks', async () => {
  for (const name of ['1', '2', '3']) write(`m/${name}.wav`, name, { title: `Song ${name}` });
  await scan('m');
  listenTo();
  move('m/3.wav', 'm/4.wav');
  move('m/2.wav', 'm/3.wav');
  move('m/1.wav', 'm/2.wav');
  write('m/1.wav', 'new', { title: 'Something New' });
  expect(await scan('m')).toMatchObject({ moved: 3, added: 1, missing: 0 });
  expect(tracks()).toEqual({
    'm/1.wav': { id: 4, title: 'Something New', kept: 'new' },
    'm/2.wav': { id: 1, title: 'Song 1', kept: 'kept' },
    'm/3.wav': { id: 2, title: 'Song 2', kept: 'kept' },
    'm/4.wav': { id: 3, title: 'Song 3', kept: 'kept' },
  });
});

test('a file that was moved over another is its own track, and the other one is missing', async () => {
  write('m/1.wav', 'a', { title: 'A' });
  write('m/2.wav', 'b', { title: 'Bee' });
  write('m/3.wav', 'c', { title: 'C' });
  await scan('m');
  listenTo();
  move('m/1.wav', 'm/2.wav');
  expect(await scan('m')).toMatchObject({ moved: 1, missing: 1, unchanged: 1 });
  expect(tracks()).toEqual({
    'm/1.wav': { id: 2, title: 'Bee', kept: 'kept', isMissing: true },
    'm/2.wav': { id: 1, title: 'A', kept: 'kept' },
    'm/3.wav': { id: 3, title: 'C', kept: 'kept' },
  });
});

test('a file whose audio was replaced in its place is the track that it was', async () => {
  write('m/1.wav', 'a', { title: 'A' });
  await scan('m');
  listenTo();
  write('m/1.wav', 'a better one', { title: 'A, in Better Sound' });
  expect(await scan('m')).toMatchObject({ changed: 1, moved: 0, added: 0 });
  expect(tracks()).toEqual({
    'm/1.wav': { id: 1, title: 'A, in Better Sound', kept: 'kept' },
  });
});

test.for([
  ['case', 'm/Album/song.wav', 'm/ALBUM/Song.wav'],
  ['Unicode form', 'm/Öfen/é.wav'.normalize('NFC'), 'm/Öfen/é.wav'.normalize('NFD')],
] as const)('a change of %s is none', async ([, before, after]) => {
  write(before, 'a', { title: 'A' });
  await scan('m');
  listenTo();
  move(before, after);
  rmSync(dirname(at(before)), { recursive: true, force: true });
  expect(await scan('m')).toMatchObject({ unchanged: 1, moved: 0, changed: 0, added: 0 });
  expect(tracks()).toEqual({ [after]: { id: 1, title: 'A', kept: 'kept' } });
});

test('tracks from before there were keys get theirs, or go on by their size and tags', async () => {
  write('m/a.wav', 'a', { title: 'A' });
  write('m/b.wav', 'b', { title: 'B' });
  await scan('m');
  listenTo();
  const keys = () => allOf('SELECT content_key FROM tracks ORDER BY id').flat();
  const before = keys();
  expect(new Set(before).size).toBe(2);
  change('UPDATE tracks SET content_key = NULL, reader_version = 1');
  const content = readFileSync(at('m/a.wav'));
  rmSync(at('m/a.wav'));
  mkdirSync(at('m/x'));
  writeFileSync(at('m/x/a.wav'), content);
  expect(await scan('m')).toMatchObject({ moved: 1, unchanged: 1, added: 0, missing: 0 });
  expect(keys()).toEqual(before);
  expect(tracks()).toEqual({
    'm/x/a.wav': { id: 1, title: 'A', kept: 'kept' },
    'm/b.wav': { id: 2, title: 'B', kept: 'kept' },
  });
});

test.for(['together', 'one after the other'] as const)(
  'a track whose file was copied to another disk, and then removed, goes on there: scanned %s',
  async (how) => {
    write('disk1/a.wav', 'a', { title: 'A' });
    write('disk1/b.wav', 'b', { title: 'B' });
    mkdirSync(at('disk2'));
    await scan('disk1', 'disk2');
    listenTo();
    copyFileSync(at('disk1/a.wav'), at('disk2/a.wav'));
    expect(await scan('disk1', 'disk2')).toMatchObject({ added: 1, unchanged: 2 });
    rmSync(at('disk1/a.wav'));
    const scans = how === 'together' ? [['disk1', 'disk2']] : [['disk2'], ['disk1']];
    for (const folders of scans) {
      const { found, done, failed } = await scan(...folders);
      expect({ found, failed }).toEqual({ found: done, failed: 0 });
    }
    expect(tracks()).toEqual({
      'disk2/a.wav': { id: 1, title: 'A', kept: 'kept' },
      'disk1/b.wav': { id: 2, title: 'B', kept: 'kept' },
    });
  },
);

test('a copy that a person has listened to stays a track of its own when the first one is gone', async () => {
  write('m/a.wav', 'a', { title: 'A' });
  await scan('m');
  mkdirSync(at('m/Copy'));
  copyFileSync(at('m/a.wav'), at('m/Copy/a.wav'));
  await scan('m');
  listenTo();
  rmSync(at('m/a.wav'));
  expect(await scan('m')).toMatchObject({ missing: 1, moved: 0, unchanged: 1 });
  expect(tracks()).toEqual({
    'm/a.wav': { id: 1, title: 'A', kept: 'kept', isMissing: true },
    'm/Copy/a.wav': { id: 2, title: 'A', kept: 'kept' },
  });
});

test('a copy that was there before is no place to go on for a later one', async () => {
  write('m/First/a.wav', 'a', { title: 'A' });
  await scan('m');
  write('m/Second/a.wav', 'a', { title: 'A' });
  await scan('m');
  rmSync(at('m/Second/a.wav'));
  expect(await scan('m')).toMatchObject({ missing: 1, moved: 0 });
  expect(Object.keys(tracks())).toEqual(['m/First/a.wav', 'm/Second/a.wav']);
});

test.for([
  ['in the same folder', 'm/Album', 'm/Album (2003)', ['m']],
  ['on a disk that is no more', 'disk1', 'disk2', ['disk2']],
] as const)(
  'what a version before keys took for new goes on as the track that it was: %s',
  async ([, before, after, folders]) => {
    for (const name of ['1', '2']) write(`${before}/${name}.wav`, name, { title: `Song ${name}` });
    await scan(before.split('/')[0] ?? '');
    listenTo();
    move(before, after);
    // As it had them: twice, the old ones missing or not.
    for (const name of ['1', '2']) {
      change(`
        INSERT INTO tracks (path, title, added_at, file_size, file_mtime_ms, duration_ms)
        SELECT '${at(`${after}/${name}.wav`)}', title, '2025-01-01T00:00:00.000Z', file_size,
          file_mtime_ms, duration_ms
        FROM tracks WHERE path = '${at(`${before}/${name}.wav`)}'`);
    }
    change('UPDATE tracks SET content_key = NULL, reader_version = 1');
    change(`UPDATE tracks SET missing_since = '2025-01-01T00:00:00.000Z'
      WHERE path LIKE '%/Album/%'`);
    expect(Object.keys(tracks())).toHaveLength(4);
    expect(await scan(...folders)).toMatchObject({ moved: 2, added: 0, missing: 0, done: 2 });
    expect(tracks()).toEqual({
      [`${after}/1.wav`]: { id: 1, title: 'Song 1', kept: 'kept' },
      [`${after}/2.wav`]: { id: 2, title: 'Song 2', kept: 'kept' },
    });
  },
);
