/** What the player asks for: the tracks of a list in a shuffled order, and how loud a track is to be played. */
import { z } from 'zod';
import { read } from './define.ts';
import { ListRowSchema, TrackIdSchema, TrackOrderQuerySchema, TrackSchema } from './tracks.ts';

/** A shuffled order is one of so many. */
export const SHUFFLE_SEEDS = 2 ** 31;

const ShuffleSeedSchema = z.coerce
  .number()
  .int()
  .min(0)
  .max(SHUFFLE_SEEDS - 1);

/** So many tracks are asked for at once. */
export const MOST_TRACKS = 500;

const ShuffledPartSchema = z.object({
  rows: z.array(ListRowSchema),
  /** Where the next part begins; null where the list is exhausted. */
  after: z.number().int().nullable(),
});
export type ShuffledPart = z.infer<typeof ShuffledPartSchema>;

/** In decibels, as ReplayGain's tags say it (migrations/0013); null where they do not. */
export const TrackGainsSchema = z.object({
  track: z.number().nullable(),
  album: z.number().nullable(),
});
export type TrackGains = z.infer<typeof TrackGainsSchema>;

export const queueCalls = {
  /**
   * A part of a list in a shuffled order, in which each row stands once. The order belongs to the seed: rows
   * that are added to the list or leave it meanwhile do not change the places of the others.
   */
  shuffledPart: read({
    route: 'GET /api/shuffled-queue',
    input: TrackOrderQuerySchema.extend({
      seed: ShuffleSeedSchema,
      /** From where on, as the part before has answered it; -1 for the beginning. */
      after: z.coerce.number().int().min(-1).default(-1),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: ShuffledPartSchema,
    reads: ['tracks', 'playlists', 'favourites'],
  }),
  /** Tracks by their ids, in that order; those that the library does not have any more are left out. */
  tracksById: read({
    route: 'GET /api/tracks-by-id',
    input: z.object({ ids: z.array(TrackIdSchema).max(MOST_TRACKS) }),
    answer: z.array(TrackSchema),
    reads: ['tracks', 'ratings', 'favourites'],
  }),
  /** How much louder or softer a track is to be played; null where there is no such track. */
  trackGains: read({
    route: 'GET /api/tracks/:id/gains',
    input: z.object({ id: TrackIdSchema }),
    answer: TrackGainsSchema.nullable(),
    reads: ['tracks'],
  }),
};
