/** What can be done with what is selected: floats over its list. */
import type { ReactNode } from 'react';
import { t } from '../../../shared/words/words.ts';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  readonly label: string;
  readonly count: number;
  /** Its buttons. */
  readonly children: ReactNode;
}

export function SelectionBar({ label, count, children }: SelectionBarProps) {
  return (
    <div role="toolbar" aria-label={label} className={styles.bar} data-selection-bar>
      <output className={styles.count}>{t('songs.selected', { count })}</output>
      {children}
    </div>
  );
}
