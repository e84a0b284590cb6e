/** Playlists written into real files: whole or not at all, over no file that was not to be replaced. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openLibraryWithMusic } from '../../../../../fixtures/test-library.ts';
import type { ExportRequest } from '../../../../shared/api/playlist-files.ts';
import { FermataError } from '../../../../shared/errors.ts';
import type { Library } from '../../library.ts';
import { fileNamesOf } from './file-name.ts';

let folder = '';
let music = '';
let file = '';
let library: Library;
let lists = '';

beforeEach(async () => {
  ({ folder, music, file, library } = await openLibraryWithMusic());
  await library.scan([music]);
  const { tracks } = await library.calls.tracks({ sort: 'title', limit: 3 });
  await library.calls.createPlaylist({ name: 'AC/DC', trackIds: tracks.map(({ id }) => id) });
  await library.calls.createPlaylist({ name: 'ac/dc', trackIds: [] });
  lists = join(folder, 'lists');
  mkdirSync(lists);
});

function write(request: Partial<ExportRequest> = {}) {
  return library.exportPlaylists({
    folder: lists,
    format: 'm3u8',
    paths: 'absolute',
    replaces: false,
    ...request,
  });
}

async function refusal(work: Promise<unknown>): Promise<FermataError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (error instanceof FermataError) return error;
  throw new Error('It was not refused.');
}

test('All playlists become files, two of one name two files, and reading one gives the same tracks', async () => {
  for (const format of ['m3u8', 'xspf', 'pls'] as const) {
    for (const paths of ['absolute', 'relative'] as const) {
      const { files } = await write({ format, paths, replaces: true });
      expect(files).toEqual([join(lists, `AC_DC.${format}`), join(lists, `ac_dc (2).${format}`)]);
      const imported = await library.importPlaylistFile(files[0] ?? '');
      expect(imported).toMatchObject({ name: 'AC/DC (2)', found: 3, missing: [] });
      await library.calls.deletePlaylist({ id: imported.id ?? 0 });
    }
  }
});

test('A file that is there is kept, unless it is to be replaced or says the same', async () => {
  const mine = join(lists, 'AC_DC.m3u8');
  writeFileSync(mine, 'mine');
  const error = await refusal(write());
  expect(error.code).toBe('CONFLICT');
  expect(error.message).toBe('There is another file AC_DC.m3u8 already.');
  expect(readFileSync(mine, 'utf8')).toBe('mine');
  expect(readdirSync(lists)).toEqual(['AC_DC.m3u8']);
  await write({ replaces: true });
  const written = readFileSync(mine, 'utf8');
  expect(written).toMatch(/^#EXTM3U\n#PLAYLIST:AC\/DC\n#EXTINF:/);
  await write();
  expect(readFileSync(mine, 'utf8')).toBe(written);
  expect(readdirSync(lists)).toHaveLength(2);
});

test('A link in the place of a playlist is replaced, and what it leads to is kept', async () => {
  const other = join(folder, 'other.txt');
  writeFileSync(other, 'other');
  symlinkSync(other, join(lists, 'AC_DC.m3u8'));
  await write({ replaces: true });
  expect(readFileSync(other, 'utf8')).toBe('other');
  expect(realpathSync(join(lists, 'AC_DC.m3u8'))).toBe(join(lists, 'AC_DC.m3u8'));
});

test('No file of the library is written', async () => {
  symlinkSync(file, join(lists, 'AC_DC.m3u8'));
  expect((await refusal(write({ replaces: true }))).code).toBe('USAGE');
  const [playlist] = await library.calls.playlists({});
  const options = { format: 'm3u8', paths: 'absolute', replaces: true } as const;
  const own = await refusal(library.writePlaylistFiles([{ id: playlist?.id ?? 0, file }], options));
  expect(own.message).toBe('library.db is a file of the library.');
});

test('A folder that is not there is told, and nothing is made', async () => {
  for (const away of [join(folder, 'away'), file, 'lists']) {
    expect((await refusal(write({ folder: away }))).code).toBe('NOT_FOUND');
  }
  expect(existsSync(join(folder, 'away'))).toBe(false);
});

test('Relative paths lead from the real folder, where it is reached through a link', async () => {
  const link = join(folder, 'deep', 'link');
  mkdirSync(dirname(link));
  symlinkSync(lists, link);
  const { files } = await write({ folder: link, paths: 'relative' });
  const [, , , first = ''] = readFileSync(files[0] ?? '', 'utf8').split('\n');
  expect(existsSync(join(lists, first))).toBe(true);
  expect(first).toMatch(/^\.\.\/music\//);
});

test('Names of playlists become names that every system has', () => {
  expect(
    fileNamesOf(['Con', 'a:b?', '..', '.hidden', 'dots...', 'Mix', 'MIX', 'Zoe\u0308', 'Zoë', ' ']),
  ).toEqual(['_Con', 'a_b_', '_', '_hidden', 'dots', 'Mix', 'MIX (2)', 'Zoë', 'Zoë (2)', '_ (2)']);
  const [long = ''] = fileNamesOf(['🎵'.repeat(100)]);
  expect(long).toBe('🎵'.repeat(50));
});
