/** Rating songs and marking favourites: shown at once, told in a toast that undoes it. */
import { useMemo } from 'react';
import { toFermataError } from '../../../shared/errors.ts';
import { formatCounted } from '../../../shared/formats.ts';
import { toast } from '../../elements/toast/toast.ts';
import type { Edit } from '../../features/undo/undo-stack.ts';
import { api } from '../../host/api-client.ts';
import { edits, useEdit } from '../../host/edits.ts';

export interface SongEdits {
  /** @param rating 1 to 5; null for none */
  readonly rate: (ids: readonly number[], rating: number | null) => void;
  readonly mark: (ids: readonly number[], favourite: boolean) => void;
}

interface RatingInput {
  readonly ids: number[];
  readonly rating: number | null;
}

interface FavouriteInput {
  readonly ids: number[];
  readonly favourite: boolean;
}

const RATING = {
  label: ({ ids, rating }: RatingInput) =>
    rating === null
      ? `Removed the rating of ${formatCounted(ids.length, 'song')}`
      : `Rated ${formatCounted(ids.length, 'song')} with ${formatCounted(rating, 'star')}`,
  optimistic: ({ ids, rating }: RatingInput) => ({ ids, patch: { rating } }),
};

const FAVOURITE = {
  label: ({ ids, favourite }: FavouriteInput) =>
    favourite
      ? `Added ${formatCounted(ids.length, 'song')} to Favourites`
      : `Removed ${formatCounted(ids.length, 'song')} from Favourites`,
  optimistic: ({ ids, favourite }: FavouriteInput) => ({ ids, patch: { favourite } }),
};

export function useSongEdits(): SongEdits {
  const rate = useEdit(api.setRating, RATING);
  const mark = useEdit(api.setFavourite, FAVOURITE);
  return useMemo(
    () => ({
      rate: (ids, rating) => void tell(batched(ids, (batch) => rate({ ids: batch, rating }))),
      mark: (ids, favourite) => void tell(batched(ids, (batch) => mark({ ids: batch, favourite }))),
    }),
    [rate, mark],
  );
}

/** As many ids as one call takes (shared/api/tracks.ts). */
const BATCH = 100_000;

/** Edits any number of songs; what is undone first is the last batch. */
async function batched(
  ids: readonly number[],
  edit: (batch: number[]) => Promise<Edit | null>,
): Promise<Edit[]> {
  const done: Edit[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    const made = await edit(ids.slice(from, from + BATCH));
    if (made !== null) done.unshift(made);
  }
  return done;
}

async function tell(made: Promise<Edit[]>): Promise<void> {
  try {
    const done = await made;
    const [last] = done;
    if (last === undefined) return;
    toast({ text: last.label, key: 'undo', undo: () => void undoAll(done) });
  } catch (error) {
    tellFailure(error);
  }
}

async function undoAll(done: readonly Edit[]): Promise<void> {
  try {
    for (const edit of done) await edits.undo(edit);
  } catch (error) {
    tellFailure(error);
  }
}

function tellFailure(error: unknown): void {
  toast({ text: toFermataError(error).message, isFailure: true });
}
