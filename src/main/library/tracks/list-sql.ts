/** The SQL of lists of tracks: which rows they have, and in which order. */
import type { TrackOrderQuery, TrackQuery } from '../../../shared/api/tracks.ts';
import { boundsBelow, separatorOf } from '../folders/path-range.ts';
import type { RowOrder } from './key-ranges.ts';
import { isOfMissing } from './search-filters.ts';

/** What an order sorts by. */
interface SortedBy {
  /** In the direction that is asked for. */
  readonly turning: readonly string[];
  /** Always upwards: an album is heard from its beginning, whichever way albums are sorted. */
  readonly rising: readonly string[];
}

const BY_ARTIST: SortedBy = {
  turning: ['sort_artist', 'sort_album'],
  rising: ['disc_number', 'track_number', 'id'],
};

/** Each of them, from its first column on, is the beginning of an index (migrations/0008, 0014, 0017). */
const ORDERS: { readonly [Sort in TrackQuery['sort']]: SortedBy } = {
  title: {
    turning: ['sort_title', 'sort_artist', 'sort_album'],
    rising: ['disc_number', 'track_number', 'id'],
  },
  artist: BY_ARTIST,
  album: {
    turning: ['sort_album', 'album_id'],
    rising: ['disc_number', 'track_number', 'id'],
  },
  year: {
    turning: ['year', 'sort_album', 'album_id'],
    rising: ['disc_number', 'track_number', 'id'],
  },
  duration: { turning: ['duration_ms', 'id'], rising: [] },
  plays: { turning: ['play_count', 'id'], rising: [] },
  added: { turning: ['added_at', 'id'], rising: [] },
  rating: { turning: ['rating', 'id'], rising: [] },
  lastPlayed: { turning: ['last_played_at', 'id'], rising: [] },
  position: BY_ARTIST,
  // Within each part of the list (list-parts.ts).
  relevance: BY_ARTIST,
};

/** What some files of an album leave out of its disc, and others say, is the first disc. */
export const DISC = 'ifnull(tracks.disc_number, 1)';

/** The songs of one album, from its beginning. */
const OF_ALBUM: RowOrder = [DISC, 'tracks.track_number', 'tracks.id'].map((column) => ({
  column,
  direction: 'asc',
}));

/** The file of a track, which may be a part of one (shared/track-path.ts). */
const FILE = `CASE WHEN tracks.begin_ms IS NULL AND tracks.end_ms IS NULL THEN tracks.path
  ELSE rtrim(rtrim(tracks.path, '0123456789'), '/\\') END`;

/** What the tracks of a list have in common; nothing where it has all. */
const IN_LIST: { readonly [Kind in TrackQuery['list']['kind']]?: readonly string[] } = {
  playlist: ['entries.playlist_id = :playlistId'],
  favourites: ['tracks.favourite = 1'],
  played: ['tracks.play_count > 0'],
  unplayed: ['tracks.play_count = 0'],
  album: ['tracks.album_id = :albumId'],
  artist: [
    `tracks.id IN (
      SELECT track_id FROM track_artists WHERE artist_id = :artistId
      UNION
      SELECT own.id FROM album_artists JOIN tracks AS own ON own.album_id = album_artists.album_id
      WHERE album_artists.artist_id = :artistId
    )`,
  ],
  genre: ['tracks.id IN (SELECT track_id FROM track_genres WHERE genre_id = :genreId)'],
  folder: [
    'tracks.path > :after',
    'tracks.path < :before',
    `instr(substr(${FILE}, length(:after) + 1), :separator) = 0`,
  ],
};

interface RowsOptions {
  /** Which rows of the list: all if left out. */
  readonly where?: string;
  /** The order of the list if left out; null for none. */
  readonly order?: RowOrder | null;
}

/** Without it, SQLite looks at every track in the order of the list. Mostly few are missing. */
const FEW_MISSING = 'INDEXED BY missing_tracks';

/** Without it, SQLite sorts all that were never played, which may be most. */
const NEWEST_UNPLAYED = 'INDEXED BY unplayed_tracks';

/** The index that a list is found by, where SQLite would not choose it. */
function indexOf(query: TrackOrderQuery): string {
  const { list, sort } = query;
  if (list.kind === 'playlist') return '';
  if (isOfMissing(query)) return FEW_MISSING;
  return list.kind === 'unplayed' && sort === 'added' ? NEWEST_UNPLAYED : '';
}

/** The SQL of something of each row of a list, or of those of them that meet a condition. */
export function rowsSql(
  query: TrackOrderQuery,
  columns: string,
  { where = 'true', order = orderOf(query) }: RowsOptions = {},
): string {
  const { list } = query;
  const conditions = [
    where,
    ...(IN_LIST[list.kind] ?? []),
    ...(isOfMissing(query) ? ['tracks.missing_since IS NOT NULL'] : []),
  ];
  return `
    SELECT ${columns}
    FROM tracks ${indexOf(query)}
    ${list.kind === 'playlist' ? 'JOIN playlist_tracks AS entries ON entries.track_id = tracks.id' : ''}
    WHERE ${conditions.join(' AND ')}
    ${order === null ? '' : `ORDER BY ${orderBy(order)}`}`;
}

/** What a list is sorted by, and which rows come after one another. */
export function orderOf({ list, sort, direction }: TrackOrderQuery): RowOrder {
  // A track that stands in a playlist twice: in the order of the playlist.
  const place = { column: 'entries.position', direction };
  if (list.kind === 'playlist' && sort === 'position') return [place];
  if (list.kind === 'album' && sort === 'album') return OF_ALBUM;
  const { turning, rising } = ORDERS[sort];
  return [
    ...turning.map((column) => ({ column: `tracks.${column}`, direction })),
    ...rising.map((column) => ({ column: `tracks.${column}`, direction: 'asc' as const })),
    ...(list.kind === 'playlist' ? [place] : []),
  ];
}

export function orderBy(order: RowOrder): string {
  return order.map(({ column, direction }) => `${column} ${direction}`).join(', ');
}

/** What tells a row from all others: its entry in a playlist, or its track. */
export function rowId({ list }: TrackOrderQuery): string {
  return list.kind === 'playlist' ? 'entries.id' : 'tracks.id';
}

/** The values of what {@link rowsSql} names beside its condition. */
export function parameters({ list }: TrackOrderQuery): Readonly<Record<string, string | number>> {
  switch (list.kind) {
    case 'playlist':
      return { playlistId: list.id };
    case 'album':
      return { albumId: list.id };
    case 'artist':
      return { artistId: list.id };
    case 'genre':
      return { genreId: list.id };
    case 'folder':
      return { ...boundsBelow(list.path), separator: separatorOf(list.path) };
    default:
      return {};
  }
}
