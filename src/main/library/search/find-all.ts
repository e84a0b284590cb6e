/**
 * What a search finds of each kind, the first ones only: by the indexes of names, then by the words of tracks. Of
 * a word that most tracks have, some tracks say enough.
 */
import { z } from 'zod';
import { AlbumSchema } from '../../../shared/api/albums.ts';
import type { Artist } from '../../../shared/api/artists.ts';
import type { Found, FoundPlaylist, TopHit } from '../../../shared/api/search.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import { searchWords } from '../../lifecycle/sqlite/search-words.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import { AFTER_PREFIX } from '../../lifecycle/sqlite/sort-rules.ts';
import { parseAlbum, SELECT_ALBUMS } from '../browsing/album-queries.ts';
import { findArtist } from '../browsing/artist-queries.ts';
import type { ReadableDb } from '../handlers.ts';
import type { Filter } from '../rules/rule-sql.ts';
import { ANY_TRACK, allOf, type Condition } from '../tracks/conditions.ts';
import { searchOf } from '../tracks/search-filters.ts';
import { hasAll, type Search, searchExpression } from '../tracks/search-text.ts';
import { sortLanguageOf } from '../tracks/sort-language.ts';
import { findTracks } from '../tracks/track-queries.ts';

const MOST = { artists: 6, albums: 12, playlists: 6, tracks: 5 } as const;

/** So many tracks are asked for their albums and artists. */
const SAMPLE = 2_000;

const NOTHING: Found = { top: null, artists: [], albums: [], playlists: [], tracks: [] };

/** The first results of each kind. */
export function findAll(db: ReadableDb, { text }: { readonly text: string }): Found {
  return db.transaction(() => {
    const query = TrackQuerySchema.parse({ text, sort: 'relevance', limit: MOST.tracks });
    const { search, name, filter } = searchOf(db, query);
    if (search === null && filter === null) return NOTHING;
    const key = sortKey(name, sortLanguageOf(db));
    const { tracks } = findTracks(db, query);
    // Operators are said of tracks: what else there is follows from these.
    const isPlain = search !== null && filter === null;
    const found = {
      artists: isPlain ? findArtists(db, search, key) : [],
      albums: findAlbums(db, { search, key, filter }),
      playlists: isPlain ? findPlaylists(db, search) : [],
      tracks,
    };
    return { ...found, top: topOf(db, found, key) };
  })();
}

/** The best of each kind, in the order in which one is preferred where two are called alike. */
function topOf(db: ReadableDb, found: Omit<Found, 'top'>, key: string): TopHit | null {
  const [artist] = found.artists;
  const [album] = found.albums;
  const [playlist] = found.playlists;
  const [track] = found.tracks;
  const hits: { readonly name: string; readonly hit: TopHit }[] = [
    ...(artist === undefined
      ? []
      : [{ name: artist.name, hit: { kind: 'artist', artist } as const }]),
    ...(album === undefined ? [] : [{ name: album.title, hit: { kind: 'album', album } as const }]),
    ...(playlist === undefined
      ? []
      : [{ name: playlist.name, hit: { kind: 'playlist', playlist } as const }]),
    ...(track === undefined ? [] : [{ name: track.title, hit: { kind: 'track', track } as const }]),
  ];
  const language = sortLanguageOf(db);
  const distance = (name: string) => {
    const other = sortKey(name, language);
    if (key === '') return 0;
    return other === key ? 0 : other.startsWith(key) ? 1 : 2;
  };
  const [first] = hits.toSorted((a, b) => distance(a.name) - distance(b.name));
  return first?.hit ?? null;
}

const IdsSchema = z.array(z.number().int());

/** The first ids that some queries have, each once. */
function firstOf(most: number, queries: readonly (() => unknown[])[]): number[] {
  const ids = new Set<number>();
  for (const query of queries) {
    if (ids.size >= most) break;
    for (const id of IdsSchema.parse(query())) ids.add(id);
  }
  return [...ids].slice(0, most);
}

interface Searched {
  readonly search: Search | null;
  readonly key: string;
  readonly filter: Filter | null;
}

function findAlbums(db: ReadableDb, { search, key, filter }: Searched) {
  const byName = (where: string, order: string) => () =>
    db
      .prepare(`SELECT album_id FROM listed_albums WHERE ${where} ORDER BY ${order} LIMIT :most`)
      .pluck()
      .all({ key, next: `${key}${AFTER_PREFIX}`, most: MOST.albums });
  const byTracks =
    ({ sql, values }: Condition) =>
    () =>
      db
        .prepare(
          `SELECT album_id FROM (
           SELECT album_id FROM tracks WHERE ${sql} AND album_id IS NOT NULL LIMIT ${SAMPLE}
         ) GROUP BY album_id ORDER BY count(*) DESC, album_id LIMIT ${MOST.albums}`,
        )
        .pluck()
        .all(values);
  const inNames = { columns: ['album', 'artist'] } as const;
  const isNamed = key !== '' && search !== null && filter === null;
  const words = search === null ? [] : [{ ...inNames, isWhole: true }, inNames];
  const ids = firstOf(MOST.albums, [
    ...(isNamed
      ? [
          byName('sort_title = :key', 'plays DESC, album_id'),
          byName('sort_title > :key AND sort_title < :next', 'sort_title, album_id'),
        ]
      : []),
    ...words.map((where) => byTracks(allOf(sampleOf(search, where), filter?.found ?? ANY_TRACK))),
    ...(search === null && filter !== null ? [byTracks(filter.found)] : []),
  ]);
  const rows = db.prepare(
    `${SELECT_ALBUMS} JOIN json_each(?) AS chosen ON chosen.value = listed_albums.album_id ORDER BY chosen.key`,
  );
  return z.array(AlbumSchema).parse(rows.all(JSON.stringify(ids)).map(parseAlbum));
}

/** Some of the tracks that have the words. */
function sampleOf(search: Search | null, where: Parameters<typeof searchExpression>[1]): Condition {
  if (search === null) return ANY_TRACK;
  return {
    sql: `tracks.id IN (SELECT rowid FROM track_search WHERE track_search MATCH :words LIMIT ${SAMPLE})`,
    values: { words: searchExpression(search, where) },
  };
}

const NamesSchema = z.array(z.object({ id: z.number().int(), name: z.string() }));

function findArtists(db: ReadableDb, search: Search, key: string): Artist[] {
  const byName = (where: string) => () =>
    key === ''
      ? []
      : db
          .prepare(
            `SELECT artist_id FROM listed_artists WHERE ${where} ORDER BY sort_name, artist_id LIMIT :most`,
          )
          .pluck()
          .all({ key, next: `${key}${AFTER_PREFIX}`, most: MOST.artists });
  const byTracks = (isWhole: boolean) => () => {
    const { sql, values } = sampleOf(search, { isWhole, columns: ['artist'] });
    const rows = db
      .prepare(
        `WITH found AS (SELECT id, album_id FROM tracks WHERE ${sql})
         SELECT artists.id, artists.name FROM artists WHERE artists.id IN (
           SELECT artist_id FROM track_artists JOIN found ON found.id = track_id
           UNION
           SELECT artist_id FROM album_artists JOIN found USING (album_id)
         )`,
      )
      .all(values);
    // A track has several artists: these are the ones who are called so.
    return NamesSchema.parse(rows)
      .filter(({ name }) => hasAll(search, searchWords(name), isWhole))
      .map(({ id }) => id);
  };
  const ids = firstOf(MOST.artists, [
    byName('sort_name = :key'),
    byName('sort_name > :key AND sort_name < :next'),
    byTracks(true),
    byTracks(false),
  ]);
  return ids.flatMap((id) => findArtist(db, id) ?? []);
}

const PlaylistsSchema = z.array(
  z.object({
    id: z.number().int(),
    name: z.string(),
    isSmart: z.literal([0, 1]).transform((flag) => flag === 1),
  }),
);

function findPlaylists(db: ReadableDb, search: Search): FoundPlaylist[] {
  const rows = db
    .prepare(
      `SELECT id, name, 0 AS isSmart FROM playlists WHERE deleted_at IS NULL
       UNION ALL
       SELECT id, name, 1 FROM smart_playlists WHERE deleted_at IS NULL
       ORDER BY name`,
    )
    .all();
  return PlaylistsSchema.parse(rows)
    .filter(({ name }) => hasAll(search, searchWords(name)))
    .slice(0, MOST.playlists);
}
