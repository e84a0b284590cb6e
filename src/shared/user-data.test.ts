/** user-data.ts: what backups hold and would change, in words. */
import { expect, test } from 'vitest';
import { contentsOf } from './backups.ts';
import { changedNames, countedNames, forUserData, isNothing, USER_DATA } from './user-data.ts';

const NOTHING = { gained: 0, lost: 0, changed: 0 };
const SAME = { tracks: NOTHING, ...forUserData(NOTHING) };

test('a manifest that an older version wrote counts what its tables tell, and nothing else', () => {
  const rows = { tracks: 100, plays: 50, playlists: 3, playlist_tracks: 60, albums: 8 };
  expect(contentsOf({ rows, contents: undefined })).toEqual({
    tracks: 100,
    plays: 50,
    playlists: 3,
    playlistEntries: 60,
  });
});

test('kinds that a newer version counts in a manifest are passed over', () => {
  expect(contentsOf({ rows: {}, contents: { tracks: 1, ratings: 2, holograms: 3 } })).toEqual({
    tracks: 1,
    ratings: 2,
  });
});

test('each kind has its own names', () => {
  const names = USER_DATA.flatMap((kind) =>
    [1, 2].flatMap((count) =>
      changedNames({ ...SAME, [kind]: { ...NOTHING, lost: count } }, 'lost'),
    ),
  );
  expect(new Set(names).size).toBe(2 * USER_DATA.length);
});

test('what is not there is not named', () => {
  expect(countedNames({ ratings: 30, favourites: 1, plays: 0 })).toEqual([
    '30 ratings',
    '1 favourite',
  ]);
  expect([isNothing({ plays: 0 }), isNothing({ plays: 0, ratings: 1 })]).toEqual([true, false]);
});
