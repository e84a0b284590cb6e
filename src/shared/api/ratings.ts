/** What a person says of tracks: stars and hearts. */
import { z } from 'zod';
import { write } from './define.ts';
import { TrackIdsSchema } from './tracks.ts';

/** 1 to 5 stars; null, or 0, for none. */
const RatingSchema = z
  .number()
  .int()
  .min(0)
  .max(5)
  .nullable()
  .transform((rating) => (rating === 0 ? null : rating));

const RatedSchema = z.array(z.object({ id: z.number().int(), rating: RatingSchema }));
const MarkedSchema = z.array(z.object({ id: z.number().int(), favourite: z.boolean() }));

/** What was said of the tracks before; those that the library does not have are left out. */
const RatedBeforeSchema = z.object({ before: RatedSchema });
const MarkedBeforeSchema = z.object({ before: MarkedSchema });

const idsOf = (before: readonly { readonly id: number }[]) => before.map(({ id }) => id);

const ratings = {
  answer: RatedBeforeSchema,
  changes: ['ratings'],
  tracks: (_: unknown, { before }: z.output<typeof RatedBeforeSchema>) => idsOf(before),
  inverse: (_: unknown, { before }: z.output<typeof RatedBeforeSchema>) => ({
    call: 'restoreRatings',
    input: { before },
  }),
} as const;

const favourites = {
  answer: MarkedBeforeSchema,
  changes: ['favourites'],
  tracks: (_: unknown, { before }: z.output<typeof MarkedBeforeSchema>) => idsOf(before),
  inverse: (_: unknown, { before }: z.output<typeof MarkedBeforeSchema>) => ({
    call: 'restoreFavourites',
    input: { before },
  }),
} as const;

export const ratingCalls = {
  /** Rates tracks. NOT_FOUND where the library has none of them. */
  setRating: write({
    route: 'PUT /api/ratings',
    input: z.object({ ids: TrackIdsSchema, rating: RatingSchema }),
    ...ratings,
  }),
  /** Gives each track its own rating: what takes {@link setRating} back. */
  restoreRatings: write({ route: 'POST /api/ratings', input: RatedBeforeSchema, ...ratings }),
  /** Makes tracks favourites, or none any more. NOT_FOUND where the library has none of them. */
  setFavourite: write({
    route: 'PUT /api/favourites',
    input: z.object({ ids: TrackIdsSchema, favourite: z.boolean() }),
    ...favourites,
  }),
  restoreFavourites: write({
    route: 'POST /api/favourites',
    input: MarkedBeforeSchema,
    ...favourites,
  }),
};
