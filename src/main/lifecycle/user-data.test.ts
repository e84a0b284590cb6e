/** user-data.ts: the list has every column that a person fills, in every schema version. */
import { describe, expect, test } from 'vitest';
import { COUNTED, countedNames } from '../../shared/user-data.ts';
import { openReader } from './sqlite/connection.ts';
import { LATEST, makeMusicLibrary } from './testing/music-library.ts';
import { queryRows, withDatabase } from './testing/scratch-library.ts';
import { COUNTED_DATA, countData, readSide } from './user-data.ts';

/** What scans read from files and folders, and can read again. */
const SCANNED = [
  'albums.title',
  'albums.artist_id',
  'albums.year',
  'albums.artwork_id',
  'albums.release_id',
  'albums.artist_credit',
  'albums.artist_is_given',
  'album_folders.folder',
  'album_folders.album_id',
  'album_artists.album_id',
  'album_artists.position',
  'album_artists.artist_id',
  'artists.name',
  'artworks.sha256',
  'artworks.mime_type',
  'artworks.size',
  'folder_pictures.path',
  'folder_pictures.folder',
  'folder_pictures.artwork_id',
  'folder_pictures.file_size',
  'folder_pictures.file_mtime_ms',
  'genres.name',
  'scan_problems.path',
  'scan_problems.reason',
  'scan_problems.file_size',
  'scan_problems.file_mtime_ms',
  'scan_problems.seen_at',
  'scan_problems.reader_version',
  'scan_roots.scanned_at',
  'track_artists.track_id',
  'track_artists.position',
  'track_artists.artist_id',
  'cue_sheets.path',
  'cue_sheets.file_size',
  'cue_sheets.file_mtime_ms',
  'cue_sheets.reader_version',
  'cue_sheets.content',
  'track_details.track_id',
  'track_details.composers',
  'track_details.conductors',
  'track_details.bpm',
  'track_details.isrc',
  'track_details.original_date',
  'track_details.grouping',
  'track_details.work',
  'track_details.movement',
  'track_details.movement_number',
  'track_details.movement_total',
  'track_details.recording_id',
  'track_details.release_track_id',
  'track_details.release_group_id',
  'track_details.artist_ids',
  'track_details.title_sort',
  'track_details.artist_sort',
  'track_details.album_sort',
  'track_details.album_artist_sort',
  'track_details.composer_sort',
  'track_details.lyrics',
  'track_genres.track_id',
  'track_genres.position',
  'track_genres.genre_id',
  'tracks.title',
  'tracks.artist_credit',
  'tracks.album_id',
  'tracks.disc_number',
  'tracks.track_number',
  'tracks.year',
  'tracks.duration_ms',
  'tracks.codec',
  'tracks.bitrate',
  'tracks.sample_rate',
  'tracks.track_gain_db',
  'tracks.album_gain_db',
  'tracks.file_size',
  'tracks.file_mtime_ms',
  'tracks.missing_since',
  'tracks.artwork_id',
  'tracks.begin_ms',
  'tracks.end_ms',
  'tracks.sheet_id',
  'tracks.read_encoding',
  'tracks.content_key',
  'tracks.reader_version',
];

/** What is computed from other columns. */
const DERIVED = [
  'albums.sort_title',
  'artists.sort_as',
  'artists.sort_name',
  'listed_albums.album_id',
  'listed_albums.sort_title',
  'listed_albums.sort_artist',
  'listed_albums.year',
  'listed_albums.tracks',
  'listed_albums.plays',
  'listed_albums.added_at',
  'listed_artists.artist_id',
  'listed_artists.sort_name',
  'listed_artists.tracks',
  'listed_artists.albums',
  'listed_genres.genre_id',
  'listed_genres.tracks',
  'tracks.sort_title',
  'tracks.sort_artist',
  'tracks.sort_album',
  'search_words.track_id',
  'search_words.title',
  'search_words.artist',
  'search_words.album',
  'search_words.further',
  'stale_search_words.track_id',
  // From the plays.
  'tracks.last_played_at',
  // From the last edit.
  'playlists.modified_at',
];

/** Numbers that only name rows, the ledger of migrations, and which library it is. */
function isTechnical(column: string): boolean {
  return column.endsWith('.id') || /^(schema_version|library)\./.test(column);
}

function columnsOf(file: string): string[] {
  return withDatabase(file, (db) =>
    db
      .prepare(
        `SELECT tables.name || '.' || columns.name AS name
         FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
         WHERE tables.schema = 'main' AND tables.type = 'table'
           AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .pluck()
      .all()
      .map(String),
  );
}

const listed = Object.values(COUNTED_DATA).flatMap(({ columns, laterColumns = [] }) => [
  ...columns,
  ...laterColumns,
]);

test('every column of the schema is user data, or is known to be none', () => {
  const known = new Set([...listed, ...SCANNED, ...DERIVED]);
  const unknown = columnsOf(makeMusicLibrary().libraryFile).filter(
    (column) => !known.has(column) && !isTechnical(column),
  );
  expect(unknown).toEqual([]);
});

test('no column is listed that the schema does not have, or that is user data and none', () => {
  const columns = columnsOf(makeMusicLibrary().libraryFile);
  const named = [...new Set([...listed, ...SCANNED, ...DERIVED])];
  expect(named.filter((column) => !columns.includes(column))).toEqual([]);
  expect([...SCANNED, ...DERIVED].filter((column) => listed.includes(column))).toEqual([]);
});

describe('counting and comparing', () => {
  const versions = Array.from({ length: LATEST }, (_, index) => index + 1);

  test.each(versions)(
    'schema version %i: what is counted are the rows that are compared',
    (version) => {
      const { libraryFile } = makeMusicLibrary(version);
      const db = openReader(libraryFile);
      const side = readSide(db);
      const counts = countData(db, side);
      for (const kind of COUNTED) {
        const count = counts[kind];
        if (count === undefined) continue;
        const rows = db.prepare(COUNTED_DATA[kind].rows(side)).all();
        // Until version 5 a track may be there twice, and then its rows are.
        if (COUNTED_DATA[kind].isAmount !== true)
          expect([kind, rows.length]).toEqual([kind, count]);
      }
      db.close();
      expect(counts.tracks).toBeGreaterThan(0);
    },
  );

  test('names what there is, and leaves out what something else implies', () => {
    const { libraryFile } = makeMusicLibrary();
    withDatabase(libraryFile, (db) =>
      db.exec(`
        UPDATE tracks SET rating = NULL, favourite = 0, play_count = 0;
        UPDATE tracks SET rating = 4 WHERE id <= 30;
        UPDATE tracks SET favourite = 1 WHERE id <= 12;
        UPDATE tracks SET play_count = 3 WHERE id = 1;
        DELETE FROM plays; DELETE FROM playlists; DELETE FROM scan_roots;`),
    );
    const db = openReader(libraryFile);
    const names = countedNames(countData(db));
    db.close();
    expect(names).toEqual([
      `${queryRows(libraryFile, 'SELECT 1 FROM tracks').length} tracks`,
      '3 undated plays',
      '30 ratings',
      '12 favourites',
    ]);
  });
});
