/** Scans of real files through an open library: what comes in, what is read again, what is gone. */
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { asOrdinaryUser } from '../../../../fixtures/ordinary-user.ts';
import { AUDIO_FIXTURES, openLibraryWithMusic } from '../../../../fixtures/test-library.ts';
import type { ScanState } from '../../../shared/api/scan.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import { bytesOfPath, mayLackBytes } from '../../lifecycle/files/path-bytes.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import type { Library } from '../library.ts';

const SONG = '04 fourth light.opus';

let folder = '';
let music = '';
let file = '';
let library: Library;

beforeEach(async () => {
  ({ folder, music, file, library } = await openLibraryWithMusic());
});

async function tracks(text = '') {
  const page = await library.calls.tracks(
    TrackQuerySchema.parse({ text, sort: 'title', limit: 500 }),
  );
  return page.tracks;
}

/** Looks into the library beside the open one, as another process would. */
function inLibrary<Result>(sql: string, schema: z.ZodType<Result>): Result {
  const db = openWriter(file, Number.POSITIVE_INFINITY);
  try {
    return schema.parse(db.prepare(sql).raw().all());
  } finally {
    db.close();
  }
}

function change(sql: string): void {
  const db = openWriter(file, Number.POSITIVE_INFINITY);
  db.exec(sql);
  db.close();
}

test('every file comes in: tracks with artists, albums and genres, and the broken one as a problem', async () => {
  const state = await library.scan([music]);
  expect(state).toEqual({
    state: 'done',
    folders: [music],
    found: 8,
    done: 8,
    added: 7,
    moved: 0,
    changed: 0,
    unchanged: 0,
    missing: 0,
    failed: 1,
    notThere: 0,
    isQuiet: false,
    leftOut: { hidden: 0, system: 0, marked: 0, format: 0 },
    error: null,
  });
  const { counts, scanProblems } = await library.calls.summary({});
  expect(counts).toMatchObject({ tracks: 7, albums: 1, artists: 2, genres: 2 });
  expect(scanProblems).toBe(1);
  expect(await tracks('premiere bjork blue six')).toMatchObject([
    {
      title: 'Première lumière',
      artist: 'Björk Tanaka, The Blue Birds',
      album: 'The Six Formats',
      albumArtist: 'Björk Tanaka',
      genre: 'Folk, Jazz',
      year: 2019,
      discNumber: 1,
      trackNumber: 1,
      path: join(music, '01 first light.mp3'),
    },
  ]);
  expect(await library.calls.scanProblems({})).toMatchObject([
    { path: join(music, 'broken.m4a'), reason: expect.stringContaining('It is damaged') },
  ]);
  const covers = inLibrary(
    `SELECT mime_type, path FROM artworks
     JOIN albums ON albums.artwork_id = artworks.id
     JOIN tracks ON tracks.artwork_id = artworks.id`,
    z.unknown(),
  );
  expect(covers).toEqual([['image/png', join(music, '01 first light.mp3')]]);
});

const shownCovers = async (text: string) =>
  new Set((await tracks(text)).map(({ artwork }) => artwork));

test('a cover is kept while any file has it, and goes with the last', async () => {
  const first = join(music, '01 first light.mp3');
  copyFileSync(first, join(music, 'copy.mp3'));
  await library.scan([music]);
  const [cover] = await shownCovers('light');
  expect(cover).toMatch(/^[0-9a-f]{64}$/);
  rmSync(first);
  await library.scan([music]);
  expect(await shownCovers('light')).toEqual(new Set([cover]));
  expect((await library.artwork(cover ?? '', null))?.bytes).toHaveLength(94);
  rmSync(join(music, 'copy.mp3'));
  await library.scan([music]);
  expect(await shownCovers('second')).toEqual(new Set([null]));
});

test('a picture beside the files shows their album, is changed when it changes, and goes with it', async () => {
  rmSync(join(music, '01 first light.mp3'));
  const jpeg = (text: string) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(text)]);
  writeFileSync(join(music, 'Folder.JPG'), jpeg('one'));
  expect(await library.scan([music])).toMatchObject({ found: 7, added: 6 });
  const [cover] = await shownCovers('second');
  expect(await library.artwork(cover ?? '', null)).toMatchObject({
    mimeType: 'image/jpeg',
    bytes: new Uint8Array(jpeg('one')),
  });
  writeFileSync(join(music, 'Folder.JPG'), jpeg('another'));
  expect(await library.scan([music])).toMatchObject({ unchanged: 6, changed: 0 });
  const [other] = await shownCovers('second');
  expect((await library.artwork(other ?? '', null))?.bytes).toHaveLength(11);
  rmSync(join(music, 'Folder.JPG'));
  await library.scan([music]);
  expect(await shownCovers('second')).toEqual(new Set([null]));
});

test('files that an older reader has read are read again quietly, and their albums told apart', async () => {
  for (const name of ['one', 'two']) {
    mkdirSync(join(music, name));
    copyFileSync(join(AUDIO_FIXTURES, '06 sixth light.wav'), join(music, name, `${name}.wav`));
  }
  await library.scan([music]);
  // As version 16 had them: one album of a title and an artist, wherever its files were.
  change(`
    UPDATE albums SET title = 'Old Album' WHERE id = (SELECT min(id) FROM albums);
    UPDATE tracks SET title = 'old', reader_version = 0, rating = 4,
      album_id = (SELECT min(id) FROM albums);
    DELETE FROM album_folders;
    UPDATE scan_problems SET reader_version = 0`);
  expect(await library.scan([music])).toMatchObject({
    unchanged: 9,
    changed: 0,
    added: 0,
    failed: 1,
  });
  expect(await tracks('sixth')).toHaveLength(3);
  expect((await tracks('light')).every(({ rating }) => rating === 4)).toBe(true);
  const { counts } = await library.calls.summary({});
  // Copies in folders of their own are albums of their own.
  expect(counts).toMatchObject({ tracks: 9, albums: 3 });
  expect(await library.scan([music])).toMatchObject({ unchanged: 9, failed: 1 });
});

test('a second scan reads nothing again, the broken file neither', async () => {
  await library.scan([music]);
  const before = await tracks();
  const state = await library.scan([music]);
  expect(state).toMatchObject({ found: 8, unchanged: 7, failed: 1, added: 0, changed: 0 });
  expect(await tracks()).toEqual(before);
});

test('a file with another time or size is read again and keeps what its listener added', async () => {
  await library.scan([music]);
  change(
    `UPDATE tracks SET rating = 5, favourite = 1, play_count = 12, added_at = '2001-01-01T00:00:00Z'`,
  );
  copyFileSync(join(AUDIO_FIXTURES, '06 sixth light.wav'), join(music, 'untagged.wav'));
  utimesSync(join(music, SONG), new Date(1_000_000), new Date(1_000_000));
  expect(await library.scan([music])).toMatchObject({ changed: 2, unchanged: 5, added: 0 });
  for (const title of ['fourth', 'sixth']) {
    for (const track of await tracks(title)) {
      expect(track).toMatchObject({ rating: 5, favourite: true, playCount: 12 });
      expect(track.addedAt).toBe('2001-01-01T00:00:00Z');
    }
  }
  expect(await tracks('sixth')).toHaveLength(2);
  // Its name is that of its file no more.
  expect((await tracks('untagged')).map(({ title }) => title)).toEqual(['Sixth Light']);
});

test('what no track has any more goes, when tags have changed', async () => {
  const single = join(folder, 'single');
  mkdirSync(single);
  copyFileSync(join(AUDIO_FIXTURES, '06 sixth light.wav'), join(single, 'song.wav'));
  await library.scan([single]);
  const before = await library.calls.summary({});
  expect(before.counts).toMatchObject({ tracks: 1, albums: 1, artists: 1, genres: 1 });
  copyFileSync(join(AUDIO_FIXTURES, 'untagged.wav'), join(single, 'song.wav'));
  await library.scan([single]);
  const { counts } = await library.calls.summary({});
  expect(counts).toMatchObject({ tracks: 1, albums: 0, artists: 0, genres: 0 });
});

test('a file that is gone is marked as missing, and found again as it was', async () => {
  await library.scan([music]);
  renameSync(join(music, SONG), join(folder, SONG));
  expect(await library.scan([music])).toMatchObject({ missing: 1, unchanged: 6 });
  expect(await tracks('fourth')).toHaveLength(1);
  const missing = 'SELECT path FROM tracks WHERE missing_since IS NOT NULL';
  expect(inLibrary(missing, z.unknown())).toEqual([[join(music, SONG)]]);
  change(
    `UPDATE tracks SET missing_since = '2001-01-01T00:00:00Z' WHERE missing_since IS NOT NULL`,
  );
  expect(await library.scan([music])).toMatchObject({ missing: 1, unchanged: 6 });
  const since = 'SELECT missing_since FROM tracks WHERE missing_since IS NOT NULL';
  expect(inLibrary(since, z.unknown())).toEqual([['2001-01-01T00:00:00Z']]);
  renameSync(join(folder, SONG), join(music, SONG));
  expect(await library.scan([music])).toMatchObject({ missing: 0, unchanged: 7, added: 0 });
  expect(inLibrary(missing, z.unknown())).toEqual([]);
});

test('a broken file that was mended becomes a track, and one that is gone is no problem', async () => {
  writeFileSync(join(music, 'other.mp3'), 'Not a song.');
  expect(await library.scan([music])).toMatchObject({ failed: 2 });
  copyFileSync(join(AUDIO_FIXTURES, '05 fifth light.m4a'), join(music, 'broken.m4a'));
  rmSync(join(music, 'other.mp3'));
  expect(await library.scan([music])).toMatchObject({ failed: 0, added: 1 });
  expect(await library.calls.scanProblems({})).toEqual([]);
});

test('a track whose file broke stays, with the problem told', async () => {
  await library.scan([music]);
  writeFileSync(join(music, SONG), 'Not a song.');
  expect(await library.scan([music])).toMatchObject({ failed: 2, missing: 0 });
  expect(await tracks('fourth')).toHaveLength(1);
});

test('a file that broke and was put back as it was is no problem any more', async () => {
  await library.scan([music]);
  const song = join(music, SONG);
  const { atime, mtime } = statSync(song);
  writeFileSync(song, 'Not a song.');
  expect(await library.scan([music])).toMatchObject({ failed: 2 });
  copyFileSync(join(AUDIO_FIXTURES, SONG), song);
  utimesSync(song, atime, mtime);
  expect(await library.scan([music])).toMatchObject({ failed: 1 });
  expect(await library.calls.scanProblems({})).toHaveLength(1);
});

/** Has a scan as another user write the library. */
function openToOthers(): void {
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder).filter((each) => each.startsWith('library.db'))) {
    chmodSync(join(folder, name), 0o666);
  }
}

test('tracks of a folder that cannot be read for now are not taken for missing', async () => {
  const locked = join(music, 'locked');
  mkdirSync(locked);
  renameSync(join(music, SONG), join(locked, SONG));
  await library.scan([music]);
  openToOthers();
  chmodSync(locked, 0);
  const state = await asOrdinaryUser(() => library.scan([music]));
  chmodSync(locked, 0o755);
  expect(state).toMatchObject({ state: 'done', missing: 0, failed: 2 });
  expect((await library.calls.scanProblems({})).map(({ path }) => path)).toContain(locked);
  expect(await library.scan([music])).toMatchObject({ missing: 0, failed: 1, unchanged: 7 });
  expect((await library.calls.scanProblems({})).map(({ path }) => path)).not.toContain(locked);
});

test('a scan of one folder leaves the tracks of others alone', async () => {
  const other = join(folder, 'music2');
  mkdirSync(other);
  copyFileSync(join(AUDIO_FIXTURES, SONG), join(other, SONG));
  await library.scan([music, other]);
  rmSync(join(other, SONG));
  expect(await library.scan([music])).toMatchObject({ missing: 0, found: 8 });
  const accepting = await library.scan([other], { acceptsMissing: true });
  expect(accepting).toMatchObject({ missing: 1, found: 0 });
});

test('tracks of a folder that is empty, as the mount point of a disk that is away, are not marked', async () => {
  const disk = join(folder, 'disk');
  cpSync(music, disk, { recursive: true });
  await library.scan([music, disk]);
  rmSync(disk, { recursive: true });
  mkdirSync(disk);
  expect(await library.scan([music, disk])).toMatchObject({
    state: 'done',
    missing: 0,
    notThere: 7,
    unchanged: 7,
  });
  const missing = 'SELECT count(*) FROM tracks WHERE missing_since IS NOT NULL';
  expect(inLibrary(missing, z.unknown())).toEqual([[0]]);
  const accepting = await library.scan([music, disk], { acceptsMissing: true });
  expect(accepting).toMatchObject({ missing: 7, notThere: 0 });
});

test('a file that was out of reach is read once it is in reach, though it has not changed', async () => {
  const song = join(music, SONG);
  openToOthers();
  chmodSync(song, 0);
  const first = await asOrdinaryUser(() => library.scan([music]));
  expect(first).toMatchObject({ added: 6, failed: 2 });
  // As an older version kept it.
  const { size, mtimeMs } = statSync(song);
  change(`UPDATE scan_problems SET file_size = ${size}, file_mtime_ms = ${Math.trunc(mtimeMs)}
    WHERE path LIKE '%${SONG}'`);
  chmodSync(song, 0o644);
  expect(await library.scan([music])).toMatchObject({ added: 1, failed: 1 });
});

test('a quiet scan writes nothing of a file that is out of reach still', async () => {
  openToOthers();
  chmodSync(join(music, SONG), 0);
  const problems = () =>
    inLibrary('SELECT path, seen_at FROM scan_problems ORDER BY path', z.unknown());
  const before = await asOrdinaryUser(async () => {
    await library.scan([music]);
    const found = problems();
    expect(await library.scanQuietly([music])).toMatchObject({ state: 'done', failed: 2 });
    return found;
  });
  chmodSync(join(music, SONG), 0o644);
  expect(problems()).toEqual(before);
  expect(before).toHaveLength(2);
});

test('what a scan leaves out is counted by its reason', async () => {
  for (const name of ['.hidden', '$RECYCLE.BIN', '@eaDir', 'marked']) mkdirSync(join(music, name));
  for (const name of ['marked/.nomedia', 'tracker.mod', '._01.mp3', 'cover.jpg']) {
    writeFileSync(join(music, name), '');
  }
  const state = await library.scan([music]);
  expect(state).toMatchObject({
    added: 7,
    leftOut: { hidden: 2, system: 2, marked: 1, format: 1 },
  });
});

test('a folder named twice, by a link or by one around it, is scanned once', async () => {
  symlinkSync(music, join(folder, 'link'));
  mkdirSync(join(music, 'inside'));
  const state = await library.scan([join(folder, 'link'), music, join(music, 'inside')]);
  expect(state).toMatchObject({ folders: [music], found: 8 });
});

test.for([
  ['nowhere', 'does not exist'],
  ['library.db', 'is not a folder'],
] as const)('the folder "%s" is refused: it %s', async ([name, what]) => {
  const before = library.scanState();
  const scan = library.scan([music, join(folder, name)]);
  await expect(scan).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining(what),
  });
  expect(library.scanState()).toEqual(before);
  expect(await tracks()).toEqual([]);
});

test('states are told from the first to the last, and one scan runs at a time', async () => {
  const states: ScanState[] = [];
  const scan = library.scan([music], { onState: (state) => states.push(state) });
  await expect(library.scan([music])).rejects.toMatchObject({ code: 'BUSY' });
  const last = await scan;
  expect(states[0]).toMatchObject({ state: 'scanning', done: 0 });
  expect(states.at(-1)).toEqual(last);
  expect(library.scanState()).toEqual(last);
});

test('a cancelled scan keeps what it has read and marks nothing as missing', async () => {
  await library.scan([music]);
  for (let copy = 0; copy < 200; copy += 1) {
    copyFileSync(join(AUDIO_FIXTURES, SONG), join(music, `copy ${copy}.opus`));
  }
  rmSync(join(music, '03 third light.ogg'));
  const cancelling = new AbortController();
  const state = await library.scan([music], {
    signal: cancelling.signal,
    onState: ({ done }) => {
      if (done > 0) cancelling.abort();
    },
  });
  expect(state).toMatchObject({ state: 'cancelled', missing: 0 });
  expect(await tracks()).toHaveLength(7 + state.added);
  expect(await library.scan([music])).toMatchObject({
    state: 'done',
    added: 200 - state.added,
    missing: 1,
  });
});

test('a library that is closed in the middle of a scan is whole', async () => {
  for (let copy = 0; copy < 200; copy += 1) {
    copyFileSync(join(AUDIO_FIXTURES, SONG), join(music, `copy ${copy}.opus`));
  }
  const begun = Promise.withResolvers<void>();
  const scan = library.scan([music], { onState: () => begun.resolve() });
  await begun.promise;
  await library.close();
  expect(await scan).toMatchObject({ state: 'cancelled' });
  expect(inLibrary('PRAGMA integrity_check', z.unknown())).toEqual([['ok']]);
});

test('a scan of a library that a newer app has upgraded fails and writes nothing', async () => {
  await library.scan([music]);
  copyFileSync(join(AUDIO_FIXTURES, SONG), join(music, 'new.opus'));
  change('PRAGMA user_version = 9999');
  await expect(library.scan([music])).rejects.toMatchObject({ code: 'LIBRARY_TOO_NEW' });
  expect(library.scanState()).toMatchObject({
    state: 'failed',
    error: { code: 'LIBRARY_TOO_NEW' },
  });
  expect(inLibrary('SELECT count(*) FROM tracks', z.unknown())).toEqual([[7]]);
});

test.runIf(process.platform === 'linux')(
  'files whose names differ only in bytes that are no text are tracks of their own, and are played',
  async () => {
    const song = readFileSync(join(music, SONG));
    const named = (byte: number) =>
      Buffer.concat([Buffer.from(`${music}/caf`), Buffer.of(byte), Buffer.from('.opus')]);
    for (const byte of [0xe8, 0xe9]) writeFileSync(named(byte), song);
    // Without tags, its name is its title.
    const untagged = Buffer.from(`${music}/\xe9.wav`, 'latin1');
    writeFileSync(untagged, readFileSync(join(music, 'untagged.wav')));
    expect(await library.scan([music])).toMatchObject({ added: 10, failed: 1 });
    const added = (await tracks()).filter(({ path }) => mayLackBytes(path));
    expect(added.map(({ title }) => title).sort()).toEqual([
      'Fourth Light',
      'Fourth Light',
      '\ufffd',
    ]);
    for (const { id } of added) {
      const opened = await library.openAudio(id);
      expect(opened?.size).toBeGreaterThan(0);
      await opened?.handle.close();
    }
    expect(await library.scan([music])).toMatchObject({ added: 0, unchanged: 10, missing: 0 });
    const playlist = join(music, 'list.m3u');
    writeFileSync(
      playlist,
      Buffer.concat([Buffer.from('caf'), Buffer.of(0xe9), Buffer.from('.opus\n')]),
    );
    const { id: playlistId } = await library.importPlaylistFile(playlist);
    const listed = await library.calls.tracks(
      TrackQuerySchema.parse({ list: { kind: 'playlist', id: playlistId }, limit: 10 }),
    );
    expect(listed.tracks.map(({ path }) => bytesOfPath(path))).toEqual([named(0xe9)]);
    rmSync(named(0xe8));
    expect(await library.scan([music])).toMatchObject({ unchanged: 9, missing: 1 });
  },
);
