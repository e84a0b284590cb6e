/** Albums in any order, a page anywhere within milliseconds (migrations/0027). */
import { z } from 'zod';
import {
  type AlbumOrderQuery,
  type AlbumPage,
  type AlbumQuery,
  AlbumSchema,
  type AlbumSort,
} from '../../../shared/api/albums.ts';
import { TrackIdsSchema } from '../../../shared/api/tracks.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import { AFTER_PREFIX } from '../../lifecycle/sqlite/sort-rules.ts';
import type { ReadableDb } from '../handlers.ts';
import { type RowOrder, reversed } from '../tracks/key-ranges.ts';
import { countOnce } from '../tracks/list-counts.ts';
import { DISC, orderBy } from '../tracks/list-sql.ts';
import { sortLanguageOf } from '../tracks/sort-language.ts';

/** What each order sorts by: an index begins with it. */
const ORDERS: {
  readonly [Sort in AlbumSort]: {
    readonly turning: readonly string[];
    /** Always upwards: an artist's albums are read from the first one, whichever way artists are sorted. */
    readonly rising: readonly string[];
  };
} = {
  artist: { turning: ['sort_artist'], rising: ['year', 'sort_title', 'album_id'] },
  title: { turning: ['sort_title', 'sort_artist', 'year', 'album_id'], rising: [] },
  year: { turning: ['year', 'sort_artist', 'sort_title', 'album_id'], rising: [] },
  added: { turning: ['added_at', 'album_id'], rising: [] },
  plays: { turning: ['plays', 'added_at', 'album_id'], rising: [] },
};

/** What the albums of a list have in common. */
const IN_LIST: { readonly [Kind in AlbumOrderQuery['list']['kind']]: string } = {
  all: 'true',
  artist: 'album_id IN (SELECT album_id FROM album_artists WHERE artist_id = :id)',
  appearances: `album_id IN (
      SELECT tracks.album_id FROM track_artists JOIN tracks ON tracks.id = track_id
      WHERE artist_id = :id
    ) AND album_id NOT IN (SELECT album_id FROM album_artists WHERE artist_id = :id)`,
  genre: `album_id IN (
      SELECT tracks.album_id FROM track_genres JOIN tracks ON tracks.id = track_id
      WHERE genre_id = :id
    )`,
};

/** Orders in which a typed letter leads somewhere. */
const TYPED: Partial<Record<AlbumSort, string>> = { artist: 'sort_artist', title: 'sort_title' };

const flag = z.literal([0, 1]).transform((value) => value === 1);

const AlbumRowSchema = AlbumSchema.extend({
  artists: z.string().transform((json) => AlbumSchema.shape.artists.parse(JSON.parse(json))),
  isVarious: flag,
  isAway: flag,
});

/** Each album with what a tile or a page shows of it. */
export const SELECT_ALBUMS = `
  SELECT
    albums.id,
    albums.title,
    nullif(albums.artist_credit, '') AS artist,
    (
      SELECT json_group_array(
        json_object('id', artists.id, 'name', artists.name) ORDER BY album_artists.position
      )
      FROM album_artists JOIN artists ON artists.id = album_artists.artist_id
      WHERE album_artists.album_id = albums.id
    ) AS artists,
    albums.artist_credit = '' AND EXISTS (
      SELECT 1 FROM tracks WHERE tracks.album_id = albums.id AND artist_credit <> ''
    ) AS isVarious,
    albums.year,
    artworks.sha256 AS artwork,
    listed_albums.tracks,
    NOT EXISTS (
      SELECT 1 FROM tracks WHERE tracks.album_id = albums.id AND missing_since IS NULL
    ) AS isAway
  FROM listed_albums
  JOIN albums ON albums.id = listed_albums.album_id
  LEFT JOIN artworks ON artworks.id = albums.artwork_id`;

export const parseAlbum = (row: unknown) => AlbumRowSchema.parse(row);

/** One page of albums; an empty page beyond the last. */
export function findAlbums(db: ReadableDb, query: AlbumQuery): AlbumPage {
  const { offset, limit } = query;
  // One snapshot: the number of albums may say where among them the page is.
  return db.transaction(() => {
    const total = countAlbums(db, query);
    const length = Math.max(0, Math.min(limit, total - offset));
    if (length === 0) return { total, offset, albums: [] };
    const after = total - offset - length;
    const isNearEnd = after < offset;
    const rows = db.prepare(albumPageSql(query, isNearEnd)).all({
      ...parametersOf(query),
      limit: length,
      offset: isNearEnd ? after : offset,
    });
    return { total, offset, albums: rows.map(parseAlbum) };
  })();
}

/**
 * The SQL of a page: its albums are chosen by an index alone; only they are then read.
 *
 * @param isNearEnd whether `:offset` albums come after the page, instead of before it
 */
export function albumPageSql(query: AlbumOrderQuery, isNearEnd = false): string {
  const order = isNearEnd ? reversed(orderOf(query)) : orderOf(query);
  return `
    ${SELECT_ALBUMS}
    WHERE listed_albums.album_id IN (
      SELECT album_id FROM listed_albums WHERE ${IN_LIST[query.list.kind]}
      ORDER BY ${orderBy(order)} LIMIT :limit OFFSET :offset
    )
    ORDER BY ${orderBy(orderOf(query))}`;
}

/**
 * The place of the first album whose name in the order of the query begins with a prefix, or comes after it.
 * Orders by numbers have no names: the first place.
 */
export function findAlbumByPrefix(
  db: ReadableDb,
  query: AlbumOrderQuery & { prefix: string },
): number {
  const column = TYPED[query.sort];
  const key = sortKey(query.prefix, sortLanguageOf(db));
  if (column === undefined || key === '') return 0;
  // Downwards, what begins with the prefix comes after everything that follows it.
  const isBefore = query.direction === 'asc' ? `${column} < :key` : `${column} >= :next`;
  const before = db
    .prepare(`SELECT count(*) FROM listed_albums WHERE ${isBefore} AND ${IN_LIST[query.list.kind]}`)
    .pluck()
    .get({ ...parametersOf(query), key, next: `${key}${AFTER_PREFIX}` });
  return z.number().int().parse(before);
}

/** The tracks of albums, one album after the other, each from its beginning. */
export function listAlbumTrackIds(db: ReadableDb, ids: readonly number[]): number[] {
  const tracks = db.prepare(`
    SELECT tracks.id
    FROM json_each(?) AS chosen JOIN tracks ON tracks.album_id = chosen.value
    ORDER BY chosen.key, ${DISC}, tracks.track_number, tracks.id`);
  return TrackIdsSchema.parse(tracks.pluck().all(JSON.stringify(ids)));
}

function countAlbums(db: ReadableDb, query: AlbumOrderQuery): number {
  return countOnce(db, `albums ${JSON.stringify(query.list)}`, () =>
    z
      .number()
      .int()
      .parse(
        db
          .prepare(`SELECT count(*) FROM listed_albums WHERE ${IN_LIST[query.list.kind]}`)
          .pluck()
          .get(parametersOf(query)),
      ),
  );
}

function orderOf({ sort, direction }: AlbumOrderQuery): RowOrder {
  const { turning, rising } = ORDERS[sort];
  return [
    ...turning.map((column) => ({ column: `listed_albums.${column}`, direction })),
    ...rising.map((column) => ({ column: `listed_albums.${column}`, direction: 'asc' as const })),
  ];
}

function parametersOf({ list }: AlbumOrderQuery): Readonly<Record<string, number>> {
  return list.kind === 'all' ? {} : { id: list.id };
}
