/** Entries of a playlist file that were not found: listed, located in their places, given up, undone. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openLibraryWithMusic } from '../../../../fixtures/test-library.ts';
import type { Library } from '../library.ts';

const FIRST = '01 first light.mp3';
const SECOND = '02 second light.flac';

let music = '';
let library: Library;
let id = 0;
let ids: Record<string, number> = {};

beforeEach(async () => {
  ({ music, library } = await openLibraryWithMusic());
  await library.scan([music]);
  const { tracks } = await library.calls.tracks({ sort: 'title', limit: 20 });
  ids = Object.fromEntries(tracks.map((track) => [track.title, track.id]));
});

const entry = (name: string) => ({
  written: name,
  paths: name.startsWith('https:') ? [] : [join(music, name)],
});

async function importNames(...names: readonly string[]) {
  const imported = await library.calls.importPlaylist({ name: 'Mix', entries: names.map(entry) });
  id = imported.id ?? 0;
}

async function titles(): Promise<string[]> {
  const list = { kind: 'playlist', id } as const;
  const { tracks } = await library.calls.tracks({ list, sort: 'position', limit: 50 });
  return tracks.map(({ title }) =>
    title.replace('Première lumière', 'First').replace(' Light', ''),
  );
}

async function unfound() {
  const [playlist] = await library.calls.playlists({});
  const listed = await library.calls.unfoundEntries({ id });
  expect(playlist?.unfound).toBe(listed.length);
  return listed;
}

async function locate(written: string, title: string) {
  const found = (await unfound()).find((each) => each.written === written);
  const settled = [{ entryId: found?.entryId ?? 0, trackId: ids[title] ?? 0 }];
  return library.calls.settleEntries({ id, settled });
}

test('What is not found is listed in the order of the file, with what the file says', async () => {
  const tags = { artist: 'Zoë', title: 'Gone' };
  const entries = [entry('b'), entry(FIRST), { ...entry('a'), tags }];
  ({ id: id = 0 } = (await library.calls.importPlaylist({ name: 'Mix', entries })) as {
    id: number;
  });
  expect(await unfound()).toMatchObject([
    { position: 0, written: 'b', artist: null, title: null },
    { position: 2, written: 'a', artist: 'Zoë', title: 'Gone' },
  ]);
});

test('Each that is located stands where the file has it, in whichever order they are located', async () => {
  await importNames('a', FIRST, 'b', 'c', SECOND, 'd');
  await locate('c', 'Third Light');
  expect(await titles()).toEqual(['First', 'Third', 'Second']);
  await locate('b', 'Fourth Light');
  expect(await titles()).toEqual(['First', 'Fourth', 'Third', 'Second']);
  await locate('d', 'Première lumière');
  await locate('a', 'Second Light');
  expect(await titles()).toEqual(['Second', 'First', 'Fourth', 'Third', 'Second', 'First']);
  expect(await unfound()).toEqual([]);
});

test('One is placed by its position where what stood before it is gone', async () => {
  await importNames(FIRST, 'a', SECOND);
  const list = { kind: 'playlist', id } as const;
  const { tracks } = await library.calls.tracks({ list, sort: 'position', limit: 50 });
  await library.calls.removeFromPlaylist({ id, entryIds: [tracks[0]?.entryId ?? 0] });
  await locate('a', 'Third Light');
  expect(await titles()).toEqual(['Second', 'Third']);
});

test('Locating is undone and done again, and one that was settled meanwhile is told', async () => {
  await importNames(FIRST, 'a', 'b');
  const { settled } = await locate('a', 'Third Light');
  const entryIds = settled.map(({ entryId }) => entryId);
  await expect(library.calls.settleEntries({ id, settled })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  expect((await library.calls.reopenEntries({ id, entryIds })).settled).toEqual(settled);
  expect(await titles()).toEqual(['First']);
  expect((await unfound()).map(({ written }) => written)).toEqual(['a', 'b']);
  await expect(library.calls.reopenEntries({ id, entryIds })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await library.calls.settleEntries({ id, settled });
  expect(await titles()).toEqual(['First', 'Third']);
});

test('One is given up, and comes back', async () => {
  await importNames(FIRST, 'a', 'b');
  const [first] = await unfound();
  const entryId = first?.entryId ?? 0;
  await library.calls.settleEntries({ id, settled: [{ entryId, trackId: null }] });
  expect((await unfound()).map(({ written }) => written)).toEqual(['b']);
  expect(await titles()).toEqual(['First']);
  await library.calls.reopenEntries({ id, entryIds: [entryId] });
  expect((await unfound()).map(({ written }) => written)).toEqual(['a', 'b']);
});

test('What a later scan brings into the library is found again, all at once', async () => {
  await importNames('new 1.mp3', FIRST, 'away.mp3', 'new 2.mp3');
  expect((await library.calls.findEntries({ id })).settled).toEqual([]);
  cpSync(join(music, FIRST), join(music, 'new 1.mp3'));
  cpSync(join(music, SECOND), join(music, 'new 2.mp3'));
  await library.scan([music]);
  const { settled } = await library.calls.findEntries({ id });
  expect(settled).toHaveLength(2);
  expect(await titles()).toEqual(['First', 'First', 'Second']);
  expect((await unfound()).map(({ written }) => written)).toEqual(['away.mp3']);
  await library.calls.reopenEntries({ id, entryIds: settled.map(({ entryId }) => entryId) });
  expect(await titles()).toEqual(['First']);
});

test('What is to be located is written with the playlist, in its place', async () => {
  await importNames('gone.mp3', FIRST, 'https://example.org/stream', SECOND);
  const { text } = await library.playlistText(id, 'm3u8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines).toEqual([
    join(music, 'gone.mp3'),
    join(music, FIRST),
    'https://example.org/stream',
    join(music, SECOND),
  ]);
});
