/** How large covers are. */
import { LayoutGrid } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { Slider } from '../../elements/slider/Slider.tsx';
import styles from './albums.module.css';

interface CoverSizeSliderProps {
  readonly size: number;
  readonly most: number;
  readonly onSize: (size: number) => void;
}

export function CoverSizeSlider({ size, most, onSize }: CoverSizeSliderProps) {
  return (
    <span className={styles.size}>
      <LayoutGrid aria-hidden="true" strokeWidth={1.8} />
      <Slider
        label={t('albums.coverSize')}
        value={size}
        max={most}
        step={1}
        onChange={(event) => onSize(Number(event.target.value))}
      />
    </span>
  );
}
