/** Tracks: listing, searching and playing them, and the covers of their albums. */
import { z } from 'zod';
import { read, type Subject, write } from './define.ts';

/** In pixels of the longer side: for a row of a list, and for a cover in a grid or a player. */
export const ThumbnailSizeSchema = z.coerce.number().pipe(z.literal([64, 360]));
export type ThumbnailSize = z.infer<typeof ThumbnailSizeSchema>;

/** A cover picture: the SHA-256 of its bytes, in hexadecimal. */
export const ArtworkIdSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const TrackSchema = z.object({
  id: z.number().int(),
  title: z.string(),
  /** All artists joined for display, in the order of the tags. */
  artist: z.string(),
  artists: z.array(z.string()),
  /** The id of each of them. */
  artistIds: z.array(z.number().int()).default([]),
  album: z.string().nullable(),
  albumId: z.number().int().nullable().default(null),
  albumArtist: z.string().nullable(),
  genre: z.string().nullable(),
  year: z.number().int().nullable(),
  discNumber: z.number().int().nullable(),
  trackNumber: z.number().int().nullable(),
  durationMs: z.number().int().nullable(),
  playCount: z.number().int(),
  /** 1 to 5, or null where not rated. */
  rating: z.number().int().min(1).max(5).nullable(),
  favourite: z.boolean(),
  /** ISO 8601; null where it has never been played, or only before there was a history. */
  lastPlayedAt: z.string().nullable(),
  /** Since when scans do not find its file, in ISO 8601; null where they do. */
  missingSince: z.string().nullable(),
  /** The name of its format, where neither browsers nor the desktop app can play it. */
  unplayable: z.string().nullable(),
  /** ISO 8601. */
  addedAt: z.string(),
  /** Of its file; of a part of one, with its number behind (track-path.ts). */
  path: z.string(),
  /** Where in its file it begins and ends, in milliseconds; null for the file's own beginning and end. */
  beginMs: z.number().int().nullable(),
  endMs: z.number().int().nullable(),
  /** Which picture its album shows; null where it has none. */
  artwork: ArtworkIdSchema.nullable(),
  /** Its place in the playlist that is listed, which stays while it is moved; null in other lists. */
  entryId: z.number().int().nullable(),
});
export type Track = z.infer<typeof TrackSchema>;

export const TRACK_SORTS = [
  'title',
  'artist',
  'album',
  'year',
  'duration',
  'plays',
  'added',
  'rating',
  'lastPlayed',
  /** The order of the playlist that is listed; in other lists, the same as `artist`. */
  'position',
  /**
   * What is called exactly as the text first (tracks, then albums, then artists), then what has its words,
   * then what has words that begin so, each by artist; without a text, the same as `artist`.
   */
  'relevance',
] as const;

const ListedIdSchema = z.number().int().positive();

/**
 * Which tracks are listed: all, the favourites, those whose files are missing, those that were played or never
 * were, or those of a playlist, also a smart one, an album, an artist (with the albums that are the artist's), a genre, or
 * right in a folder.
 */
const TrackListSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('favourites') }),
  z.object({ kind: z.literal('missing') }),
  z.object({ kind: z.literal('played') }),
  z.object({ kind: z.literal('unplayed') }),
  z.object({ kind: z.literal('playlist'), id: ListedIdSchema }),
  z.object({ kind: z.literal('smart'), id: ListedIdSchema }),
  z.object({ kind: z.literal('album'), id: ListedIdSchema }),
  z.object({ kind: z.literal('artist'), id: ListedIdSchema }),
  z.object({ kind: z.literal('genre'), id: ListedIdSchema }),
  z.object({ kind: z.literal('folder'), path: z.string().min(1).max(4096) }),
]);
type TrackList = z.infer<typeof TrackListSchema>;

/**
 * `text` searches titles, artists, albums, album artists, genres, composers, conductors, years and files for
 * words that begin with each of its words, or have it as a part in scripts without spaces, whatever the case
 * and the accents. Quotes, operators and hyphens in it are read by `readQuery` (shared/rules).
 */
export const TrackQuerySchema = z.object({
  list: TrackListSchema.default({ kind: 'all' }),
  text: z.string().max(500).default(''),
  sort: z.enum(TRACK_SORTS).default('artist'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type TrackQuery = z.infer<typeof TrackQuerySchema>;

export const TrackPageSchema = z.object({
  /** How many tracks match in all. */
  total: z.number().int(),
  offset: z.number().int(),
  tracks: z.array(TrackSchema),
});
export type TrackPage = z.infer<typeof TrackPageSchema>;

/** What is listed and in which order, without a page of it. */
export const TrackOrderQuerySchema = TrackQuerySchema.pick({
  list: true,
  text: true,
  sort: true,
  direction: true,
});
export type TrackOrderQuery = z.infer<typeof TrackOrderQuerySchema>;

/** So many ids are in one batch at most. */
export const MOST_IDS = 100_000;

/** The ids of one batch. */
export const TrackIdsSchema = z.array(z.number().int()).max(MOST_IDS);

/** A row of a list: the track, and its entry where the list is a playlist. */
export const ListRowSchema = z.object({
  id: z.number().int(),
  entryId: z.number().int().nullable(),
});
export type ListRow = z.infer<typeof ListRowSchema>;

/** A part of a list, to be played: its rows one after another. */
const QueuePartSchema = z.object({
  rows: z.array(ListRowSchema),
  /** The index of the row that was asked for. */
  position: z.number().int(),
  /** Whether the list has nothing before it. */
  isBeginning: z.boolean(),
  /** Whether the list has nothing after it. */
  isEnd: z.boolean(),
});
export type QueuePart = z.infer<typeof QueuePartSchema>;

/** What the tracks of a list depend on: a rating changes rows, and leaves them where they are. */
function readsOf({ list }: { readonly list: TrackList }): readonly Subject[] {
  switch (list.kind) {
    case 'playlist':
      return ['tracks', 'playlists'];
    case 'smart':
      return ['tracks', 'playlists', 'plays', 'ratings', 'favourites'];
    case 'favourites':
      return ['tracks', 'favourites'];
    case 'played':
    case 'unplayed':
      return ['tracks', 'plays'];
    default:
      return ['tracks'];
  }
}

export const TrackIdSchema = z.coerce.number().int().positive();

const PlayRequestSchema = z.object({
  id: TrackIdSchema,
  /** When the playback began, ISO 8601 in UTC: with the track it names the playback. */
  startedAt: z.iso.datetime({ precision: 3 }),
});

/** Pictures that browsers show and that cannot contain scripts. */
export const ArtworkTypeSchema = z.enum([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/bmp',
  'image/avif',
]);

export const trackCalls = {
  /** One page of the tracks that match a query, in its order; an empty page beyond the last. */
  tracks: read({
    route: 'GET /api/tracks',
    input: TrackQuerySchema,
    answer: TrackPageSchema,
    reads: readsOf,
  }),
  /** The ids of a part of the tracks that match a query, in its order: what is played next. */
  trackIds: read({
    route: 'GET /api/track-ids',
    input: TrackOrderQuerySchema.extend({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(MOST_IDS).default(1_000),
    }),
    answer: z.object({ total: z.number().int(), ids: TrackIdsSchema }),
    reads: readsOf,
  }),
  /** The rows beside one of a list: what is played after it, and before. */
  queuePart: read({
    route: 'GET /api/queue',
    input: TrackOrderQuerySchema.extend({
      /** The row's track; null for the first row of the list. */
      id: TrackIdSchema.nullable(),
      /** Which of a playlist's rows: the track may stand in it more than once. */
      entryId: z.coerce.number().int().positive().nullable().default(null),
      before: z.coerce.number().int().min(0).max(1_000).default(100),
      after: z.coerce.number().int().min(0).max(1_000).default(500),
    }),
    answer: QueuePartSchema,
    reads: readsOf,
  }),
  /** Which place a track has among those that match a query, from 0; null where it is not there. */
  positionOf: read({
    route: 'GET /api/tracks/:id/position',
    input: TrackOrderQuerySchema.extend({ id: TrackIdSchema }),
    answer: z.number().int().nullable(),
    reads: readsOf,
  }),
  /** The place of the first track whose name in the present order begins with what was typed, or follows. */
  findByPrefix: read({
    route: 'GET /api/track-positions',
    input: TrackOrderQuerySchema.extend({ prefix: z.string().min(1).max(100) }),
    answer: z.number().int(),
    reads: readsOf,
  }),
  track: read({
    route: 'GET /api/tracks/:id',
    input: z.object({ id: TrackIdSchema }),
    answer: TrackSchema.nullable(),
    reads: ['tracks', 'plays', 'ratings', 'favourites'],
  }),
  /** The track of a file, by the path that the library records. */
  trackByPath: read({
    route: null,
    input: z.object({ path: z.string().min(1) }),
    answer: TrackSchema.nullable(),
    reads: ['tracks'],
  }),
  /** The paths of the tracks into which a cue sheet parts a file, in their order; none where none does. */
  partsOfFile: read({
    route: null,
    input: z.object({ path: z.string().min(1) }),
    answer: z.array(z.string()),
    reads: ['tracks'],
  }),
  /** Counts a playback of a track, once however often it is reported; answers the track as it is then. */
  recordPlay: write({
    route: 'POST /api/tracks/:id/plays',
    input: PlayRequestSchema,
    answer: TrackSchema.nullable(),
    changes: ['plays'],
    waitMs: 1_000,
    tracks: ({ id }) => [id],
  }),
};
