/** salvage.ts and damaged-library.ts: what comes back from libraries with real damage. */
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { forUserData } from '../../../shared/user-data.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import {
  LATEST,
  leafPagesOf,
  leaveLog,
  makeMusicLibrary,
  overwrite,
  rowsOf,
  writeMusicLibrary,
  zeroPages,
} from '../testing/music-library.ts';
import {
  digestOf,
  makeScratchFolder,
  namesIn,
  queryRows,
  queryValue,
  quietContext,
  withDatabase,
} from '../testing/scratch-library.ts';
import { migrateLibrary } from './migrate.ts';
import { salvage } from './salvage.ts';

const NEW_PLAYS = 40;
const ADDED = { ...forUserData(0), plays: NEW_PLAYS, playlists: 1, playlistEntries: 3 };
const UNREAD_MARKS = 'Some of the ratings, favourites and dates added could not be read.';

let backup: string;
let libraryFile: string;
let damagedFile: string;

/** A backup, the library restored from it, and a library that went on after it, to be damaged. */
beforeEach(() => {
  const folder = makeScratchFolder();
  backup = join(folder, 'backup.db');
  libraryFile = join(folder, 'library.db');
  damagedFile = join(folder, 'damaged.db');
  writeMusicLibrary(backup);
  copyFileSync(backup, libraryFile);
  copyFileSync(backup, damagedFile);
  goOn(damagedFile);
});

function goOn(file: string): void {
  withDatabase(file, (db) => {
    db.exec(`
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${NEW_PLAYS})
      INSERT INTO plays (track_id, played_at) SELECT i * 7, '2025-01-01T00:00:' || i FROM n;`);
  });
  addPlaylist(file);
}

function change(file: string, sql: string): void {
  withDatabase(file, (db) => db.exec(sql));
}

function addPlaylist(file: string): void {
  withDatabase(file, (db) =>
    db.exec(`
      INSERT INTO playlists (id, name, created_at) VALUES (77, 'New one', '2025-01-02T00:00:00Z');
      INSERT INTO playlist_tracks (playlist_id, position, track_id) VALUES (77, 0, 5), (77, 1, 3), (77, 2, 5);`),
  );
}

function look(apply = true) {
  return salvage({ libraryFile, schemaVersion: LATEST, damagedFile, backup, apply });
}

const newPlays = () =>
  queryValue(libraryFile, `SELECT count(*) FROM plays WHERE played_at LIKE '2025-01-01%'`);

const newPlaylist = (name = 'New one') =>
  queryRows(
    libraryFile,
    `SELECT position, track_id FROM playlist_tracks
     JOIN playlists ON playlists.id = playlist_id WHERE name = '${name}' ORDER BY position`,
  );

const ENTRIES = [
  { position: 0, track_id: 5 },
  { position: 1, track_id: 3 },
  { position: 2, track_id: 5 },
];

test('adds the plays and playlists that the backup does not have, and counts the plays', () => {
  const before = queryValue(libraryFile, 'SELECT play_count FROM tracks WHERE id = 7');
  expect(look()).toEqual({ ...ADDED, unreadable: [] });
  expect(newPlays()).toBe(NEW_PLAYS);
  expect(newPlaylist()).toEqual(ENTRIES);
  const after = queryValue(libraryFile, 'SELECT play_count FROM tracks WHERE id = 7');
  expect(Number(after) - Number(before)).toBe(1);
});

test('a playlist keeps when it was made and when it was edited last, if that is known', () => {
  const dates = () =>
    queryRows(
      libraryFile,
      `SELECT created_at AS createdAt, modified_at AS modifiedAt FROM playlists WHERE name LIKE 'New%' ORDER BY name`,
    );
  change(
    damagedFile,
    `INSERT INTO playlists (id, name, created_at, modified_at)
     VALUES (78, 'New two', '2025-01-03T00:00:00Z', '2025-02-04T05:06:07Z')`,
  );
  look();
  expect(dates()).toEqual([
    { createdAt: '2025-01-02T00:00:00Z', modifiedAt: '2025-01-02T00:00:00Z' },
    { createdAt: '2025-01-03T00:00:00Z', modifiedAt: '2025-02-04T05:06:07Z' },
  ]);
});

test('adds nothing the second time', () => {
  look();
  const before = rowsOf(libraryFile);
  expect(look()).toEqual({ ...forUserData(0), unreadable: [] });
  expect(rowsOf(libraryFile)).toEqual(before);
});

test('looking tells what could be added and adds nothing', () => {
  const before = rowsOf(libraryFile);
  expect(look(false)).toEqual({ ...ADDED, unreadable: [] });
  expect(rowsOf(libraryFile)).toEqual(before);
});

describe('what a person said of tracks since the backup', () => {
  const MARKS =
    'SELECT id, rating, favourite, added_at FROM tracks WHERE id IN (11, 12) ORDER BY id';

  beforeEach(() => {
    for (const file of [backup, libraryFile, damagedFile]) {
      change(file, 'UPDATE tracks SET rating = 2, favourite = 0 WHERE id IN (11, 12)');
    }
    change(
      damagedFile,
      `UPDATE tracks SET rating = 5, favourite = 1, added_at = '2019-01-01T00:00:00Z'
       WHERE id IN (11, 12)`,
    );
  });

  test('comes back: ratings, favourites and dates added', () => {
    expect(look()).toMatchObject({ ratings: 2, favourites: 2, addedDates: 2 });
    expect(queryRows(libraryFile, MARKS)).toEqual(queryRows(damagedFile, MARKS));
    expect(look()).toMatchObject({ ratings: 0, favourites: 0, addedDates: 0 });
  });

  test('stays as it is where it was changed after the restore', () => {
    change(libraryFile, 'UPDATE tracks SET rating = 3, favourite = 1 WHERE id = 11');
    expect(look()).toMatchObject({ ratings: 1, favourites: 1, addedDates: 2 });
    expect(queryValue(libraryFile, 'SELECT rating FROM tracks WHERE id = 11')).toBe(3);
  });

  test('is left out, and counted, where the library does not have the track', () => {
    change(libraryFile, 'DELETE FROM tracks WHERE id = 11');
    const { ratings, unreadable } = look();
    expect(ratings).toBe(1);
    expect(unreadable).toContainEqual(expect.stringMatching(/^Left out: 1 rating, of tracks/));
  });
});

test('adds the plays without a date, and the music folders, that the backup does not have', () => {
  change(damagedFile, 'UPDATE tracks SET play_count = play_count + 4 WHERE id = 20');
  change(
    damagedFile,
    `INSERT INTO scan_roots (path, added_at) VALUES ('/new/music', '2025-01-01T00:00:00Z')`,
  );
  expect(look()).toEqual({ ...ADDED, earlierPlays: 4, folders: 1, unreadable: [] });
  const counts = 'SELECT id, play_count FROM tracks ORDER BY id';
  expect(queryRows(libraryFile, counts)).toEqual(queryRows(damagedFile, counts));
  expect(look()).toMatchObject({ earlierPlays: 0, folders: 0 });
});

test('a track that was renamed since the backup is known by its audio, unless another has the same', () => {
  for (const file of [backup, libraryFile, damagedFile]) {
    change(file, `UPDATE tracks SET content_key = printf('%032d', id), rating = NULL`);
  }
  change(damagedFile, `UPDATE tracks SET path = '/moved/' || id || '.flac', rating = 4`);
  const { plays, playlists, ratings, unreadable } = look();
  const tracks = queryValue(libraryFile, 'SELECT count(*) FROM tracks');
  expect({ plays, playlists, ratings, unreadable }).toEqual({
    ...{ plays: NEW_PLAYS, playlists: 1, ratings: tracks, unreadable: [] },
  });
  expect(newPlaylist()).toEqual(ENTRIES);
  change(libraryFile, "DELETE FROM plays; UPDATE tracks SET content_key = printf('%032d', 7)");
  expect(look()).toMatchObject({ plays: 0 });
});

test('leaves the damaged file as it is, and nothing beside it', () => {
  zeroPages(damagedFile, leafPagesOf(damagedFile, 'plays').slice(0, 1));
  const before = [digestOf(damagedFile), namesIn(join(damagedFile, '..'))];
  look(false);
  const after = namesIn(join(damagedFile, '..')).filter((name) => !name.startsWith('library.db-'));
  expect([digestOf(damagedFile), after]).toEqual(before);
});

test('a playlist that has other tracks now is added beside the one of the backup, once', () => {
  withDatabase(damagedFile, (db) => {
    db.exec('DELETE FROM playlist_tracks WHERE playlist_id = 1 AND position > 1');
  });
  const name = String(queryValue(libraryFile, 'SELECT name FROM playlists WHERE id = 1'));
  const before = newPlaylist(name);
  expect(look()).toMatchObject({ playlists: 2 });
  expect(newPlaylist(name)).toEqual(before);
  expect(newPlaylist(`${name} (from the damaged library)`)).toEqual(before.slice(0, 2));
  expect(look()).toMatchObject({ playlists: 0 });
});

test('smart playlists come back with their rules, once, and those that were changed since stay so', () => {
  const make = (id: number, name: string) => `
    INSERT INTO smart_playlists (id, name, rules, created_at, modified_at)
    VALUES (${id}, '${name}', '{"own": ${id}}', '2025-01-0${id}T00:00:00Z', '2025-01-02T00:00:00Z');`;
  for (const file of [backup, libraryFile, damagedFile]) change(file, make(1, 'Kept'));
  change(damagedFile, make(2, 'New'));
  change(libraryFile, `UPDATE smart_playlists SET rules = '{"changed": 1}' WHERE id = 1`);
  expect(look(false)).toMatchObject({ smartPlaylists: 1 });
  expect(look()).toMatchObject({ smartPlaylists: 1 });
  const rules = 'SELECT name, rules FROM smart_playlists ORDER BY name';
  expect(queryRows(libraryFile, rules)).toEqual([
    { name: 'Kept', rules: '{"changed": 1}' },
    { name: 'New', rules: '{"own": 2}' },
  ]);
  expect(look()).toMatchObject({ smartPlaylists: 0 });
});

test('tracks of a playlist that are to be located come with it, under ids that no other entry has', () => {
  // As an import leaves it: the last of the file has the greatest id of all.
  const imported = (file: string) =>
    change(
      file,
      `INSERT INTO playlists (id, name, created_at) VALUES (78, 'Imported', '2025-01-01T00:00:00Z');
       INSERT INTO playlist_tracks (id, playlist_id, position, track_id) VALUES (5000000000, 78, 0, 5);
       INSERT INTO unfound_entries (id, playlist_id, position, previous_id, written, paths, is_settled)
       VALUES (5000000001, 78, 1, 5000000000, 'located.mp3', '[]', 1),
              (5000000002, 78, 2, 5000000001, 'away.mp3', '[]', 0)`,
    );
  for (const file of [backup, libraryFile, damagedFile]) imported(file);
  change(
    damagedFile,
    'INSERT INTO playlist_tracks (playlist_id, position, track_id) VALUES (78, 1, 6)',
  );
  expect(look()).toMatchObject({ playlists: 2, unfoundEntries: 1 });
  const unfound = queryRows(
    libraryFile,
    `SELECT name, written, is_settled AS isSettled FROM unfound_entries
     JOIN playlists ON playlists.id = playlist_id WHERE name LIKE 'Imported (%'`,
  );
  const name = 'Imported (from the damaged library)';
  expect(unfound).toEqual([{ name, written: 'away.mp3', isSettled: 0 }]);
  const ids = 'SELECT id FROM playlist_tracks UNION ALL SELECT id FROM unfound_entries';
  expect(queryValue(libraryFile, `SELECT count(*) - count(DISTINCT id) FROM (${ids})`)).toBe(0);
  expect(look()).toMatchObject({ playlists: 0, unfoundEntries: 0 });
});

describe('reads around damaged pages', () => {
  test.each([
    ['plays', 'first'],
    ['plays', 'last'],
    ['plays', 'all'],
    ['plays_by_track', 'all'],
    ['tracks', 'first'],
    ['tracks', 'last'],
    ['tracks', 'all'],
    ['playlist_tracks_by_track', 'all'],
    ['artists', 'all'],
  ] as const)('of %s: %s', (name, which) => {
    const pages = leafPagesOf(damagedFile, name);
    const chosen = { first: pages.slice(0, 1), last: pages.slice(-1), all: pages }[which];
    zeroPages(damagedFile, chosen);
    const unreadable = name === 'tracks' ? [UNREAD_MARKS] : [];
    expect(look()).toEqual({ ...ADDED, unreadable });
    expect([newPlays(), newPlaylist()]).toEqual([NEW_PLAYS, ENTRIES]);
  });

  test('of a table and of the index that could stand in for it: says what is missing', () => {
    const inTheMiddle = leafPagesOf(damagedFile, 'plays').slice(1, -1);
    zeroPages(damagedFile, [...inTheMiddle, ...leafPagesOf(damagedFile, 'plays_by_track')]);
    const found = look();
    expect(found.unreadable).toEqual(['Some of the play history could not be read.']);
    // The new ones are on the last page.
    expect(found.plays).toBe(NEW_PLAYS);
  });

  test('of tracks and their paths: the backup tells which tracks were played', () => {
    zeroPages(damagedFile, leafPagesOf(damagedFile, 'tracks'));
    zeroPages(damagedFile, leafPagesOf(damagedFile, 'sqlite_autoindex_tracks_1'));
    const unreadable = ['Some of the tracks could not be read.', UNREAD_MARKS];
    expect(look()).toEqual({ ...ADDED, unreadable });
    expect(newPlaylist()).toEqual(ENTRIES);
  });

  test('of the playlists: nothing of them is made up', () => {
    zeroPages(damagedFile, leafPagesOf(damagedFile, 'playlists'));
    const { playlists, unreadable } = look();
    expect([playlists, unreadable]).toEqual([0, ['Some of the playlists could not be read.']]);
  });
});

test('takes an overwritten header from the backup', () => {
  overwrite(damagedFile, 0, Buffer.alloc(100));
  expect(look()).toEqual({ ...ADDED, unreadable: [] });
});

test('takes an overwritten first page from the backup', () => {
  zeroPages(damagedFile, [1]);
  expect(look()).toEqual({ ...ADDED, unreadable: [] });
});

test('reads with its own schema where the backup is of another version', () => {
  const old = makeMusicLibrary(5).libraryFile;
  zeroPages(damagedFile, [1]);
  backup = old;
  expect(look()).toMatchObject({ plays: NEW_PLAYS, playlists: 1 });
});

test('does not read with the schema of a backup of another version', () => {
  const before = rowsOf(libraryFile);
  const old = makeMusicLibrary(5).libraryFile;
  zeroPages(damagedFile, [1, ...schemaPages()]);
  backup = old;
  // Pages that were given up may still tell where its tables lie.
  expect(outcome()).toMatch(/^all of it$|could not be read|Nothing can be read/);
  expect(rowsOf(libraryFile)).toEqual(before);
});

describe('reads a library whose schema is damaged:', () => {
  const ALL = { ...ADDED, unreadable: [] };

  test('any one page of it', () => {
    for (const page of schemaPages()) {
      const intact = readFileSync(damagedFile);
      zeroPages(damagedFile, [page]);
      expect(look(false), `page ${page}`).toEqual(ALL);
      overwrite(damagedFile, (page - 1) * 4096, Buffer.alloc(4096, 0x41));
      expect(look(false), `page ${page}`).toEqual(ALL);
      writeFileSync(damagedFile, intact);
    }
  });

  test('all of its pages, which the backup has where they were', () => {
    zeroPages(damagedFile, [1, ...schemaPages()]);
    expect(look()).toEqual(ALL);
  });

  test('one page, where the backup has its tables elsewhere', () => {
    withDatabase(backup, (db) => db.exec('CREATE TABLE extra (x); VACUUM'));
    for (const lost of schemaPages()) {
      const intact = readFileSync(damagedFile);
      zeroPages(damagedFile, [lost]);
      // Nothing is read from where the backup has something else; what is lost is told.
      expect(outcome()).toMatch(/^all of it$|play history|playlists|Nothing can be read/);
      writeFileSync(damagedFile, intact);
    }
  });

  test('one page, with what was written last in its log', () => {
    const page = schemaPages()[0] ?? 0;
    leaveLog(
      damagedFile,
      `INSERT INTO plays (track_id, played_at) VALUES (9, '2025-01-01T11:11:11')`,
    );
    zeroPages(damagedFile, [page]);
    expect(look()).toMatchObject({ plays: NEW_PLAYS + 1, playlists: 1, unreadable: [] });
  });

  test('and the list of its free pages', () => {
    change(damagedFile, 'CREATE TABLE gone AS SELECT zeroblob(90000); DROP TABLE gone');
    const trunk = readFileSync(damagedFile).readUInt32BE(32);
    zeroPages(damagedFile, [trunk]);
    expect(look()).toEqual(ALL);
  });
});

test('reads a damaged library of an older schema version, which has fewer tables', () => {
  const { libraryFile: old, migrationsDir } = makeMusicLibrary(3);
  for (const file of [backup, libraryFile, damagedFile]) copyFileSync(old, file);
  const set = loadMigrationSet(migrationsDir);
  migrateLibrary({ file: libraryFile, set, fromVersion: 3, appVersion: '1.2.3' }, quietContext());
  addPlaylist(damagedFile);
  overwrite(damagedFile, 0, Buffer.alloc(16));
  expect(look()).toEqual({ ...ADDED, plays: 0, unreadable: [] });
  expect(newPlaylist()).toEqual(ENTRIES);
});

test('leaves out what is of tracks that the library does not have, and says how much', () => {
  withDatabase(libraryFile, (db) => db.exec('DELETE FROM tracks WHERE id IN (3, 7)'));
  const { plays, playlists, unreadable } = look();
  expect([plays, playlists]).toEqual([NEW_PLAYS - 1, 1]);
  expect(unreadable[0]).toMatch(
    /^Left out: \d+ plays, of tracks that could not be read or are not in/,
  );
  expect(unreadable.at(-1)).toMatch(
    /^Left out: 1 track in playlists, of tracks that could not be read/,
  );
  expect(newPlaylist()).toEqual([
    { position: 0, track_id: 5 },
    { position: 1, track_id: 5 },
  ]);
});

test('does not add a playlist of which no track is left', () => {
  withDatabase(libraryFile, (db) => db.exec('DELETE FROM playlists; DELETE FROM tracks'));
  expect(look()).toMatchObject({ plays: 0, playlists: 0 });
});

test('reads what is left of a library that was cut off', () => {
  truncateSync(damagedFile, (Math.max(...leafPagesOf(damagedFile, 'plays')) - 2) * 4096);
  const { unreadable } = look();
  expect(newPlays()).toBeGreaterThan(0);
  expect(unreadable.length).toBeGreaterThan(0);
});

test.each([
  ['only its header', 100],
  ['nothing', 0],
])('says so where %s is left', (_what, bytes) => {
  truncateSync(damagedFile, bytes);
  expect(() => look()).toThrow(/^Nothing can be read of the damaged library/);
});

test('refuses to write into a library that a newer app has upgraded', () => {
  withDatabase(libraryFile, (db) => db.pragma(`user_version = ${LATEST + 1}`));
  const before = rowsOf(libraryFile);
  expect(() => look()).toThrow(expect.objectContaining({ code: 'LIBRARY_TOO_NEW' }));
  expect(rowsOf(libraryFile)).toEqual(before);
});

/** What a salvage would add, or what it says that it lacks. */
function outcome(): string {
  try {
    const { plays, playlists, unreadable } = look(false);
    expect([0, NEW_PLAYS]).toContain(plays);
    expect([0, 1]).toContain(playlists);
    return plays === NEW_PLAYS && playlists === 1 ? 'all of it' : unreadable.join();
  } catch (error) {
    return String(error);
  }
}

/** All pages of the damaged library's schema but the first one. */
function schemaPages(): number[] {
  const pages = queryRows(
    damagedFile,
    `SELECT pageno AS page FROM dbstat WHERE name = 'sqlite_schema'`,
  );
  return z
    .array(z.object({ page: z.number() }))
    .parse(pages)
    .map(({ page }) => page)
    .filter((page) => page > 1);
}
