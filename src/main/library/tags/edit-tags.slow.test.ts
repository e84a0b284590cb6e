/** Tags of tracks are edited in a library: the files and the rows are the same, and undo leads back. */
import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  AUDIO_FIXTURES,
  makeScratchFolder,
  openTestLibrary,
} from '../../../../fixtures/test-library.ts';
import { undoOfTags } from '../../../shared/api/tags.ts';
import type { Library } from '../library.ts';
import { TagEditor } from './tag-editor.ts';
import { writeTags } from './write-tags.ts';

const NAMES = ['01 first light.mp3', '02 second light.flac', '03 third light.ogg'];

let music: string;
let library: Library;
let ids: number[];
let files: string[];

beforeEach(async () => {
  const folder = makeScratchFolder();
  music = join(folder, 'Music');
  mkdirSync(music);
  files = NAMES.map((name) => join(music, name));
  for (const [index, file] of files.entries()) {
    copyFileSync(join(AUDIO_FIXTURES, NAMES[index] ?? ''), file);
    chmodSync(file, 0o644);
  }
  library = await openTestLibrary(join(folder, 'library.db'));
  onTestFinished(() => library.close());
  await library.scan([music]);
  ids = [];
  for (const path of files) ids.push((await library.calls.trackByPath({ path }))?.id ?? 0);
});

const track = (index: number) => library.calls.track({ id: ids[index] ?? 0 });
const edit = (index: number, title: string, expected?: Record<string, string[]>) => ({
  id: ids[index] ?? 0,
  tags: { TITLE: [title], ALBUM: ['Blue'], ARTIST: ['Joni'] },
  ...(expected === undefined ? {} : { expected }),
});

test('rows follow at once, what a person said stays, and nothing is left of the album before', async () => {
  await library.calls.setRating({ ids, rating: 5 });
  const { changes, stop } = listen();
  const answer = await library.editTags(ids.map((_, index) => edit(index, `Song ${index}`)));
  expect(answer.failed).toEqual([]);
  expect(await track(1)).toMatchObject({
    id: ids[1],
    ...{ title: 'Song 1', album: 'Blue', artist: 'Joni', rating: 5, missingSince: null },
  });
  const { tracks } = await library.calls.tracks({ text: 'six formats' });
  expect(tracks).toEqual([]);
  expect(changes()).toContain('tracks');
  stop();
  // A scan sees nothing that it does not know.
  expect(await library.scan([music])).toMatchObject({ changed: 0, unchanged: 3, added: 0 });
});

/** What the library says that it has changed. */
function listen() {
  const subjects: string[] = [];
  const stop = library.onChanged((change) => subjects.push(...change.subjects));
  return { changes: () => subjects, stop };
}

/** A row without the ids of its album and artists, which went with the last track that had them. */
async function asShown(index: number) {
  const { albumId: _, artistIds: __, ...shown } = (await track(index)) ?? {};
  return shown;
}

test('undo writes the old tags back, and does it again when it is undone', async () => {
  const all = () => Promise.all([0, 1, 2].map(asShown));
  const before = await all();
  const answer = await library.editTags(ids.map((_, index) => edit(index, `Song ${index}`)));
  const undone = await library.restoreTags(undoOfTags(answer)?.input.edits ?? []);
  expect(await all()).toEqual(before);
  await library.restoreTags(undoOfTags(undone)?.input.edits ?? []);
  expect(await track(2)).toMatchObject({ title: 'Song 2', album: 'Blue' });
});

test('undo leaves a file that has changed since as it is, and says so', async () => {
  const answer = await library.editTags(ids.map((_, index) => edit(index, `Song ${index}`)));
  await library.editTags([{ id: ids[1] ?? 0, tags: { TITLE: ['Of another'] } }]);
  await expect(library.restoreTags(undoOfTags(answer)?.input.edits ?? [])).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('1 file does not have the old tags again.'),
    libraryState: 'The other files have their old tags again: 2 of 3.',
  });
  expect(await track(0)).toMatchObject({ title: 'Première lumière' });
  expect(await track(1)).toMatchObject({ title: 'Of another', album: 'Blue' });
});

test('of two clients that edit one tag, the second is told that it was changed', async () => {
  const [id = 0] = ids;
  const { tags: seen } = await library.fileTags(id);
  const expected = { TITLE: seen.TITLE ?? [] };
  const results = await Promise.allSettled([
    library.editTags([{ id, tags: { TITLE: ['Of the first'] }, expected }]),
    library.editTags([{ id, tags: { TITLE: ['Of the second'] }, expected }]),
    library.editTags([{ id, tags: { ALBUM: ['Of the third'] } }]),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: { code: 'CONFLICT' } });
  expect(await track(0)).toMatchObject({ title: 'Of the first', album: 'Of the third' });
  expect((await library.fileTags(id)).tags).toMatchObject({
    TITLE: ['Of the first'],
    ALBUM: ['Of the third'],
  });
});

test('files that cannot be written stay what they were, and so do their rows', async () => {
  const [mp3 = '', flac = '', ogg = ''] = files;
  chmodSync(mp3, 0o444);
  linkSync(flac, join(music, '..', 'other name.flac'));
  const before = [readFileSync(mp3), readFileSync(flac)];
  const { edited, failed } = await library.editTags(ids.map((_, index) => edit(index, 'Song')));
  expect(edited.map(({ id }) => id)).toEqual([ids[2]]);
  expect(failed).toMatchObject([
    { id: ids[0], path: mp3, error: { code: 'NO_PERMISSION' } },
    { id: ids[1], path: flac, error: { code: 'CONFLICT' } },
  ]);
  expect([readFileSync(mp3), readFileSync(flac)]).toEqual(before);
  expect(await track(0)).toMatchObject({ title: 'Première lumière' });
  expect((await library.fileTags(ids[0] ?? 0)).refusal).toMatchObject({ code: 'NO_PERMISSION' });
  expect((await library.fileTags(ids[2] ?? 0)).refusal).toBeNull();
  expect((await library.calls.trackByPath({ path: ogg }))?.title).toBe('Song');
});

test('a file is read by the next scan where Fermata ended between its writing and its row', async () => {
  const [mp3 = ''] = files;
  const [id = 0] = ids;
  // The first time makes room for more: of the second, neither size nor time tell.
  await library.editTags([{ id, tags: { TITLE: ['Song 1'] } }]);
  const { size, mtimeMs } = statSync(mp3);
  await library.calls.beginTagging({ id });
  await writeTags(mp3, { tags: { TITLE: ['Song 2'] } }, await TagEditor.load());
  expect(statSync(mp3)).toMatchObject({ size, mtimeMs });
  await library.scan([music]);
  expect(await track(0)).toMatchObject({ title: 'Song 2' });
});

test('a part of a file that a cue sheet divides has no tags of its own', async () => {
  const [, flac = ''] = files;
  const sheet = `FILE "${NAMES[1]}" WAVE\n  TRACK 01 AUDIO\n    TITLE "One"\n    INDEX 01 00:00:00\n  TRACK 02 AUDIO\n    TITLE "Two"\n    INDEX 01 00:00:37\n`;
  writeFileSync(join(music, 'album.cue'), sheet);
  await library.scan([music]);
  const before = readFileSync(flac);
  const [part = ''] = await library.calls.partsOfFile({ path: flac });
  const id = (await library.calls.trackByPath({ path: part }))?.id ?? 0;
  await expect(library.editTags([{ id, tags: { TITLE: ['New'] } }])).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('a part of a file that a cue sheet divides'),
  });
  expect(readFileSync(flac)).toEqual(before);
  expect((await library.fileTags(id)).refusal).toMatchObject({ code: 'CONFLICT' });
});

test('a track that the library does not have any more is told', async () => {
  await expect(library.editTags([{ id: 99_999, tags: { TITLE: ['x'] } }])).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(library.fileTags(99_999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
