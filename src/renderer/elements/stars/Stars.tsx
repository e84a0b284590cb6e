/** A rating as stars; nothing where there is none. */
import { Star } from 'lucide-react';
import styles from './stars.module.css';

const STARS = [1, 2, 3, 4, 5] as const;

export function Stars({ rating }: { readonly rating: number | null }) {
  if (rating === null) return null;
  return (
    <span role="img" className={styles.stars} aria-label={`${rating} of 5 stars`}>
      {STARS.map((star) => (
        <Star key={star} aria-hidden data-filled={star <= rating || undefined} />
      ))}
    </span>
  );
}
