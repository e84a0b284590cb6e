/** An open library whose search index is damaged: searches answer, edits and scans go on, nothing closes. */
import { expect, onTestFinished, test } from 'vitest';
import { tellInEnglish } from '../../shared/words/words.ts';
import {
  LATEST,
  leafPagesOf,
  makeMusicLibrary,
  zeroPages,
} from '../lifecycle/testing/music-library.ts';
import { queryValue, withDatabase } from '../lifecycle/testing/scratch-library.ts';
import { openLibrary } from './library.ts';

const QUERY = {
  list: { kind: 'all' },
  text: 'machine',
  sort: 'artist',
  direction: 'asc',
  offset: 0,
  limit: 100,
} as const;

async function open(libraryFile: string) {
  const library = await openLibrary(libraryFile, LATEST);
  onTestFinished(() => library.close());
  const remarks: string[] = [];
  const losses: unknown[] = [];
  library.onRemark((remark) => remarks.push(tellInEnglish(remark)));
  library.onLost((error) => losses.push(error));
  return { library, remarks, losses };
}

function change(file: string, sql: string): void {
  withDatabase(file, (db) => {
    db.unsafeMode();
    db.exec(sql);
  });
}

const DAMAGES: [string, (file: string) => void][] = [
  [
    'its blocks are zeros',
    (file) => change(file, 'UPDATE track_search_data SET block = zeroblob(length(block))'),
  ],
  ['its rows are gone', (file) => change(file, 'DELETE FROM track_search_data')],
  ['its pages are zeros', (file) => zeroPages(file, leafPagesOf(file, 'track_search_data'))],
  ['one of its tables is gone', (file) => change(file, 'DROP TABLE track_search_data')],
  ['it is gone', (file) => change(file, 'DROP TABLE track_search')],
];

test.each(DAMAGES)('a search answers where %s, which is told in one line', async (_, damage) => {
  const { libraryFile } = makeMusicLibrary();
  const sound = await open(libraryFile);
  const expected = await sound.library.calls.tracks(QUERY);
  expect(expected.total).toBeGreaterThan(0);
  expect(await sound.library.calls.tracks({ ...QUERY, text: 'xyzzy' })).toMatchObject({ total: 0 });
  expect(sound.remarks).toEqual([]);
  await sound.library.close();
  damage(libraryFile);

  const { library, remarks, losses } = await open(libraryFile);
  expect(await library.calls.tracks(QUERY)).toEqual(expected);
  expect(remarks).toEqual([
    'The search index was damaged. It has been made again from your tracks; nothing is lost.',
  ]);
  expect(losses).toEqual([]);
  await library.close();
  expect(queryValue(libraryFile, 'SELECT count(*) FROM tracks')).toBe(300);
  expect(queryValue(libraryFile, 'PRAGMA integrity_check(track_search)')).toBe('ok');
});

test('an edit goes on where the index cannot take it', async () => {
  const { libraryFile } = makeMusicLibrary();
  change(libraryFile, 'DELETE FROM track_search_data; INSERT INTO stale_search_words VALUES (7)');
  withDatabase(libraryFile, (db) => db.exec(`UPDATE tracks SET title = 'Renamed' WHERE id = 7`));
  const { library, losses } = await open(libraryFile);
  await library.calls.setRating({ ids: [7], rating: 5 });
  const found = await library.calls.tracks({ ...QUERY, text: 'renamed' });
  expect(found.tracks.map(({ id, rating }) => [id, rating])).toEqual([[7, 5]]);
  expect(losses).toEqual([]);
});
