/**
 * The language that a library's names are sorted by. Keys of names are made for it when they are written; where
 * it has become another one, all keys are looked at again, some at a time, and those that differ made anew.
 */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import type { ReadableDb, WritableDb } from '../handlers.ts';
import { sortNamesOf } from './sort-names.ts';

const reading = new WeakMap<Connection, Statement>();

/** The language of a library's keys; empty for the order that most languages share. */
export function sortLanguageOf(db: ReadableDb): string {
  let statement = reading.get(db);
  if (statement === undefined) {
    statement = db.prepare('SELECT sort_language FROM library').pluck();
    reading.set(db, statement);
  }
  return z.string().parse(statement.get());
}

/** Has names sorted by another language from now on: {@link sortSomeAnew} does it. Call it in a transaction. */
export function setSortLanguage(db: WritableDb, language: string): void {
  db.prepare('UPDATE library SET sort_language = ?, sorted_up_to = 0').run(language);
}

/** Whether there are names that are still sorted by another language. */
export function isSortingAnew(db: ReadableDb): boolean {
  return db.prepare('SELECT sorted_up_to FROM library').pluck().get() !== null;
}

const RowSchema = z.object({
  id: z.number(),
  title: z.string(),
  artist: z.string().nullable(),
  albumId: z.number().nullable(),
  album: z.string().nullable(),
  albumArtist: z.string().nullable(),
  titleSort: z.string().nullable(),
  artistSort: z.string().nullable(),
  albumSort: z.string().nullable(),
  albumArtistSort: z.string().nullable(),
  sortTitle: z.string(),
  sortArtist: z.string(),
  sortAlbum: z.string(),
});

const ROWS = `
  SELECT
    tracks.id,
    tracks.title,
    artists.name AS artist,
    tracks.album_id AS albumId,
    albums.title AS album,
    album_artist.name AS albumArtist,
    details.title_sort AS titleSort,
    details.artist_sort AS artistSort,
    details.album_sort AS albumSort,
    details.album_artist_sort AS albumArtistSort,
    tracks.sort_title AS sortTitle,
    tracks.sort_artist AS sortArtist,
    tracks.sort_album AS sortAlbum
  FROM tracks
  LEFT JOIN track_artists ON track_artists.track_id = tracks.id AND track_artists.position = 0
  LEFT JOIN artists ON artists.id = track_artists.artist_id
  LEFT JOIN albums ON albums.id = tracks.album_id
  LEFT JOIN album_artists ON album_artists.album_id = albums.id AND album_artists.position = 0
  LEFT JOIN artists AS album_artist ON album_artist.id = album_artists.artist_id
  LEFT JOIN track_details AS details ON details.track_id = tracks.id
  WHERE tracks.id > (SELECT sorted_up_to FROM library)
  ORDER BY tracks.id LIMIT :limit`;

/**
 * Looks at the keys of some tracks and their albums, and makes those anew that differ. Call it in a transaction.
 *
 * @param limit so many tracks
 * @returns whether there are more
 */
export function sortSomeAnew(db: WritableDb, limit: number): boolean {
  const language = sortLanguageOf(db);
  const rows = z.array(RowSchema).parse(db.prepare(ROWS).all({ limit }));
  const save = db.prepare(`
    UPDATE tracks SET sort_title = :title, sort_artist = :artist, sort_album = :album
    WHERE id = :id`);
  const saveAlbum = db.prepare(
    'UPDATE albums SET sort_title = :album WHERE id = :id AND sort_title <> :album',
  );
  for (const row of rows) {
    const names = sortNamesOf({ ...row, artist: row.artist ?? '' });
    const [title, artist, album] = [names.title, names.artist, names.album].map((name) =>
      sortKey(name, language),
    );
    if (row.albumId !== null) saveAlbum.run({ id: row.albumId, album });
    if (title === row.sortTitle && artist === row.sortArtist && album === row.sortAlbum) continue;
    save.run({ id: row.id, title, artist, album });
  }
  const last = rows.at(-1);
  if (last !== undefined && rows.length === limit) {
    db.prepare('UPDATE library SET sorted_up_to = ?').run(last.id);
    return true;
  }
  sortArtistsAnew(db, language);
  db.prepare('UPDATE library SET sorted_up_to = NULL').run();
  return false;
}

const ArtistSchema = z.object({ id: z.number(), name: z.string(), sortName: z.string() });

/** A tenth as many as there are tracks, of which few differ. */
function sortArtistsAnew(db: WritableDb, language: string): void {
  const save = db.prepare('UPDATE artists SET sort_name = ? WHERE id = ?');
  const rows = db
    .prepare('SELECT id, ifnull(sort_as, name) AS name, sort_name AS sortName FROM artists')
    .all();
  for (const { id, name, sortName } of z.array(ArtistSchema).parse(rows)) {
    const key = sortKey(name, language);
    if (key !== sortName) save.run(key, id);
  }
}
