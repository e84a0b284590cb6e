/** Tracks: found by words, sorted by an index, quick with a million of them. */
import { z } from 'zod';
import {
  type Track,
  TrackIdsSchema,
  type TrackOrderQuery,
  type TrackPage,
  type TrackQuery,
  TrackSchema,
} from '../../../shared/api/tracks.ts';
import type { ReadableDb } from '../handlers.ts';
import { countAll, countOnce } from './list-counts.ts';
import { findsNothing, orderBy, parameters, rowsSql } from './list-sql.ts';
import { searchExpression } from './search-text.ts';

const TrackRowSchema = TrackSchema.extend({
  artists: z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json))),
  favourite: z.literal([0, 1]).transform((flag) => flag === 1),
});

/** @param entryId the SQL of its place in the playlist that is listed */
function selectTracks(entryId = 'NULL'): string {
  return `
    SELECT
      tracks.id,
      tracks.title,
      tracks.artist_credit AS artist,
      (
        SELECT json_group_array(artists.name ORDER BY track_artists.position)
        FROM track_artists
        JOIN artists ON artists.id = track_artists.artist_id
        WHERE track_artists.track_id = tracks.id
      ) AS artists,
      albums.title AS album,
      album_artists.name AS albumArtist,
      (
        SELECT group_concat(genres.name, ', ' ORDER BY track_genres.position)
        FROM track_genres
        JOIN genres ON genres.id = track_genres.genre_id
        WHERE track_genres.track_id = tracks.id
      ) AS genre,
      tracks.year,
      tracks.disc_number AS discNumber,
      tracks.track_number AS trackNumber,
      tracks.duration_ms AS durationMs,
      tracks.play_count AS playCount,
      tracks.rating,
      tracks.favourite,
      tracks.last_played_at AS lastPlayedAt,
      tracks.missing_since AS missingSince,
      tracks.added_at AS addedAt,
      tracks.path,
      artworks.sha256 AS artwork,
      ${entryId} AS entryId
    FROM tracks
    LEFT JOIN albums ON albums.id = tracks.album_id
    LEFT JOIN artists AS album_artists ON album_artists.id = albums.artist_id
    LEFT JOIN artworks ON artworks.id = albums.artwork_id`;
}

/** A track, or null where none has this id. */
export function findTrack(db: ReadableDb, id: number): Track | null {
  const row = db.prepare(`${selectTracks()} WHERE tracks.id = ?`).get(id);
  return row === undefined ? null : TrackRowSchema.parse(row);
}

/** The track of a file, or null where the library has none of this path. */
export function findTrackByPath(db: ReadableDb, path: string): Track | null {
  const row = db.prepare(`${selectTracks()} WHERE tracks.path = ?`).get(path);
  return row === undefined ? null : TrackRowSchema.parse(row);
}

/** One page of the tracks that match a query; an empty page beyond the last. */
export function findTracks(db: ReadableDb, query: TrackQuery): TrackPage {
  const { offset, limit } = query;
  const expression = searchExpression(query.text);
  if (findsNothing(query.text, expression)) return { total: 0, offset, tracks: [] };
  // One snapshot: the number of tracks may say where in the list the page is.
  return db.transaction(() => {
    const total = countTracks(db, query, expression);
    const length = Math.max(0, Math.min(limit, total - offset));
    const after = total - offset - length;
    const isNearEnd = after < offset;
    const rows = db.prepare(pageSql(query, expression !== null, isNearEnd)).all({
      ...parameters(query, expression),
      limit: length,
      offset: isNearEnd ? after : offset,
    });
    return { total, offset, tracks: z.array(TrackRowSchema).parse(rows) };
  })();
}

/** The ids of a part of the tracks that match a query, in its order. */
export function listTrackIds(
  db: ReadableDb,
  query: TrackOrderQuery & Pick<TrackQuery, 'offset' | 'limit'>,
): { total: number; ids: number[] } {
  const { offset, limit } = query;
  const expression = searchExpression(query.text);
  if (findsNothing(query.text, expression)) return { total: 0, ids: [] };
  const ids = db
    .prepare(`${rowsSql(query, expression !== null, 'tracks.id')} LIMIT :limit OFFSET :offset`)
    .pluck()
    .all({ ...parameters(query, expression), limit, offset });
  return { total: countTracks(db, query, expression), ids: TrackIdsSchema.parse(ids) };
}

function countTracks(db: ReadableDb, query: TrackOrderQuery, expression: string | null): number {
  const { list } = query;
  const isAll = list.kind === 'all';
  return countOnce(db, JSON.stringify([list, expression]), () => {
    if (isAll && expression === null) return countAll(db);
    const sql = isAll
      ? 'SELECT count(*) FROM track_search WHERE track_search MATCH :expression'
      : `SELECT count(*) FROM (${rowsSql(query, expression !== null, '1', { isOrdered: false })})`;
    return z
      .number()
      .int()
      .parse(db.prepare(sql).pluck().get(parameters(query, expression)));
  });
}

/**
 * The SQL of a page: its tracks are chosen by an index alone; only they are then read and joined.
 *
 * @param isNearEnd whether `:offset` rows come after the page, instead of before it: so many are passed
 *   over, one by one
 */
export function pageSql(query: TrackOrderQuery, isSearch: boolean, isNearEnd = false): string {
  const isPlaylist = query.list.kind === 'playlist';
  const id = isPlaylist ? 'entries.id' : 'tracks.id';
  const chosen = isNearEnd ? backwards(query) : query;
  return `
    ${isPlaylist ? selectTracks('entries.id') : selectTracks()}
    ${isPlaylist ? 'JOIN playlist_tracks AS entries ON entries.track_id = tracks.id' : ''}
    WHERE ${id} IN (${rowsSql(chosen, isSearch, id)} LIMIT :limit OFFSET :offset)
    ORDER BY ${orderBy(query)}`;
}

function backwards(query: TrackOrderQuery): TrackOrderQuery {
  return { ...query, direction: query.direction === 'asc' ? 'desc' : 'asc' };
}
