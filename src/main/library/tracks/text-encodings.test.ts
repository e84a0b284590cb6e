/** text-encodings.ts: a guess is corrected for an album at once, taken back, and remembered over scans. */
import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder, openTestLibrary } from '../../../../fixtures/test-library.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import type { Library } from '../library.ts';
import { id3Frame, id3Tag, song, writeFlac, writeMp3 } from '../scan/testing/tagged-files.ts';

const latin1 = (id: string, hex: string) => id3Frame(id, Buffer.from(`00${hex}`, 'hex'));

/** "ВОТ", "ДДТ" and "КТО" in KOI8-R: too short for a guess to tell them from other alphabets. */
const ALBUM = 'f7eff4';
const [FIRST, SECOND] = ['e4e4f4', 'ebf4ef'];

async function makeLibrary() {
  const folder = makeScratchFolder();
  const music = join(folder, 'Music');
  mkdirSync(music);
  const [one, two] = [FIRST, SECOND].map((title) =>
    writeMp3(song(), id3Tag(3, latin1('TIT2', title ?? ''), latin1('TALB', ALBUM))),
  );
  copyFileSync(one ?? '', join(music, '1.mp3'));
  copyFileSync(two ?? '', join(music, '2.mp3'));
  copyFileSync(writeFlac(['TITLE', 'Łódź']), join(music, '3.flac'));
  const library = await openTestLibrary(join(folder, 'library.db'));
  await library.scan([music]);
  return { library, music };
}

async function titles(library: Library) {
  const query = TrackQuerySchema.parse({ sort: 'added' });
  const { tracks } = await library.calls.tracks(query);
  const byPath = tracks.toSorted((a, b) => a.path.localeCompare(b.path));
  return byPath.map(({ title, album }) => `${title} | ${album}`);
}

/** What changes after files are read again, which an edit does not wait for. */
async function changedBy<Answer>(library: Library, edit: () => Promise<Answer>): Promise<Answer> {
  const before = await titles(library);
  const changed = Promise.withResolvers<void>();
  const stop = library.onChanged(async () => {
    if ((await titles(library)).join() !== before.join()) changed.resolve();
  });
  const answered = await edit();
  await changed.promise;
  stop();
  return answered;
}

async function firstId(library: Library) {
  const { tracks } = await library.calls.tracks(TrackQuerySchema.parse({}));
  return tracks.find(({ path }) => path.endsWith('1.mp3'))?.id ?? 0;
}

const RUSSIAN = ['ДДТ | ВОТ', 'КТО | ВОТ', 'Łódź | null'];

test('an album is read in another encoding at once, and the correction taken back by its inverse', async () => {
  const { library } = await makeLibrary();
  const guessed = await titles(library);
  expect(guessed).not.toEqual(RUSSIAN);
  const id = await firstId(library);
  const choices = await library.calls.textEncodings({ ids: [id] });
  expect(choices).toMatchObject({ tracks: 2, chosen: null });
  expect(choices.choices).toContainEqual({
    encoding: 'koi8-r',
    texts: ['ДДТ', 'ВОТ', 'КТО'],
  });
  const { before } = await changedBy(library, () =>
    library.calls.setTextEncoding({ ids: [id], encoding: 'koi8-r' }),
  );
  expect(await titles(library)).toEqual(RUSSIAN);
  expect(before).toHaveLength(2);
  expect(await library.calls.summary({})).toMatchObject({ counts: { albums: 1 } });
  expect((await library.calls.textEncodings({ ids: [id] })).chosen).toBe('koi8-r');
  await changedBy(library, () => library.calls.restoreTextEncodings({ before }));
  expect(await titles(library)).toEqual(guessed);
});

test('a correction is remembered where the file has changed, and done by the end of the scan', async () => {
  const { library, music } = await makeLibrary();
  const ids = [await firstId(library)];
  await changedBy(library, () => library.calls.setTextEncoding({ ids, encoding: 'koi8-r' }));
  appendFileSync(join(music, '1.mp3'), Buffer.alloc(10));
  expect(await library.scan([music])).toMatchObject({ changed: 1 });
  expect(await titles(library)).toEqual(RUSSIAN);
});

test('closing waits for the files that are to be read again', async () => {
  const { library } = await makeLibrary();
  const ids = [await firstId(library)];
  const file = (await library.calls.summary({})).file;
  await library.calls.setTextEncoding({ ids, encoding: 'koi8-r' });
  await library.close();
  expect(await titles(await openTestLibrary(file))).toEqual(RUSSIAN);
});

test('tags that say their encoding leave nothing to choose, and no tracks are refused', async () => {
  const { library } = await makeLibrary();
  const { tracks } = await library.calls.tracks(TrackQuerySchema.parse({}));
  const flac = tracks.find(({ path }) => path.endsWith('.flac'))?.id ?? 0;
  expect((await library.calls.textEncodings({ ids: [flac] })).choices).toEqual([]);
  await expect(
    library.calls.setTextEncoding({ ids: [999], encoding: 'gbk' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
