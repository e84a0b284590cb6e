/** Tracks: found by words, sorted by an index, quick with 100 000 of them. */
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
import { searchExpression } from './search-text.ts';

/** What each order sorts by; each list is the beginning of an index (migrations/0008). */
const ORDERS: { readonly [Sort in TrackQuery['sort']]: readonly string[] } = {
  title: ['sort_title', 'id'],
  artist: ['sort_artist', 'sort_album', 'disc_number', 'track_number', 'id'],
  album: ['sort_album', 'album_id', 'disc_number', 'track_number', 'id'],
  year: ['year', 'id'],
  duration: ['duration_ms', 'id'],
  plays: ['play_count', 'id'],
  added: ['added_at', 'id'],
};

const TrackRowSchema = TrackSchema.extend({
  favourite: z.literal([0, 1]).transform((flag) => flag === 1),
});

const SELECT_TRACKS = `
    SELECT
      tracks.id,
      tracks.title,
      tracks.artist_credit AS artist,
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
      tracks.added_at AS addedAt,
      tracks.path,
      artworks.sha256 AS artwork
    FROM tracks
    LEFT JOIN albums ON albums.id = tracks.album_id
    LEFT JOIN artists AS album_artists ON album_artists.id = albums.artist_id
    LEFT JOIN artworks ON artworks.id = albums.artwork_id`;

/** A track, or null where none has this id. */
export function findTrack(db: ReadableDb, id: number): Track | null {
  const row = db.prepare(`${SELECT_TRACKS} WHERE tracks.id = ?`).get(id);
  return row === undefined ? null : TrackRowSchema.parse(row);
}

/** One page of the tracks that match a query; an empty page beyond the last. */
export function findTracks(db: ReadableDb, query: TrackQuery): TrackPage {
  const expression = searchExpression(query.text);
  if (findsNothing(query.text, expression)) return { total: 0, offset: query.offset, tracks: [] };
  const total = countTracks(db, expression);
  const rows = db.prepare(pageSql(query, expression !== null)).all({
    expression,
    limit: query.limit,
    offset: query.offset,
  });
  return { total, offset: query.offset, tracks: z.array(TrackRowSchema).parse(rows) };
}

/** The ids of all tracks that match a query, in its order. */
export function listTrackIds(db: ReadableDb, query: TrackOrderQuery): number[] {
  const expression = searchExpression(query.text);
  if (findsNothing(query.text, expression)) return [];
  const ids = db.prepare(idsSql(query, expression !== null)).pluck();
  return TrackIdsSchema.parse(ids.all({ expression }));
}

/** Typed signs that are in no word find nothing, as any other word that is nowhere. */
function findsNothing(text: string, expression: string | null): boolean {
  return text.trim() !== '' && expression === null;
}

function countTracks(db: ReadableDb, expression: string | null): number {
  const count =
    expression === null
      ? db.prepare('SELECT count(*) FROM tracks').pluck().get()
      : db
          .prepare('SELECT count(*) FROM track_search WHERE track_search MATCH ?')
          .pluck()
          .get(expression);
  return z.number().int().parse(count);
}

/** The SQL of a page: its tracks are chosen by an index alone; only they are then read and joined. */
export function pageSql(query: TrackOrderQuery, isSearch: boolean): string {
  return `
    ${SELECT_TRACKS}
    WHERE tracks.id IN (${idsSql(query, isSearch)} LIMIT :limit OFFSET :offset)
    ORDER BY ${orderBy(query)}`;
}

/** The SQL of all ids of a list, in order. */
function idsSql(query: TrackOrderQuery, isSearch: boolean): string {
  return `
    SELECT id
    FROM tracks
    ${isSearch ? 'WHERE id IN (SELECT rowid FROM track_search WHERE track_search MATCH :expression)' : ''}
    ORDER BY ${orderBy(query)}`;
}

function orderBy({ sort, direction }: TrackOrderQuery): string {
  return ORDERS[sort].map((column) => `tracks.${column} ${direction}`).join(', ');
}
