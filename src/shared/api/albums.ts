/** Albums: listed in any order, one with all that its page shows, and what to play of several. */
import { z } from 'zod';
import { read } from './define.ts';
import { ArtworkIdSchema, TrackIdsSchema } from './tracks.ts';

export const BrowsedIdSchema = z.coerce.number().int().positive();

const NamedSchema = z.object({ id: z.number().int(), name: z.string() });

export const AlbumSchema = z.object({
  id: z.number().int(),
  title: z.string(),
  /** All album artists as they are shown; null for a compilation, and where none is known. */
  artist: z.string().nullable(),
  /** Each of them, in the order of the tags. */
  artists: z.array(NamedSchema),
  /** Whether its tracks have artists, although it has none of its own. */
  isVarious: z.boolean(),
  year: z.number().int().nullable(),
  artwork: ArtworkIdSchema.nullable(),
  /** How many tracks it has. */
  tracks: z.number().int(),
  /** Whether all of its files are missing. */
  isAway: z.boolean(),
});
export type Album = z.infer<typeof AlbumSchema>;

export const ALBUM_SORTS = ['artist', 'title', 'year', 'added', 'plays'] as const;
export type AlbumSort = (typeof ALBUM_SORTS)[number];

/** Which albums: all, those of an artist, those of others that an artist is on, or those with tracks of a genre. */
const AlbumListSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('artist'), id: z.number().int().positive() }),
  z.object({ kind: z.literal('appearances'), id: z.number().int().positive() }),
  z.object({ kind: z.literal('genre'), id: z.number().int().positive() }),
]);

const AlbumOrderSchema = z.object({
  list: AlbumListSchema.default({ kind: 'all' }),
  sort: z.enum(ALBUM_SORTS).default('artist'),
  direction: z.enum(['asc', 'desc']).default('asc'),
});
export type AlbumOrderQuery = z.infer<typeof AlbumOrderSchema>;

export const AlbumQuerySchema = AlbumOrderSchema.extend({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AlbumQuery = z.infer<typeof AlbumQuerySchema>;

const AlbumPageSchema = z.object({
  /** How many albums there are in all. */
  total: z.number().int(),
  offset: z.number().int(),
  albums: z.array(AlbumSchema),
});
export type AlbumPage = z.infer<typeof AlbumPageSchema>;

const AlbumDetailsSchema = AlbumSchema.extend({
  durationMs: z.number().int(),
  /** How many of its files are missing. */
  missing: z.number().int(),
  /** The most frequent first. */
  genres: z.array(NamedSchema),
  /** Their formats, as "FLAC", the most frequent first. */
  formats: z.array(z.string()),
  /** In the order of the album; one where it has no discs. */
  discs: z.array(z.object({ number: z.number().int(), tracks: z.number().int() })),
  /** Who wrote its tracks, where that is tagged. */
  composers: z.array(z.object({ trackId: z.number().int(), names: z.array(z.string()) })),
});
export type AlbumDetails = z.infer<typeof AlbumDetailsSchema>;

/** So many albums are asked for their tracks at once. */
export const MOST_ALBUMS = 1_000;

function readsOf({ sort }: { readonly sort: AlbumSort }): readonly ('tracks' | 'plays')[] {
  return sort === 'plays' ? ['tracks', 'plays'] : ['tracks'];
}

export const albumCalls = {
  /** One page of albums in an order; an empty page beyond the last. */
  albums: read({
    route: 'GET /api/albums',
    input: AlbumQuerySchema,
    answer: AlbumPageSchema,
    reads: readsOf,
  }),
  /** The place of the first album whose name in the present order begins with what was typed, or follows. */
  findAlbumByPrefix: read({
    route: 'GET /api/album-positions',
    input: AlbumOrderSchema.extend({ prefix: z.string().min(1).max(100) }),
    answer: z.number().int(),
    reads: readsOf,
  }),
  album: read({
    route: 'GET /api/albums/:id',
    input: z.object({ id: BrowsedIdSchema }),
    answer: AlbumDetailsSchema.nullable(),
    reads: ['tracks'],
  }),
  /** The tracks of albums, one album after the other, each from its beginning. */
  albumTrackIds: read({
    route: 'POST /api/album-track-ids',
    input: z.object({ ids: z.array(BrowsedIdSchema).min(1).max(MOST_ALBUMS) }),
    answer: TrackIdsSchema,
    reads: ['tracks'],
  }),
};
