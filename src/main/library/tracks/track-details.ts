/** The answers of shared/api/track-details.ts. */
import { z } from 'zod';
import {
  type TrackDetails,
  TrackDetailsSchema,
  type trackDetailCalls,
} from '../../../shared/api/track-details.ts';
import type { Handlers, ReadableDb } from '../handlers.ts';
import { DETAIL_COLUMNS } from './details-store.ts';

export const trackDetailHandlers = {
  trackDetails: findDetails,
} satisfies Handlers<typeof trackDetailCalls>;

/** Of the database: JSON, and NULL where there is nothing. */
const ListSchema = z
  .string()
  .nullable()
  .transform((json) => (json === null ? [] : z.array(z.string()).parse(JSON.parse(json))));

const DetailsRowSchema = TrackDetailsSchema.extend({
  albumArtists: ListSchema,
  genres: ListSchema,
  composers: ListSchema,
  conductors: ListSchema,
  artistIds: ListSchema,
});

function findDetails(db: ReadableDb, { ids }: { readonly ids: readonly number[] }): TrackDetails[] {
  const rows = db.prepare(`
    SELECT
      tracks.id,
      (
        SELECT json_group_array(artists.name ORDER BY album_artists.position)
        FROM album_artists JOIN artists ON artists.id = album_artists.artist_id
        WHERE album_artists.album_id = tracks.album_id
      ) AS albumArtists,
      (
        SELECT json_group_array(genres.name ORDER BY track_genres.position)
        FROM track_genres JOIN genres ON genres.id = track_genres.genre_id
        WHERE track_genres.track_id = tracks.id
      ) AS genres,
      albums.release_id AS releaseId,
      tracks.codec,
      tracks.bitrate,
      tracks.sample_rate AS sampleRate,
      ${DETAIL_COLUMNS}
    FROM json_each(?) AS chosen
    JOIN tracks ON tracks.id = chosen.value
    LEFT JOIN albums ON albums.id = tracks.album_id
    LEFT JOIN track_details ON track_details.track_id = tracks.id
    ORDER BY chosen.key`);
  return z.array(DetailsRowSchema).parse(rows.all(JSON.stringify(ids)));
}
