/** The answers of shared/api/ratings.ts. */
import { z } from 'zod';
import type { ratingCalls } from '../../../shared/api/ratings.ts';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import type { Handlers, ReadableDb, WritableDb } from '../handlers.ts';

export const ratingHandlers = {
  setRating: (db, { ids, rating }) => {
    const before = someOf(readRatings(db, ids));
    writeRatings(
      db,
      before.map(({ id }) => ({ id, rating })),
    );
    return { before };
  },
  restoreRatings: (db, { before: wanted }) => {
    const before = someOf(readRatings(db, idsOf(wanted)));
    writeRatings(db, wanted);
    return { before };
  },
  setFavourite: (db, { ids, favourite }) => {
    const before = someOf(readFavourites(db, ids));
    writeFavourites(
      db,
      before.map(({ id }) => ({ id, favourite })),
    );
    return { before };
  },
  restoreFavourites: (db, { before: wanted }) => {
    const before = someOf(readFavourites(db, idsOf(wanted)));
    writeFavourites(db, wanted);
    return { before };
  },
} satisfies Handlers<typeof ratingCalls>;

interface Rated {
  readonly id: number;
  readonly rating: number | null;
}

interface Marked {
  readonly id: number;
  readonly favourite: boolean;
}

const RatedRowsSchema = z.array(z.object({ id: z.number(), rating: z.number().nullable() }));
const MarkedRowsSchema = z.array(
  z.object({ id: z.number(), favourite: z.literal([0, 1]).transform((flag) => flag === 1) }),
);

function readRatings(db: ReadableDb, ids: readonly number[]) {
  return RatedRowsSchema.parse(readTracks(db, 'rating', ids));
}

function readFavourites(db: ReadableDb, ids: readonly number[]) {
  return MarkedRowsSchema.parse(readTracks(db, 'favourite', ids));
}

function readTracks(db: ReadableDb, column: 'rating' | 'favourite', ids: readonly number[]) {
  return db
    .prepare(
      `SELECT id, ${column} FROM tracks
       WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify(ids));
}

function writeRatings(db: WritableDb, rated: readonly Rated[]): void {
  const update = db.prepare('UPDATE tracks SET rating = ? WHERE id = ? AND rating IS NOT ?');
  for (const { id, rating } of rated) update.run(rating, id, rating);
}

function writeFavourites(db: WritableDb, marked: readonly Marked[]): void {
  const update = db.prepare('UPDATE tracks SET favourite = ? WHERE id = ? AND favourite <> ?');
  for (const { id, favourite } of marked) update.run(Number(favourite), id, Number(favourite));
}

function idsOf(items: readonly { readonly id: number }[]): number[] {
  return items.map(({ id }) => id);
}

/** @throws FermataError `NOT_FOUND` where the library has none of the tracks */
function someOf<Item>(items: Item[]): Item[] {
  if (items.length > 0) return items;
  throw new FermataError('NOT_FOUND', words('libraryErrors.tracksGone'), {
    advice: words('libraryErrors.otherTracks'),
  });
}
