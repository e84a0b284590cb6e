/** Rating songs and marking favourites: shown at once, told in a toast that undoes it. */
import { useMemo } from 'react';
import { t } from '../../../shared/words/words.ts';
import { inBatches, tellEdits } from '../../features/undo/tell-edits.ts';
import { api } from '../../host/api-client.ts';
import { useEdit } from '../../host/edits.ts';

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
      ? t('songs.unrated', { count: ids.length })
      : t('songs.rated', { count: ids.length, stars: rating }),
  optimistic: ({ ids, rating }: RatingInput) => ({ ids, patch: { rating } }),
};

const FAVOURITE = {
  label: ({ ids, favourite }: FavouriteInput) =>
    t(favourite ? 'songs.marked' : 'songs.unmarked', { count: ids.length }),
  optimistic: ({ ids, favourite }: FavouriteInput) => ({ ids, patch: { favourite } }),
};

export function useSongEdits(): SongEdits {
  const rate = useEdit(api.setRating, RATING);
  const mark = useEdit(api.setFavourite, FAVOURITE);
  return useMemo(
    () => ({
      rate: (ids, rating) =>
        void tellEdits(inBatches(ids, (batch) => rate({ ids: batch, rating }))),
      mark: (ids, favourite) =>
        void tellEdits(inBatches(ids, (batch) => mark({ ids: batch, favourite }))),
    }),
    [rate, mark],
  );
}
