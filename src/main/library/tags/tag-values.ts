/** The answers of `libraryTagCalls` (shared/api/tags.ts): what the library has of tags, and of plays. */
import { z } from 'zod';
import type { libraryTagCalls } from '../../../shared/api/tags.ts';
import type { Tags } from '../../../shared/tags.ts';
import type { Handlers, ReadableDb } from '../handlers.ts';

export const libraryTagHandlers = {
  tagValues: (db, { ids }) => findValues(db, ids),
  trackPlays: (db, { id, limit }) => ({
    playedAt: z
      .array(z.string())
      .parse(
        db
          .prepare('SELECT played_at FROM plays WHERE track_id = ? ORDER BY played_at DESC LIMIT ?')
          .pluck()
          .all(id, limit),
      ),
    total: z
      .number()
      .parse(db.prepare('SELECT count(*) FROM plays WHERE track_id = ?').pluck().get(id)),
  }),
} satisfies Handlers<typeof libraryTagCalls>;

/** Of the database: JSON, and NULL where there is nothing. */
const ListSchema = z
  .string()
  .nullable()
  .transform((json) => (json === null ? [] : z.array(z.string()).parse(JSON.parse(json))));
const OneSchema = z
  .union([z.string(), z.number()])
  .nullable()
  .transform((value) => (value === null || value === '' ? [] : [String(value)]));

const RowSchema = z.object({
  id: z.number().int(),
  path: z.string(),
  TITLE: OneSchema,
  ARTIST: ListSchema,
  ALBUM: OneSchema,
  ALBUMARTIST: ListSchema,
  TRACKNUMBER: OneSchema,
  DISCNUMBER: OneSchema,
  DATE: OneSchema,
  GENRE: ListSchema,
  COMPOSER: ListSchema,
});

function findValues(db: ReadableDb, ids: readonly number[]) {
  const rows = db.prepare(`
    SELECT
      tracks.id,
      tracks.path,
      tracks.title AS TITLE,
      (
        SELECT json_group_array(artists.name ORDER BY track_artists.position)
        FROM track_artists JOIN artists ON artists.id = track_artists.artist_id
        WHERE track_artists.track_id = tracks.id
      ) AS ARTIST,
      albums.title AS ALBUM,
      -- Of albums whose files do not name any, they are those of the tracks.
      CASE WHEN albums.artist_is_given THEN (
        SELECT json_group_array(artists.name ORDER BY album_artists.position)
        FROM album_artists JOIN artists ON artists.id = album_artists.artist_id
        WHERE album_artists.album_id = albums.id
      ) END AS ALBUMARTIST,
      tracks.track_number AS TRACKNUMBER,
      tracks.disc_number AS DISCNUMBER,
      tracks.year AS DATE,
      (
        SELECT json_group_array(genres.name ORDER BY track_genres.position)
        FROM track_genres JOIN genres ON genres.id = track_genres.genre_id
        WHERE track_genres.track_id = tracks.id
      ) AS GENRE,
      track_details.composers AS COMPOSER
    FROM json_each(?) AS chosen
    JOIN tracks ON tracks.id = chosen.value
    LEFT JOIN albums ON albums.id = tracks.album_id
    LEFT JOIN track_details ON track_details.track_id = tracks.id
    ORDER BY chosen.key`);
  return z
    .array(RowSchema)
    .parse(rows.all(JSON.stringify(ids)))
    .map(({ id, path, ...tags }) => ({ id, path, tags: tags satisfies Tags }));
}
