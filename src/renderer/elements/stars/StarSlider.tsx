/** A rating as stars that stand alone, for the pointer and for the keyboard: arrows, and 0 to 5. */
import type { KeyboardEvent } from 'react';
import { t } from '../../../shared/words/words.ts';
import { Stars } from './Stars.tsx';
import styles from './stars.module.css';

interface StarSliderProps {
  /** 1 to 5; null where it is not rated. */
  readonly rating: number | null;
  readonly onRate: (rating: number | null) => void;
}

export function StarSlider({ rating, onRate }: StarSliderProps) {
  const stars = rating ?? 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = wantedBy(event.key, stars);
    if (wanted === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (wanted !== stars) onRate(wanted === 0 ? null : wanted);
  };
  return (
    <span className={styles.alone} data-stars>
      <span
        role="slider"
        tabIndex={0}
        className={styles.keys}
        aria-label={t('player.rating')}
        aria-valuemin={0}
        aria-valuemax={5}
        aria-valuenow={stars}
        aria-valuetext={rating === null ? t('player.unrated') : t('songs.stars', { count: rating })}
        onKeyDown={onKeyDown}
      />
      {/* For the pointer: screen readers have the slider. */}
      <span aria-hidden="true">
        <Stars rating={rating} onRate={onRate} />
      </span>
    </span>
  );
}

function wantedBy(key: string, stars: number): number | null {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return Math.min(5, stars + 1);
    case 'ArrowDown':
    case 'ArrowLeft':
      return Math.max(0, stars - 1);
    case 'Home':
      return 0;
    case 'End':
      return 5;
    default:
      return /^[0-5]$/.test(key) ? Number(key) : null;
  }
}
