/** Artists and genres by name, a page anywhere within milliseconds (migrations/0027). */
import { z } from 'zod';
import type { Artist, ArtistPage, artistCalls, Genre } from '../../../shared/api/artists.ts';
import type { AnswerIn, Out } from '../../../shared/api/define.ts';
import { ArtworkIdSchema } from '../../../shared/api/tracks.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import { AFTER_PREFIX } from '../../lifecycle/sqlite/sort-rules.ts';
import type { ReadableDb } from '../handlers.ts';
import { sortLanguageOf } from '../tracks/sort-language.ts';

const CountSchema = z.number().int();

const ArtistRowSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  albums: z.number().int(),
  tracks: z.number().int(),
  artwork: ArtworkIdSchema.nullable(),
});

/** The picture of the artist's first album that has one; the one of a track for an artist without albums. */
const SELECT_ARTISTS = `
  SELECT
    artists.id,
    artists.name,
    listed_artists.albums,
    listed_artists.tracks,
    ifnull(
      (
        SELECT artworks.sha256
        FROM album_artists
        JOIN albums ON albums.id = album_artists.album_id
        JOIN artworks ON artworks.id = albums.artwork_id
        WHERE album_artists.artist_id = artists.id LIMIT 1
      ),
      (
        SELECT artworks.sha256
        FROM (
          SELECT track_id FROM track_artists WHERE track_artists.artist_id = artists.id LIMIT 20
        ) AS own
        JOIN tracks ON tracks.id = own.track_id
        JOIN albums ON albums.id = tracks.album_id
        JOIN artworks ON artworks.id = albums.artwork_id
        LIMIT 1
      )
    ) AS artwork
  FROM listed_artists
  JOIN artists ON artists.id = listed_artists.artist_id`;

/** One page of the artists; an empty page beyond the last. */
export function findArtists(db: ReadableDb, query: Out<typeof artistCalls.artists>): ArtistPage {
  const { direction, offset, limit } = query;
  return db.transaction(() => {
    const total = CountSchema.parse(
      db.prepare('SELECT count(*) FROM listed_artists').pluck().get(),
    );
    const length = Math.max(0, Math.min(limit, total - offset));
    if (length === 0) return { total, offset, artists: [] };
    const after = total - offset - length;
    const isNearEnd = after < offset;
    const order = (by: string) => `sort_name ${by}, artist_id ${by}`;
    const other = direction === 'asc' ? 'desc' : 'asc';
    const page = db.prepare(`
      ${SELECT_ARTISTS}
      WHERE artist_id IN (
        SELECT artist_id FROM listed_artists
        ORDER BY ${order(isNearEnd ? other : direction)} LIMIT :limit OFFSET :offset
      )
      ORDER BY listed_artists.sort_name ${direction}, artist_id ${direction}`);
    const rows = page.all({ limit: length, offset: isNearEnd ? after : offset });
    return { total, offset, artists: z.array(ArtistRowSchema).parse(rows) };
  })();
}

/** The place of the first artist whose name begins with a prefix, or follows it. */
export function findArtistByPrefix(
  db: ReadableDb,
  { prefix, direction }: Out<typeof artistCalls.findArtistByPrefix>,
): number {
  const key = sortKey(prefix, sortLanguageOf(db));
  if (key === '') return 0;
  const isBefore = direction === 'asc' ? 'sort_name < :key' : 'sort_name >= :next';
  const count = db.prepare(`SELECT count(*) FROM listed_artists WHERE ${isBefore}`).pluck();
  return CountSchema.parse(count.get({ key, next: `${key}${AFTER_PREFIX}` }));
}

/** An artist, or null where none with tracks or albums has this id. */
export function findArtist(db: ReadableDb, id: number): Artist | null {
  const row = db.prepare(`${SELECT_ARTISTS} WHERE artist_id = ?`).get(id);
  return row === undefined ? null : ArtistRowSchema.parse(row);
}

const GenreRowSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  tracks: z.number().int(),
});

/** The covers of so many of a genre's tracks are looked for: those of its first albums. */
const COVER = `
  SELECT artworks.sha256
  FROM (SELECT track_id FROM track_genres WHERE genre_id = ? LIMIT 100) AS own
  JOIN tracks ON tracks.id = own.track_id
  JOIN albums ON albums.id = tracks.album_id
  JOIN artworks ON artworks.id = albums.artwork_id
  LIMIT 1`;

/** One page of the genres by name: there are some hundreds, which have no keys of their own. */
export function findGenres(
  db: ReadableDb,
  { offset, limit }: Out<typeof artistCalls.genres>,
): AnswerIn<typeof artistCalls.genres> {
  return db.transaction(() => {
    const language = sortLanguageOf(db);
    const rows = z
      .array(GenreRowSchema)
      .parse(db.prepare(`${SELECT_GENRES}`).all())
      .map((genre) => ({ genre, key: sortKey(genre.name, language) }))
      .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
    const genres = rows.slice(offset, offset + limit).map(({ genre }) => withCover(db, genre));
    return { total: rows.length, offset, genres };
  })();
}

const SELECT_GENRES = `
  SELECT genres.id, genres.name, listed_genres.tracks
  FROM listed_genres JOIN genres ON genres.id = listed_genres.genre_id`;

/** A genre, or null where none with tracks has this id. */
export function findGenre(db: ReadableDb, id: number): Genre | null {
  const row = db.prepare(`${SELECT_GENRES} WHERE genres.id = ?`).get(id);
  return row === undefined ? null : withCover(db, GenreRowSchema.parse(row));
}

function withCover(db: ReadableDb, genre: z.infer<typeof GenreRowSchema>): Genre {
  const artwork = db.prepare(COVER).pluck().get(genre.id) ?? null;
  return { ...genre, artwork: ArtworkIdSchema.nullable().parse(artwork) };
}
