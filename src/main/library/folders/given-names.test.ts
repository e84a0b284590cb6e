/** Music folders under the names that people gave them, which may lead there through links. */
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openLibraryWithMusic } from '../../../../fixtures/test-library.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import type { Library } from '../library.ts';

let music = '';
let link = '';
let library: Library;

beforeEach(async () => {
  ({ music, library } = await openLibraryWithMusic());
  link = join(music, '..', 'Songs');
  symlinkSync(music, link);
  await library.scan([link]);
});

/** Has the link lead to another place. */
function pointTo(place: string): void {
  rmSync(link);
  symlinkSync(place, link);
}

async function names() {
  const folders = await library.calls.folders({});
  return folders.map(({ name, path, tracks, missing }) => ({ name, path, tracks, missing }));
}

async function ids() {
  const query = TrackQuerySchema.parse({ text: '', sort: 'added', limit: 500 });
  const { tracks } = await library.calls.tracks(query);
  return new Map(tracks.map(({ id, path }) => [id, path]));
}

test('a folder keeps the name that it was given, and its tracks have real paths', async () => {
  expect(await names()).toEqual([{ name: link, path: music, tracks: 7, missing: 0 }]);
  await library.scan([music]);
  expect(await names()).toMatchObject([{ name: link, path: music }]);
});

test('a folder whose link leads to the disk that took the place of another goes on there', async () => {
  const before = await ids();
  const [{ addedAt } = { addedAt: '' }] = await library.calls.folders({});
  const disk = `${music} 2`;
  renameSync(music, disk);
  pointTo(disk);
  // As it is scanned by itself: of what is watched.
  const { folders } = await library.calls.watchedFolders({});
  expect(await library.scanQuietly(folders)).toMatchObject({ state: 'done', moved: 7 });
  expect(await names()).toEqual([{ name: link, path: disk, tracks: 7, missing: 0 }]);
  expect(await library.calls.folders({})).toMatchObject([{ addedAt }]);
  expect([...(await ids()).keys()].sort()).toEqual([...before.keys()].sort());
});

test('a link that leads to another folder, while the one before is there, gives its name to that', async () => {
  const other = join(music, '..', 'Other');
  mkdirSync(other);
  pointTo(other);
  expect(await names()).toMatchObject([{ name: music, path: music }]);
  await library.scan([link]);
  expect(await names()).toEqual([
    { name: link, path: other, tracks: 0, missing: 0 },
    { name: music, path: music, tracks: 7, missing: 0 },
  ]);
});

test('the tracks of a former folder that are nowhere else keep it in the list', async () => {
  const other = join(music, '..', 'Other');
  mkdirSync(other);
  renameSync(music, `${music} away`);
  pointTo(other);
  expect(await names()).toMatchObject([{ name: music, path: music }]);
  await library.scan([link]);
  expect(await names()).toMatchObject([
    { name: link, path: other, tracks: 0 },
    { name: music, path: music, tracks: 7 },
  ]);
});

test('a folder whose disk is away is called by its name', async () => {
  renameSync(music, `${music} away`);
  expect(await library.calls.folders({})).toMatchObject([
    { name: link, path: music, state: 'away' },
  ]);
});
