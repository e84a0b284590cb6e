/** Artists and genres, as they are browsed: each with how much it holds. */
import { z } from 'zod';
import { BrowsedIdSchema } from './albums.ts';
import { read } from './define.ts';
import { ArtworkIdSchema } from './tracks.ts';

export const ArtistSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** How many albums are the artist's own. */
  albums: z.number().int(),
  /** On how many tracks the artist is named. */
  tracks: z.number().int(),
  /** The cover of one of the albums. */
  artwork: ArtworkIdSchema.nullable(),
});
export type Artist = z.infer<typeof ArtistSchema>;

const ArtistPageSchema = z.object({
  total: z.number().int(),
  offset: z.number().int(),
  artists: z.array(ArtistSchema),
});
export type ArtistPage = z.infer<typeof ArtistPageSchema>;

const GenreSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  tracks: z.number().int(),
  artwork: ArtworkIdSchema.nullable(),
});
export type Genre = z.infer<typeof GenreSchema>;

const PageSchema = z.object({
  direction: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const artistCalls = {
  /** One page of the artists, by name; an empty page beyond the last. */
  artists: read({
    route: 'GET /api/artists',
    input: PageSchema,
    answer: ArtistPageSchema,
    reads: ['tracks'],
  }),
  /** The place of the first artist whose name begins with what was typed, or follows. */
  findArtistByPrefix: read({
    route: 'GET /api/artist-positions',
    input: PageSchema.pick({ direction: true }).extend({ prefix: z.string().min(1).max(100) }),
    answer: z.number().int(),
    reads: ['tracks'],
  }),
  artist: read({
    route: 'GET /api/artists/:id',
    input: z.object({ id: BrowsedIdSchema }),
    answer: ArtistSchema.nullable(),
    reads: ['tracks'],
  }),
  /** One page of the genres, by name; an empty page beyond the last. */
  genres: read({
    route: 'GET /api/genres',
    input: PageSchema.omit({ direction: true }),
    answer: z.object({
      total: z.number().int(),
      offset: z.number().int(),
      genres: z.array(GenreSchema),
    }),
    reads: ['tracks'],
  }),
  genre: read({
    route: 'GET /api/genres/:id',
    input: z.object({ id: BrowsedIdSchema }),
    answer: GenreSchema.nullable(),
    reads: ['tracks'],
  }),
};
