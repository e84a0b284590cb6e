/** What can be done with the songs that are selected: floats over the list. */
import { Heart, Star, X } from 'lucide-react';
import { formatCount } from '../../../shared/formats.ts';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { Menu } from '../../elements/menu/Menu.tsx';
import { RatingItems } from './RatingItems.tsx';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  readonly count: number;
  readonly onRate: (rating: number | null) => void;
  readonly onFavourite: () => void;
  readonly onClear: () => void;
}

export function SelectionBar({ count, onRate, onFavourite, onClear }: SelectionBarProps) {
  return (
    <div role="toolbar" aria-label="Selection" className={styles.bar}>
      <output className={styles.count}>{`${formatCount(count)} selected`}</output>
      <Menu trigger={<IconButton icon={Star} label="Rate" />}>
        <RatingItems onRate={onRate} />
      </Menu>
      <IconButton icon={Heart} label="Favourite" onClick={onFavourite} />
      <IconButton icon={X} label="Clear Selection" onClick={onClear} />
    </div>
  );
}
