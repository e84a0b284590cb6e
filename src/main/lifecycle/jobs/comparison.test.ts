/** comparison.ts: what restoring a backup would change, between real libraries of any version. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { forUserData } from '../../../shared/user-data.ts';
import { makeMusicLibrary, play, writeMusicLibrary, zeroPages } from '../testing/music-library.ts';
import {
  digestOf,
  makeScratchFolder,
  queryValue,
  withDatabase,
} from '../testing/scratch-library.ts';
import { compareWithBackup } from './comparison.ts';

const NOTHING = { gained: 0, lost: 0, changed: 0 };
const SAME = {
  tracks: NOTHING,
  ...forUserData(NOTHING),
  playlists: { ...NOTHING, gainedNames: [], lostNames: [] },
};

let libraryFile: string;
let backup: string;

beforeEach(() => {
  libraryFile = makeMusicLibrary().libraryFile;
  backup = `${makeScratchFolder()}/backup.db`;
  copyFileSync(libraryFile, backup);
});

const compare = () => compareWithBackup({ libraryFile, backup });

function change(file: string, sql: string): void {
  withDatabase(file, (db) => db.exec(sql));
}

const ADD_PLAYLIST = (id: number, name: string) => `
  INSERT INTO playlists (id, name, created_at) VALUES (${id}, '${name}', '2025-01-01');
  INSERT INTO playlist_tracks (playlist_id, position, track_id) VALUES (${id}, 0, 1), (${id}, 1, 2);`;

test('nothing differs between a library and a fresh backup of it', () => {
  expect(compare()).toEqual(SAME);
});

test('counts tracks, plays and playlists that would be gained and lost', () => {
  play(libraryFile, '2025-01-01T00:00:00Z');
  play(libraryFile, '2025-01-02T00:00:00Z');
  change(libraryFile, ADD_PLAYLIST(50, 'Since then'));
  change(backup, ADD_PLAYLIST(50, 'Back then'));
  change(backup, ADD_PLAYLIST(51, 'Also then'));
  change(backup, `UPDATE tracks SET path = path || '.old', content_key = NULL WHERE id = 3`);
  play(backup, '2020-01-01T00:00:00Z');
  const ofTrack3 = Number(queryValue(libraryFile, 'SELECT count(*) FROM plays WHERE track_id = 3'));
  expect(compare()).toMatchObject({
    tracks: { gained: 1, lost: 1, changed: 0 },
    plays: { gained: 1 + ofTrack3, lost: 2 + ofTrack3, changed: 0 },
    playlists: {
      gained: 2,
      lost: 1,
      changed: expect.any(Number),
      gainedNames: ['Also then', 'Back then'],
      lostNames: ['Since then'],
    },
  });
});

test('a track that was renamed since is the same one, with all that was made of it', () => {
  for (const file of [libraryFile, backup]) {
    change(file, `UPDATE tracks SET content_key = printf('%032d', id)`);
    change(file, ADD_PLAYLIST(60, 'Kept'));
  }
  change(libraryFile, `UPDATE tracks SET path = '/moved/' || id || '.flac', rating = 4`);
  change(backup, 'UPDATE tracks SET rating = 4');
  change(backup, 'UPDATE tracks SET rating = 2 WHERE id = 5');
  expect(compare()).toEqual({ ...SAME, ratings: { ...NOTHING, changed: 1 } });
});

test('of tracks with the same audio none is taken for another', () => {
  for (const file of [libraryFile, backup]) {
    change(file, `UPDATE tracks SET content_key = printf('%032d', 7) WHERE id IN (7, 8)`);
  }
  change(libraryFile, `UPDATE tracks SET path = '/moved/' || id WHERE id IN (7, 8)`);
  expect(compare()).toMatchObject({ tracks: { gained: 2, lost: 2 } });
});

test('a playlist with other tracks, or in another order, is changed', () => {
  for (const file of [libraryFile, backup]) {
    change(file, ADD_PLAYLIST(60, 'Reordered') + ADD_PLAYLIST(61, 'Longer'));
  }
  change(
    libraryFile,
    `UPDATE playlist_tracks SET track_id = 3 - track_id WHERE playlist_id = 60;
     INSERT INTO playlist_tracks (playlist_id, position, track_id) VALUES (61, 2, 3);`,
  );
  expect(compare()).toEqual({
    ...SAME,
    playlists: { ...SAME.playlists, changed: 2 },
    playlistEntries: { ...NOTHING, lost: 1 },
  });
});

test('ratings, favourites and dates added are compared one by one', () => {
  for (const file of [libraryFile, backup]) {
    change(file, 'UPDATE tracks SET rating = NULL, favourite = 0');
  }
  change(libraryFile, 'UPDATE tracks SET rating = 4 WHERE id <= 30');
  change(libraryFile, 'UPDATE tracks SET favourite = 1 WHERE id <= 12');
  change(backup, 'UPDATE tracks SET rating = 2 WHERE id IN (1, 2, 50)');
  change(backup, `UPDATE tracks SET added_at = '2001-01-01T00:00:00Z' WHERE id = 9`);
  expect(compare()).toEqual({
    ...SAME,
    ratings: { gained: 1, lost: 28, changed: 2 },
    favourites: { gained: 0, lost: 12, changed: 0 },
    addedDates: { gained: 0, lost: 0, changed: 1 },
  });
});

test('play counts without a history, and music folders, are compared too', () => {
  change(libraryFile, 'UPDATE tracks SET play_count = play_count + 5 WHERE id = 1');
  change(backup, 'UPDATE tracks SET play_count = play_count + 2 WHERE id = 2');
  change(backup, `INSERT INTO scan_roots (path, added_at) VALUES ('/old', '2025-01-01T00:00:00Z')`);
  expect(compare()).toEqual({
    ...SAME,
    earlierPlays: { gained: 2, lost: 5, changed: 0 },
    folders: { gained: 1, lost: 0, changed: 0 },
  });
});

test('a second playlist of one name is one more playlist', () => {
  change(libraryFile, ADD_PLAYLIST(70, 'Mix'));
  change(backup, ADD_PLAYLIST(70, 'Mix') + ADD_PLAYLIST(71, 'Mix'));
  expect(compare().playlists).toEqual({
    gained: 1,
    lost: 0,
    changed: 0,
    gainedNames: ['Mix'],
    lostNames: [],
  });
});

test('what has got other ids is still the same', () => {
  change(
    libraryFile,
    `PRAGMA foreign_keys = OFF;
     UPDATE tracks SET id = id + 1000;
     UPDATE plays SET id = id + 9000, track_id = track_id + 1000;
     UPDATE playlist_tracks SET track_id = track_id + 1000;`,
  );
  expect(compare()).toEqual(SAME);
});

test('names no more than five playlists', () => {
  for (let id = 100; id < 109; id += 1) change(backup, ADD_PLAYLIST(id, `List ${id}`));
  const { playlists } = compare();
  expect(playlists.gained).toBe(9);
  expect(playlists.gainedNames).toEqual([100, 101, 102, 103, 104].map((id) => `List ${id}`));
});

test.each([
  [1, 300, 1],
  [3, 300, 0],
])('an older backup, of version %i, has fewer tables', (version, lostPlays, lostPlaylists) => {
  backup = makeMusicLibrary(version).libraryFile;
  const { plays, playlists } = compare();
  expect(plays).toEqual({ ...NOTHING, lost: lostPlays });
  if (lostPlaylists > 0) expect(playlists).toMatchObject({ gained: 0, lost: lostPlaylists });
});

test('changes neither side', () => {
  play(libraryFile, '2025-01-01T00:00:00Z');
  const before = [digestOf(libraryFile), digestOf(backup)];
  compare();
  expect([digestOf(libraryFile), digestOf(backup)]).toEqual(before);
});

test('says so when a side cannot be read', () => {
  zeroPages(libraryFile, [1]);
  expect(() => compare()).toThrow(expect.objectContaining({ code: 'LIBRARY_DAMAGED' }));
  writeMusicLibrary(libraryFile);
  writeFileSync(backup, 'no backup '.repeat(500));
  expect(() => compare()).toThrow(expect.objectContaining({ code: 'BACKUP_INVALID' }));
});
