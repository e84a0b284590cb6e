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
};

/** Typed signs that are in no word find nothing, as any other word that is nowhere. */
export function findsNothing(text: string, expression: string | null): boolean {
  return text.trim() !== '' && expression === null;
}

interface RowsOptions {
  readonly isOrdered?: boolean;
  /** Which rows of the list: all if left out. */
  readonly where?: string;
}

/** The SQL of something of each row of a list. */
export function rowsSql(
  query: TrackOrderQuery,
  isSearch: boolean,
  columns: string,
  { isOrdered = true, where = 'true' }: RowsOptions = {},
): string {
  const { list } = query;
  const conditions = [
    where,
    ...(list.kind === 'playlist' ? ['entries.playlist_id = :playlistId'] : []),
    ...(list.kind === 'favourites' ? ['tracks.favourite = 1'] : []),
    ...(isSearch
      ? ['tracks.id IN (SELECT rowid FROM track_search WHERE track_search MATCH :expression)']
      : []),
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

/** The values of what {@link rowsSql} names. */
export function parameters({ list }: TrackOrderQuery, expression: string | null) {
  return {
    ...(expression !== null && { expression }),
    ...(list.kind === 'playlist' && { playlistId: list.id }),
  };
}
