/** migrate.ts on libraries that other programs have written into: what they added stays, or is kept. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { makeOldLibrary as makeOldMusic } from '../../../../fixtures/old-library.ts';
import { FermataError } from '../../../shared/errors.ts';
import type { Receipt } from '../../../shared/receipts.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { schemaOf } from '../migrations/defined-schema.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import { schemaDifferences } from '../migrations/schema.ts';
import {
  makeScratchFolder,
  queryRows,
  queryValue,
  quietContext,
  withDatabase,
  writeMigrations,
} from '../testing/scratch-library.ts';
import { migrateLibrary } from './migrate.ts';

const SET = loadMigrationSet(shippedMigrationsDir());

/** A library as an app of an older version left it, and what another program did to it. */
function makeLibrary(version: number, change: (db: Database) => void, tracks = 200): string {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldMusic({ file, version, tracks });
  withDatabase(file, (db) => {
    db.pragma('foreign_keys = OFF');
    change(db);
  });
  return file;
}

function upgrade(file: string, fromVersion: number, set = SET): Receipt {
  const request = { file, set, fromVersion, appVersion: '2.0.0' };
  const receipt = migrateLibrary(request, quietContext());
  if (receipt === null) throw new Error('It was overtaken.');
  const schema = `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name`;
  const actual = queryRows(file, schema) as ReturnType<typeof schemaOf>;
  expect(schemaDifferences(schemaOf(set), actual)).toEqual([]);
  return receipt;
}

function definitionOf(file: string, name: string): unknown {
  return queryValue(file, `SELECT sql FROM sqlite_schema WHERE name = '${name}'`);
}

test.each([1, 5, 12, SET.latest - 1])(
  'indexes, views, triggers and tables of others stay in a library of version %i',
  (version) => {
    const additions = {
      my_index: 'CREATE INDEX my_index ON tracks (added_at, duration_ms)',
      my_view: 'CREATE VIEW my_view AS SELECT id, title FROM tracks',
      my_log: 'CREATE TABLE my_log (track_id INTEGER REFERENCES tracks (id), what TEXT)',
      my_log_index: 'CREATE INDEX my_log_index ON my_log (what)',
      my_trigger: `CREATE TRIGGER my_trigger AFTER UPDATE ON tracks BEGIN
        INSERT INTO my_log VALUES (new.id, new.title); END`,
      _litestream_seq: 'CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)',
    };
    const file = makeLibrary(version, (db) => {
      for (const sql of Object.values(additions)) db.exec(sql);
      db.exec(
        `INSERT INTO my_log SELECT id, 'mine' FROM tracks; INSERT INTO _litestream_seq VALUES (1, 7)`,
      );
    });
    const logged = queryValue(file, 'SELECT count(*) FROM my_log');
    const { setAside, renamed, keptIn } = upgrade(file, version);
    expect({ setAside, renamed, keptIn }).toEqual({ setAside: [], renamed: [], keptIn: null });
    for (const [name, sql] of Object.entries(additions)) expect(definitionOf(file, name)).toBe(sql);
    // What migrations rewrite is nothing that a program asked to have logged.
    expect(queryValue(file, 'SELECT count(*) FROM my_log')).toBe(logged);
  },
);

test('full-text tables of others, and those of modules that are not here, stay with their rows', () => {
  const file = makeLibrary(12, (db) => {
    db.exec(`
      CREATE VIRTUAL TABLE tracks_fts USING fts5 (title, content = tracks, content_rowid = id);
      INSERT INTO tracks_fts (tracks_fts) VALUES ('rebuild');
      CREATE VIRTUAL TABLE notes USING fts4 (body);
      INSERT INTO notes VALUES ('mine');`);
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    db.exec(`INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
      VALUES ('table', 'near', 'near', 0, 'CREATE VIRTUAL TABLE near USING vec0 (v float[3])')`);
  });
  upgrade(file, 12);
  expect(queryValue(file, `SELECT count(*) FROM notes WHERE notes MATCH 'mine'`)).toBe(1);
  expect(definitionOf(file, 'near')).toContain('vec0');
});

test('a foreign key of others that refers to no key blocks nothing', () => {
  const file = makeLibrary(12, (db) => {
    db.exec(`CREATE TABLE mine (x REFERENCES tracks (title)); INSERT INTO mine VALUES ('q')`);
  });
  upgrade(file, 12);
  expect(queryValue(file, 'SELECT x FROM mine')).toBe('q');
});

test('what cannot be put back is kept as SQL, and told', () => {
  const file = makeLibrary(5, (db) => {
    db.exec(`
      CREATE VIEW by_genre AS SELECT genre_id FROM tracks;
      CREATE UNIQUE INDEX one_title ON playlist_tracks (playlist_id, track_id, position);
      CREATE INDEX by_old_artist ON tracks (artist_id);
      CREATE TRIGGER albums_sort_their_tracks AFTER INSERT ON tracks BEGIN SELECT 1; END;`);
  });
  const { setAside, keptIn } = upgrade(file, 5);
  expect(setAside).toEqual(['index by_old_artist', 'trigger albums_sort_their_tracks']);
  const kept = readFileSync(keptIn ?? '', 'utf8');
  expect(kept).toContain('CREATE INDEX by_old_artist ON tracks (artist_id);\n');
  expect(kept).toContain('BEGIN SELECT 1; END;\n');
  expect(dirname(dirname(dirname(keptIn ?? '')))).toBe(dirname(file));
});

test('a table whose name a migration needs keeps its rows under another one', () => {
  const file = makeLibrary(12, (db) => {
    db.exec(`
      CREATE TABLE library (shelf TEXT); INSERT INTO library VALUES ('mine');
      CREATE TABLE new_playlist_tracks (x); INSERT INTO new_playlist_tracks VALUES (1);
      CREATE TRIGGER shelves AFTER INSERT ON library BEGIN SELECT 1; END;`);
  });
  const { renamed, setAside } = upgrade(file, 12);
  expect(renamed).toEqual([
    { name: 'library', newName: 'library_of_another_program' },
    { name: 'new_playlist_tracks', newName: 'new_playlist_tracks_of_another_program' },
  ]);
  expect(setAside).toEqual(['trigger shelves']);
  expect(queryRows(file, 'SELECT * FROM library_of_another_program')).toEqual([{ shelf: 'mine' }]);
});

test('a column of another program is kept with its values where its table is made anew', () => {
  const file = makeLibrary(5, (db) => {
    db.exec(`ALTER TABLE tracks ADD COLUMN mood TEXT; UPDATE tracks SET mood = 'it''s calm' WHERE id = 3;
      ALTER TABLE plays ADD COLUMN device TEXT DEFAULT 'radio'`);
  });
  const { setAside, keptIn } = upgrade(file, 5);
  expect(setAside).toEqual(['tracks.mood']);
  expect(queryValue(file, 'SELECT count(*) FROM plays WHERE device IS NULL')).toBe(0);
  const statements = readFileSync(keptIn ?? '', 'utf8');
  withDatabase(file, (db) => db.exec(statements));
  expect(queryRows(file, 'SELECT id, mood FROM tracks WHERE mood IS NOT NULL')).toEqual([
    { id: 3, mood: `it's calm` },
  ]);
});

test('indexes and triggers of ours that are gone are made again, and what they kept is in step', () => {
  const file = makeLibrary(12, (db) => {
    db.exec(`
      DROP INDEX tracks_by_title; DROP TRIGGER plays_are_counted; DROP TRIGGER tracks_change_in_search;
      INSERT INTO plays (track_id, played_at) SELECT tracks.id, '2031-01-01T00:00:00.000Z' FROM tracks, json_each('[1,2,3,4,5,6,7,8,9]');
      UPDATE tracks SET title = 'Renamedwithout' WHERE id = 7;`);
  });
  const { mended } = upgrade(file, 12);
  expect(mended).toEqual(
    expect.arrayContaining([
      'tracks_by_title',
      'plays_are_counted',
      'tracks_change_in_search',
      'track_search',
    ]),
  );
  const search = `SELECT rowid FROM track_search WHERE track_search MATCH 'renamedwithout'`;
  expect(queryValue(file, search)).toBe(7);
  const uncounted = `SELECT count(*) FROM tracks WHERE last_played_at < '2031'
    OR play_count < (SELECT count(*) FROM plays WHERE track_id = tracks.id)`;
  expect(queryValue(file, uncounted)).toBe(0);
});

test.each([1, 3, 5, 12])('rows that dangled before stay in a library of version %i', (version) => {
  const file = makeLibrary(version, (db) => {
    db.exec('UPDATE tracks SET album_id = 999999 WHERE id = 2');
    if (version >= 3) db.exec('UPDATE playlist_tracks SET track_id = 777777 WHERE position = 0');
    if (version >= 5) db.exec(`INSERT INTO plays (track_id, played_at) VALUES (666666, '2020')`);
  });
  upgrade(file, version);
  expect(queryValue(file, 'SELECT album_id FROM tracks WHERE id = 2')).toBe(999_999);
  const plays = queryValue(file, 'SELECT count(*) FROM plays WHERE track_id = 666666');
  expect(plays).toBe(version >= 5 ? 1 : 0);
});

test.each([1, 3])(
  'rows that dangle and break a rule are settled, and kept, from version %i',
  (version) => {
    const file = makeLibrary(version, (db) => {
      db.exec('UPDATE tracks SET artist_id = 888888 WHERE id = 2');
    });
    const { danglingRows, keptIn } = upgrade(file, version);
    expect(danglingRows).toBe(1);
    expect(readFileSync(keptIn ?? '', 'utf8')).toContain(
      'SET "artist_id" = 888888 WHERE "id" = 2;\n',
    );
    expect(queryValue(file, 'SELECT count(*) FROM tracks WHERE id = 2')).toBe(1);
  },
);

test('a migration that leaves rows dangling is taken back, also where others dangled before', () => {
  const file = makeLibrary(SET.latest, (db) => {
    db.exec('UPDATE tracks SET album_id = 999999 WHERE id = 2');
  });
  const set = withStep(
    file,
    'DELETE FROM albums WHERE id = (SELECT album_id FROM tracks WHERE id = 3);',
  );
  expect(failureOf(() => upgrade(file, SET.latest, set)).message).toContain(
    'a row of tracks refers to one of albums that does not exist',
  );
});

test('merging what was there twice is told, by numbers', () => {
  const file = makeLibrary(5, () => {}, 1_000);
  const doubles = queryValue(file, 'SELECT count(*) - count(DISTINCT path) FROM tracks');
  expect(doubles).toBeGreaterThan(0);
  const { merged, before, after } = upgrade(file, 5);
  expect(merged).toMatchObject({ tracks: doubles });
  expect(after.plays).toBe(before.plays);
  expect(after.earlierPlays).toBe(before.earlierPlays);
  expect(after.playlistEntries).toBe(before.playlistEntries);
});

test.each([
  ['plays', '-- fermata: allow DELETE\nDELETE FROM plays;', '32 plays'],
  ['ratings', 'UPDATE tracks SET rating = NULL WHERE id < 50;', 'ratings'],
  ['stars', 'UPDATE tracks SET rating = 1;', 'stars of ratings'],
  ['favourites', 'UPDATE tracks SET favourite = 0;', 'favourites'],
  [
    'playlists',
    'DELETE FROM playlist_tracks WHERE true; DELETE FROM playlists WHERE id = 1;',
    'playlist',
  ],
  [
    'tracks',
    '-- fermata: merges tracks\nDELETE FROM track_artists WHERE track_id = 9; DELETE FROM track_genres WHERE track_id = 9;\nUPDATE plays SET track_id = 8 WHERE track_id = 9; UPDATE playlist_tracks SET track_id = 8 WHERE track_id = 9; DELETE FROM tracks WHERE id = 9;',
    '1 track',
  ],
])('a migration that would lose %s is taken back', (_, sql, loss) => {
  const file = makeLibrary(SET.latest, () => {});
  const before = queryRows(file, 'SELECT * FROM tracks');
  const set = withStep(file, sql);
  const error = failureOf(() => upgrade(file, SET.latest, set));
  expect(error.code).toBe('MIGRATION_FAILED');
  if (loss !== '32 plays') expect(error.message).toContain(loss);
  expect(queryRows(file, 'SELECT * FROM tracks')).toEqual(before);
  expect(readdirSync(dirname(file))).not.toContain('quarantine');
});

test('a migration may merge what it declares, in a comment', () => {
  const file = makeLibrary(SET.latest, (db) => {
    db.exec(`INSERT INTO plays (track_id, played_at) VALUES (1, '2020'), (1, '2020')`);
  });
  const sql = `DELETE FROM plays WHERE id NOT IN (SELECT min(id) FROM plays GROUP BY track_id, played_at);`;
  const undeclared = failureOf(() => upgrade(file, SET.latest, withStep(file, sql)));
  expect(undeclared.message).toContain('it would lose 1 play');
  const set = withStep(file, `-- fermata: merges plays, earlierPlays\n${sql}`);
  expect(upgrade(file, SET.latest, set).merged).toMatchObject({ plays: 1 });
});

/** The shipped migrations and one more, in a folder of their own. */
function withStep(file: string, sql: string) {
  const folder = join(dirname(file), 'migrations');
  const shipped = Object.fromEntries(
    SET.migrations.map(({ fileName, sql: text }) => [fileName, text]),
  );
  const number = String(SET.latest + 1).padStart(4, '0');
  return writeMigrations(folder, { ...shipped, [`${number}_next.sql`]: sql });
}

function failureOf(work: () => unknown): FermataError {
  try {
    work();
  } catch (error) {
    if (error instanceof FermataError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}
