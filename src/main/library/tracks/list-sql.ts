/** The SQL of lists of tracks: which rows they have, and in which order. */
import type { TrackOrderQuery, TrackQuery } from '../../../shared/api/tracks.ts';
import type { RowOrder } from './key-ranges.ts';

/** What each order sorts by; each list is the beginning of an index (migrations/0008, 0014). */
const ORDERS: { readonly [Sort in TrackQuery['sort']]: readonly [string, ...string[]] } = {
  title: ['sort_title', 'id'],
  artist: ['sort_artist', 'sort_album', 'disc_number', 'track_number', 'id'],
  album: ['sort_album', 'album_id', 'disc_number', 'track_number', 'id'],
  year: ['year', 'id'],
  duration: ['duration_ms', 'id'],
  plays: ['play_count', 'id'],
  added: ['added_at', 'id'],
  rating: ['rating', 'id'],
  lastPlayed: ['last_played_at', 'id'],
  position: ['sort_artist', 'sort_album', 'disc_number', 'track_number', 'id'],
  // Within each part of the list (list-parts.ts).
  relevance: ['sort_artist', 'sort_album', 'disc_number', 'track_number', 'id'],
};

/** A condition on tracks, with the values that it names. */
export interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export const ANY_TRACK: Condition = { sql: 'true', values: {} };

/** All of some conditions. */
export function allOf(...conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
    values: Object.assign({}, ...conditions.map(({ values }) => values)),
  };
}

/** The SQL of something of each row of a list, or of those of them that meet a condition. */
export function rowsSql(
  query: TrackOrderQuery,
  columns: string,
  { where, isOrdered = true }: { readonly where?: string; readonly isOrdered?: boolean } = {},
): string {
  const { list } = query;
  const conditions = [
    where ?? 'true',
    ...(list.kind === 'playlist' ? ['entries.playlist_id = :playlistId'] : []),
    ...(list.kind === 'favourites' ? ['tracks.favourite = 1'] : []),
  ];
  return `
    SELECT ${columns}
    FROM tracks
    ${list.kind === 'playlist' ? 'JOIN playlist_tracks AS entries ON entries.track_id = tracks.id' : ''}
    WHERE ${conditions.join(' AND ')}
    ${isOrdered ? `ORDER BY ${orderBy(query)}` : ''}`;
}

/** What a list is sorted by, and which rows come after one another. */
export function orderOf({ list, sort, direction }: TrackOrderQuery): RowOrder {
  const columns = ORDERS[sort].map((column) => `tracks.${column}`);
  if (list.kind !== 'playlist') return { columns, direction };
  // A track that stands in a playlist twice: in the order of the playlist.
  const place = 'entries.position';
  return { columns: sort === 'position' ? [place] : [...columns, place], direction };
}

export function orderBy(query: TrackOrderQuery): string {
  const { columns, direction } = orderOf(query);
  return columns.map((column) => `${column} ${direction}`).join(', ');
}

/** The same list the other way round. */
export function reversed<Query extends TrackOrderQuery>(query: Query): Query {
  return { ...query, direction: query.direction === 'asc' ? 'desc' : 'asc' };
}

/** What tells a row from all others: its entry in a playlist, or its track. */
export function rowId({ list }: TrackOrderQuery): string {
  return list.kind === 'playlist' ? 'entries.id' : 'tracks.id';
}

/** The values of what {@link rowsSql} names beside its condition. */
export function parameters({ list }: TrackOrderQuery): { readonly playlistId?: number } {
  return list.kind === 'playlist' ? { playlistId: list.id } : {};
}
