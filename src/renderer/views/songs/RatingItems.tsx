/** The ratings, as the items of a menu. */
import { MenuItem } from '../../elements/menu/Menu.tsx';

const RATINGS = [5, 4, 3, 2, 1] as const;

export function RatingItems({ onRate }: { readonly onRate: (rating: number | null) => void }) {
  return (
    <>
      {RATINGS.map((rating) => (
        <MenuItem
          key={rating}
          label={rating === 1 ? '1 Star' : `${rating} Stars`}
          keys={String(rating)}
          onSelect={() => onRate(rating)}
        />
      ))}
      <MenuItem label="No Rating" keys="0" onSelect={() => onRate(null)} />
    </>
  );
}
