/**
 * The tables that albums, artists and genres are listed from (migrations/0027): they follow from the others, so
 * that whatever is wrong with them is mended from those (design, invariant 9).
 */
import { isDamaged, replaceTable } from './search-index.ts';
import type { Connection } from './sqlite/database.ts';

/** In the order in which they are filled: artists count the albums that are listed. */
export const LISTINGS = ['listed_albums', 'listed_artists', 'listed_genres'] as const;

/** Whether a table is one of them. */
export function isListing(name: string): boolean {
  return LISTINGS.some((listing) => listing === name);
}

const FILL = `
  DELETE FROM listed_albums;
  INSERT INTO listed_albums (album_id, sort_title, sort_artist, year, tracks, plays, added_at)
  SELECT
    albums.id, albums.sort_title,
    ifnull((SELECT sort_name FROM artists WHERE artists.id = albums.artist_id), char(1114111)),
    albums.year, held.tracks, held.plays, held.added_at
  FROM (
    SELECT album_id, count(*) AS tracks, sum(play_count) AS plays, max(added_at) AS added_at
    FROM tracks WHERE album_id IS NOT NULL GROUP BY album_id
  ) AS held
  JOIN albums ON albums.id = held.album_id;

  DELETE FROM listed_artists;
  INSERT INTO listed_artists (artist_id, sort_name, tracks, albums)
  SELECT artists.id, artists.sort_name, sum(held.tracks), sum(held.albums)
  FROM (
    SELECT artist_id, count(*) AS tracks, 0 AS albums FROM track_artists GROUP BY artist_id
    UNION ALL
    SELECT artist_id, 0, count(*) FROM album_artists
    WHERE album_id IN (SELECT album_id FROM listed_albums) GROUP BY artist_id
  ) AS held
  JOIN artists ON artists.id = held.artist_id
  GROUP BY artists.id;

  DELETE FROM listed_genres;
  INSERT INTO listed_genres (genre_id, tracks)
  SELECT genre_id, count(*) FROM track_genres GROUP BY genre_id;`;

/** What shows in some milliseconds, of a million tracks too: rows that were counted twice, or not at all. */
const OUT_OF_STEP = `
  SELECT
    (SELECT total(tracks) FROM listed_albums)
      <> (SELECT count(*) FROM tracks WHERE album_id IN (SELECT id FROM albums))
    OR (SELECT total(tracks) FROM listed_artists) <> (SELECT count(*) FROM track_artists)
    OR (SELECT total(tracks) FROM listed_genres) <> (SELECT count(*) FROM track_genres)`;

/** Whether a library has them. */
export function hasListings(db: Connection): boolean {
  const found = db.prepare(`SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?`);
  return LISTINGS.every((name) => found.pluck().get(name) === 1);
}

/** Whether they list other things than there are, or cannot be read. */
export function areListingsOutOfStep(db: Connection): boolean {
  try {
    return db.prepare(OUT_OF_STEP).pluck().get() === 1;
  } catch {
    return true;
  }
}

/** Fills them anew from the other tables, in the caller's transaction. */
export function rebuildListings(db: Connection): void {
  for (const name of LISTINGS) if (isDamaged(db, name)) replaceTable(db, name);
  db.exec(FILL);
}
