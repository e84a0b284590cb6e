/** One album with all that its page shows. */
import { z } from 'zod';
import type { AlbumDetails } from '../../../shared/api/albums.ts';
import type { ReadableDb } from '../handlers.ts';
import { DISC } from '../tracks/list-sql.ts';
import { parseAlbum, SELECT_ALBUMS } from './album-queries.ts';

/** So many tracks have their composers told: an album with more is no work of a composer. */
const MOST_COMPOSED = 2_000;

const SumsSchema = z.object({ durationMs: z.number().int(), missing: z.number().int() });
const DiscsSchema = z.array(z.object({ number: z.number().int(), tracks: z.number().int() }));
const GenresSchema = z.array(z.object({ id: z.number().int(), name: z.string() }));
const ComposersSchema = z.array(
  z.object({
    trackId: z.number().int(),
    names: z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json))),
  }),
);

/** An album, or null where none with tracks has this id. */
export function findAlbum(db: ReadableDb, id: number): AlbumDetails | null {
  return db.transaction(() => {
    const row = db.prepare(`${SELECT_ALBUMS} WHERE albums.id = ?`).get(id);
    if (row === undefined) return null;
    return {
      ...parseAlbum(row),
      ...SumsSchema.parse(db.prepare(SUMS).get(id)),
      genres: GenresSchema.parse(db.prepare(GENRES).all(id)),
      formats: z.array(z.string()).parse(db.prepare(FORMATS).pluck().all(id)),
      discs: DiscsSchema.parse(db.prepare(DISCS).all(id)),
      composers: ComposersSchema.parse(db.prepare(COMPOSERS).all(id, MOST_COMPOSED)),
    };
  })();
}

const SUMS = `
  SELECT ifnull(sum(duration_ms), 0) AS durationMs, count(missing_since) AS missing
  FROM tracks WHERE album_id = ?`;

const GENRES = `
  SELECT genres.id, genres.name
  FROM tracks
  JOIN track_genres ON track_genres.track_id = tracks.id
  JOIN genres ON genres.id = track_genres.genre_id
  WHERE tracks.album_id = ?
  GROUP BY genres.id ORDER BY count(*) DESC, genres.name LIMIT 8`;

const FORMATS = `
  SELECT codec FROM tracks WHERE album_id = ? AND codec IS NOT NULL
  GROUP BY codec ORDER BY count(*) DESC, codec LIMIT 4`;

const DISCS = `
  SELECT ${DISC} AS number, count(*) AS tracks FROM tracks WHERE album_id = ?
  GROUP BY number ORDER BY number`;

const COMPOSERS = `
  SELECT tracks.id AS trackId, composers AS names
  FROM tracks JOIN track_details ON track_details.track_id = tracks.id
  WHERE tracks.album_id = ? AND composers IS NOT NULL LIMIT ?`;
