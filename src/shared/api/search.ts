/** Searching for everything at once: what is likeliest meant, artists, albums, songs and playlists. */
import { z } from 'zod';
import { AlbumSchema } from './albums.ts';
import { ArtistSchema } from './artists.ts';
import { read } from './define.ts';
import { TrackSchema } from './tracks.ts';

const FoundPlaylistSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  isSmart: z.boolean(),
});
export type FoundPlaylist = z.infer<typeof FoundPlaylistSchema>;

const TopHitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('artist'), artist: ArtistSchema }),
  z.object({ kind: z.literal('album'), album: AlbumSchema }),
  z.object({ kind: z.literal('playlist'), playlist: FoundPlaylistSchema }),
  z.object({ kind: z.literal('track'), track: TrackSchema }),
]);
export type TopHit = z.infer<typeof TopHitSchema>;

const FoundSchema = z.object({
  /** What is called as was typed, or begins so: before all others; null where nothing was found. */
  top: TopHitSchema.nullable(),
  /** The first of each kind, the best one first. */
  artists: z.array(ArtistSchema),
  albums: z.array(AlbumSchema),
  playlists: z.array(FoundPlaylistSchema),
  tracks: z.array(TrackSchema),
});
export type Found = z.infer<typeof FoundSchema>;

/** Operators whose values are names that the library has. */
export const NAMED_OPERATORS = ['artist', 'album', 'genre', 'format'] as const;
export type NamedOperator = (typeof NAMED_OPERATORS)[number];

export const searchCalls = {
  /** The first results of each kind. */
  findAll: read({
    route: 'GET /api/search',
    input: z.object({ text: z.string().max(500) }),
    answer: FoundSchema,
    reads: ['tracks', 'playlists'],
  }),
  /** Names that begin with what was typed behind an operator. */
  namesOf: read({
    route: 'GET /api/search/names',
    input: z.object({ operator: z.enum(NAMED_OPERATORS), text: z.string().max(500) }),
    answer: z.array(z.string()),
    reads: ['tracks'],
  }),
};
