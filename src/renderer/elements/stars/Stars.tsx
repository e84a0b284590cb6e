/** A rating as stars, which a click changes: the same star again takes it away. */
import { Star } from 'lucide-react';
import styles from './stars.module.css';

const STARS = [1, 2, 3, 4, 5] as const;

interface StarsProps {
  readonly rating: number | null;
  readonly onRate: (rating: number | null) => void;
}

/** The pointer's way to rate; the keyboard's is the list that has them. */
export function Stars({ rating, onRate }: StarsProps) {
  const words = rating === null ? 'Not rated' : `${rating} of 5 stars`;
  return (
    <span className={styles.stars} data-rated={rating !== null || undefined}>
      <span className="only-heard">{words}</span>
      {STARS.map((star) => (
        <button
          key={star}
          type="button"
          tabIndex={-1}
          aria-hidden
          className={styles.star}
          data-filled={(rating !== null && star <= rating) || undefined}
          onClick={(event) => {
            // The click rates the row and does not select it.
            event.preventDefault();
            onRate(star === rating ? null : star);
          }}
        >
          <Star aria-hidden />
        </button>
      ))}
    </span>
  );
}
