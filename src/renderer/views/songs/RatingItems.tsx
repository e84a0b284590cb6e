/** The ratings, as the items of a menu. */
import { t } from '../../../shared/words/words.ts';
import { MenuItem } from '../../elements/menu/Menu.tsx';

const RATINGS = [5, 4, 3, 2, 1] as const;

export function RatingItems({ onRate }: { readonly onRate: (rating: number | null) => void }) {
  return (
    <>
      {RATINGS.map((rating) => (
        <MenuItem
          key={rating}
          label={t('songs.stars', { count: rating })}
          keys={String(rating)}
          onSelect={() => onRate(rating)}
        />
      ))}
      <MenuItem label={t('songs.noRating')} keys="0" onSelect={() => onRate(null)} />
    </>
  );
}
