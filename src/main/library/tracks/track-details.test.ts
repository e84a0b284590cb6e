/** track-details.ts: what a scan keeps of the tags beside the rows of lists, and that search finds it. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder, openTestLibrary } from '../../../../fixtures/test-library.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import { writeFlac } from '../scan/testing/tagged-files.ts';

test('a scan keeps all that tags say, brings it up to date, and search finds composers and album artists', async () => {
  const scratch = makeScratchFolder();
  const library = await openTestLibrary(join(scratch, 'library.db'));
  const music = join(scratch, 'Music', 'North');
  mkdirSync(music, { recursive: true });
  const song = join(music, '1.flac');
  const put = (...comments: (readonly [string, string])[]) =>
    copyFileSync(writeFlac(['TITLE', 'Piece'], ['ALBUM', 'Evening'], ...comments), song);
  const find = async (text: string) => {
    const page = await library.calls.tracks(TrackQuerySchema.parse({ text }));
    return page.tracks.map(({ title }) => title);
  };
  put(
    ...([
      ['ARTIST', 'Ann'],
      ['ALBUMARTIST', 'Quartet & Choir'],
      ['ALBUMARTISTS', 'Quartet of the North'],
      ['ALBUMARTISTS', 'Choir of the South'],
      ['COMPOSER', 'Carl Maria'],
      ['CONDUCTOR', 'Zinman'],
      ['GENRE', 'Polka'],
      ['DATE', '1987'],
      ['LYRICS', 'Hum'],
    ] as const),
  );
  await library.scan([music]);
  for (const text of ['carl', 'zinman', 'polka', '1987', 'north', 'south', 'quartet choir']) {
    expect([text, await find(text)]).toEqual([text, ['Piece']]);
  }
  expect(await find('hum')).toEqual([]);
  const { tracks } = await library.calls.tracks(TrackQuerySchema.parse({}));
  const ids = tracks.map(({ id }) => id);
  expect(await library.calls.trackDetails({ ids: [...ids, 999] })).toMatchObject([
    {
      id: ids[0],
      albumArtists: ['Quartet of the North', 'Choir of the South'],
      genres: ['Polka'],
      composers: ['Carl Maria'],
      lyrics: 'Hum',
      codec: 'FLAC',
    },
  ]);
  put(['ARTIST', 'Ann'], ['COMPOSER', 'Another']);
  await library.scan([music]);
  expect([await find('carl'), await find('zinman'), await find('another')]).toEqual([
    [],
    [],
    ['Piece'],
  ]);
  put();
  await library.scan([music]);
  expect(await library.calls.trackDetails({ ids })).toMatchObject([
    { composers: [], conductors: [], lyrics: null },
  ]);
});
