/** Scans that begin by themselves: of parts of folders, giving way, and silent. */
import {
  copyFileSync,
  mkdirSync,
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
import { AUDIO_FIXTURES, openLibraryWithMusic } from '../../../../fixtures/test-library.ts';
import type { ScanState } from '../../../shared/api/scan.ts';
import { type Track, TrackQuerySchema } from '../../../shared/api/tracks.ts';
import type { Library } from '../library.ts';

const SONG = '04 fourth light.opus';

let music = '';
let file = '';
let library: Library;
let told: ScanState[] = [];

beforeEach(async () => {
  ({ music, file, library } = await openLibraryWithMusic());
  await library.scan([music]);
  told = [];
  library.onScan((state) => told.push(state));
});

async function tracks(): Promise<readonly Track[]> {
  const query = TrackQuerySchema.parse({ text: '', sort: 'title', limit: 500 });
  return (await library.calls.tracks(query)).tracks;
}

async function titles(): Promise<readonly string[]> {
  return (await tracks()).map(({ title }) => title);
}

async function missingTracks(): Promise<number> {
  return (await tracks()).filter(({ missingSince }) => missingSince !== null).length;
}

test('a quiet scan reads what is new, and tells nothing', async () => {
  copyFileSync(join(AUDIO_FIXTURES, SONG), join(music, 'new.opus'));
  expect(await library.scanQuietly([music])).toMatchObject({ state: 'done', added: 1 });
  expect(told).toEqual([]);
  expect(library.scanState()).toMatchObject({ added: 7 });
});

test('a quiet scan that finds nothing new writes nothing', async () => {
  const log = () => statSync(`${file}-wal`).mtimeMs + statSync(file).mtimeMs;
  const [before, changes] = [log(), [] as unknown[]];
  library.onChanged((change) => changes.push(change));
  expect(await library.scanQuietly([music])).toMatchObject({ state: 'done', unchanged: 7 });
  expect(log()).toBe(before);
  expect(changes).toEqual([]);
});

test('a scan of a part leaves alone what is beside it', async () => {
  rmSync(join(music, SONG));
  rmSync(join(music, '02 second light.flac'));
  const part = join(music, SONG);
  expect(await library.scanQuietly([music], [part])).toMatchObject({ missing: 1, found: 0 });
  expect(await missingTracks()).toBe(1);
});

test('a folder that is gone takes its tracks along, and brings them back', async () => {
  const album = join(music, 'album');
  mkdirSync(album);
  for (const name of ['1.opus', '2.opus']) {
    copyFileSync(join(AUDIO_FIXTURES, SONG), join(album, name));
  }
  expect(await library.scanQuietly([music], [album])).toMatchObject({ added: 2 });
  renameSync(album, join(music, '..', 'album'));
  expect(await library.scanQuietly([music], [album])).toMatchObject({ missing: 2 });
  renameSync(join(music, '..', 'album'), album);
  expect(await library.scanQuietly([music], [album])).toMatchObject({ missing: 0, unchanged: 2 });
  expect(await missingTracks()).toBe(0);
});

test('where most files of a folder are gone, a quiet scan asks, and asks once', async () => {
  for (let index = 0; index < 12; index += 1) {
    copyFileSync(join(AUDIO_FIXTURES, SONG), join(music, `more ${index}.opus`));
  }
  await library.scan([music]);
  told = [];
  for (let index = 0; index < 12; index += 1) rmSync(join(music, `more ${index}.opus`));
  expect(await library.scanQuietly([music])).toMatchObject({ notThere: 12 });
  expect(told).toMatchObject([{ state: 'done', notThere: 12, isQuiet: true, folders: [music] }]);
  expect(await missingTracks()).toBe(0);
  await library.scanQuietly([music]);
  expect(told).toHaveLength(1);
});

test('where a part is gone with most files of a folder, a quiet scan of the part asks, too', async () => {
  const album = join(music, 'album');
  mkdirSync(album);
  for (let index = 0; index < 12; index += 1) {
    copyFileSync(join(AUDIO_FIXTURES, SONG), join(album, `${index}.opus`));
  }
  await library.scan([music]);
  rmSync(album, { recursive: true });
  expect(await library.scanQuietly([music], [album])).toMatchObject({ notThere: 12, missing: 0 });
  expect(await missingTracks()).toBe(0);
});

test('a music folder that was removed meanwhile does not come back by a quiet scan', async () => {
  await library.calls.removeFolder({ path: music });
  const part = join(music, SONG);
  expect(await library.scanQuietly([music], [part])).toMatchObject({ state: 'done', found: 0 });
  expect(await library.scanQuietly([music])).toMatchObject({ state: 'done', found: 0 });
  expect(await tracks()).toEqual([]);
});

test('a music folder in whose place a link is now does not come a second time by a quiet scan', async () => {
  const elsewhere = join(music, '..', 'elsewhere');
  renameSync(music, elsewhere);
  symlinkSync(elsewhere, music);
  expect(await library.scanQuietly([music])).toMatchObject({ state: 'done', added: 0 });
  expect(await tracks()).toHaveLength(7);
  expect(await missingTracks()).toBe(0);
});

test('a scan that a person asks for cancels a quiet one, and no quiet one begins beside it', async () => {
  for (let index = 0; index < 40; index += 1) {
    copyFileSync(join(AUDIO_FIXTURES, SONG), join(music, `more ${index}.opus`));
  }
  const quiet = library.scanQuietly([music]);
  const asked = library.scan([music]);
  expect(await library.scanQuietly([music])).toBeNull();
  expect(await quiet).toMatchObject({ state: 'cancelled' });
  expect(await asked).toMatchObject({ state: 'done', isQuiet: false });
  expect(await library.scanQuietly([music])).toMatchObject({ state: 'done', unchanged: 47 });
});

test('a full scan reads also what has kept its size and time', async () => {
  const song = join(music, SONG);
  // In whole seconds, which a file's time is put back to exactly.
  utimesSync(song, 1_000_000, 1_000_000);
  await library.scan([music]);
  const content = readFileSync(song, 'latin1');
  writeFileSync(song, content.replace('title=Fourth', 'title=Louder'), 'latin1');
  utimesSync(song, 1_000_000, 1_000_000);
  await library.scan([music]);
  expect(await titles()).not.toContain('Louder Light');
  expect(await library.scan([music], { readsAll: true })).toMatchObject({ done: 8, failed: 1 });
  expect(await titles()).toContain('Louder Light');
});
