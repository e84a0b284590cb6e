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
import { fileOfTrack, partPath } from '../../../shared/track-path.ts';
import type { ReadableDb } from '../handlers.ts';
import { UNPLAYABLE_CODECS } from '../scan/audio-formats.ts';
import { reversed } from './key-ranges.ts';
import { countList, isWhole, listRows } from './list-parts.ts';
import { orderBy, orderOf, parameters, rowId, rowsSql } from './list-sql.ts';

/**
 * What an answer has of a text and of a list, in characters and names. Scans write no more, and other programs may:
 * one title of 30 MB would make a page of a list that nothing can load.
 */
const MOST_LENGTH = 1_000;
const MOST_NAMES = 100;

/** Of the names of a list together; in UTF-16 units. */
const MOST_NAMES_LENGTH = 4_000;

const TrackRowSchema = TrackSchema.extend({
  artists: z
    .string()
    .transform((json) => withinWeight(z.array(z.string()).parse(JSON.parse(json)))),
  artistIds: z.string().transform((json) => z.array(z.number().int()).parse(JSON.parse(json))),
  favourite: z.literal([0, 1]).transform((flag) => flag === 1),
});

const UNPLAYABLE = UNPLAYABLE_CODECS.map((codec) => `'${codec}'`).join(', ');

/** The first names, as many as an answer carries. */
function withinWeight(names: readonly string[]): string[] {
  let length = 0;
  return names.filter((name) => {
    length += name.length;
    return length <= MOST_NAMES_LENGTH;
  });
}

const cut = (text: string) => `substr(${text}, 1, ${MOST_LENGTH})`;

/** @param entryId the SQL of its place in the playlist that is listed */
function selectTracks(entryId = 'NULL'): string {
  return `
    SELECT
      tracks.id,
      ${cut('tracks.title')} AS title,
      ${cut('tracks.artist_credit')} AS artist,
      (
        SELECT json_group_array(${cut('artists.name')} ORDER BY track_artists.position)
        FROM track_artists
        JOIN artists ON artists.id = track_artists.artist_id
        WHERE track_artists.track_id = tracks.id AND track_artists.position < ${MOST_NAMES}
      ) AS artists,
      (
        SELECT json_group_array(artist_id ORDER BY position)
        FROM track_artists WHERE track_id = tracks.id AND position < ${MOST_NAMES}
      ) AS artistIds,
      ${cut('albums.title')} AS album,
      tracks.album_id AS albumId,
      nullif(${cut('albums.artist_credit')}, '') AS albumArtist,
      (
        SELECT ${cut("group_concat(genres.name, ', ' ORDER BY track_genres.position)")}
        FROM track_genres
        JOIN genres ON genres.id = track_genres.genre_id
        WHERE track_genres.track_id = tracks.id AND track_genres.position < ${MOST_NAMES}
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
      CASE WHEN tracks.codec IN (${UNPLAYABLE}) THEN tracks.codec END AS unplayable,
      tracks.added_at AS addedAt,
      tracks.path,
      tracks.begin_ms AS beginMs,
      tracks.end_ms AS endMs,
      artworks.sha256 AS artwork,
      ${entryId} AS entryId
    FROM tracks
    LEFT JOIN albums ON albums.id = tracks.album_id
    LEFT JOIN artworks
      ON artworks.id = CASE WHEN albums.id IS NULL THEN tracks.artwork_id ELSE albums.artwork_id END`;
}

/** A track, or null where none has this id. */
export function findTrack(db: ReadableDb, id: number): Track | null {
  const row = db.prepare(`${selectTracks()} WHERE tracks.id = ?`).get(id);
  return row === undefined ? null : TrackRowSchema.parse(row);
}

/** Tracks in the order of their ids; those that are not there are left out. */
export function findTracksById(db: ReadableDb, ids: readonly number[]): Track[] {
  const rows = db.prepare(`${selectTracks()}
    JOIN json_each(?) AS chosen ON chosen.value = tracks.id
    ORDER BY chosen.key`);
  return z.array(TrackRowSchema).parse(rows.all(JSON.stringify(ids)));
}

/** The track of a file, or null where the library has none of this path. */
export function findTrackByPath(db: ReadableDb, path: string): Track | null {
  const row = db.prepare(`${selectTracks()} WHERE tracks.path = ?`).get(path);
  return row === undefined ? null : TrackRowSchema.parse(row);
}

const PathsSchema = z.array(z.string());

/** The paths of the tracks into which a cue sheet parts a file, in their order; none where none does. */
export function findParts(db: ReadableDb, file: string): string[] {
  if (fileOfTrack(partPath(file, 1)) !== file) return [];
  const paths = db.prepare(
    'SELECT path FROM tracks WHERE path BETWEEN ? AND ? ORDER BY length(path), path',
  );
  return PathsSchema.parse(paths.pluck().all(partPath(file, 1), partPath(file, 999))).filter(
    (path) => fileOfTrack(path) === file,
  );
}

/** One page of the tracks that match a query; an empty page beyond the last. */
export function findTracks(db: ReadableDb, query: TrackQuery): TrackPage {
  const { offset, limit } = query;
  // One snapshot: the number of tracks may say where in the list the page is.
  return db.transaction(() => {
    const total = countList(db, query);
    const length = Math.max(0, Math.min(limit, total - offset));
    if (length === 0) return { total, offset, tracks: [] };
    const tracks = isWhole(db, query)
      ? readPage(db, query, { offset, length, total })
      : readTracks(db, query, listRows(db, query, { offset, limit: length }));
    return { total, offset, tracks };
  })();
}

function readPage(
  db: ReadableDb,
  query: TrackQuery,
  { offset, length, total }: { offset: number; length: number; total: number },
): Track[] {
  const after = total - offset - length;
  const isNearEnd = after < offset;
  const rows = db.prepare(pageSql(query, isNearEnd)).all({
    ...parameters(query),
    limit: length,
    offset: isNearEnd ? after : offset,
  });
  return z.array(TrackRowSchema).parse(rows);
}

/** The tracks of some rows of a list, in the order of their ids. */
function readTracks(db: ReadableDb, query: TrackQuery, ids: readonly number[]): Track[] {
  const select = `${selectRows(query)}
    JOIN json_each(:ids) AS chosen ON chosen.value = ${rowId(query)}
    ORDER BY chosen.key`;
  return z.array(TrackRowSchema).parse(db.prepare(select).all({ ids: JSON.stringify(ids) }));
}

/** The ids of a part of the tracks that match a query, in its order. */
export function listTrackIds(
  db: ReadableDb,
  query: TrackOrderQuery & Pick<TrackQuery, 'offset' | 'limit'>,
): { total: number; ids: number[] } {
  const { offset, limit } = query;
  return db.transaction(() => {
    const total = countList(db, query);
    const rows = listRows(db, query, { offset, limit });
    return { total, ids: query.list.kind === 'playlist' ? tracksOfEntries(db, rows) : rows };
  })();
}

function tracksOfEntries(db: ReadableDb, entryIds: readonly number[]): number[] {
  const ids = db.prepare(`
    SELECT entries.track_id
    FROM json_each(?) AS chosen JOIN playlist_tracks AS entries ON entries.id = chosen.value
    ORDER BY chosen.key`);
  return TrackIdsSchema.parse(ids.pluck().all(JSON.stringify(entryIds)));
}

/**
 * The SQL of a page of a list that is not searched: its tracks are chosen by an index alone; only they are
 * then read and joined.
 *
 * @param isNearEnd whether `:offset` rows come after the page, instead of before it: so many are passed
 *   over, one by one
 */
export function pageSql(query: TrackOrderQuery, isNearEnd = false): string {
  const id = rowId(query);
  const order = isNearEnd ? reversed(orderOf(query)) : orderOf(query);
  return `
    ${selectRows(query)}
    WHERE ${id} IN (${rowsSql(query, id, { order })} LIMIT :limit OFFSET :offset)
    ORDER BY ${orderBy(orderOf(query))}`;
}

function selectRows({ list }: TrackOrderQuery): string {
  if (list.kind !== 'playlist') return selectTracks();
  return `${selectTracks('entries.id')}
    JOIN playlist_tracks AS entries ON entries.track_id = tracks.id`;
}
