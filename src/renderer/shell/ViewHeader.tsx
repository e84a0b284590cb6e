/** The head of a view: back and forward, its name in the serif, how much it holds, what can be done. */

import { useCanGoBack, useRouter } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../../shared/words/words.ts';
import { IconButton } from '../elements/button/IconButton.tsx';
import styles from './view-header.module.css';

interface ViewHeaderProps {
  readonly title: string;
  /** Stands in the title's place while a person edits it. */
  readonly editor?: ReactNode;
  /** "20,418 tracks"; empty until it is known. */
  readonly count: string;
  /** The view's actions. */
  readonly children?: ReactNode;
}

/** Back and forward. */
export function HistoryButtons() {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return (
    <div className={styles.history}>
      <IconButton
        icon={ChevronLeft}
        label={t('app.back')}
        disabled={!canGoBack}
        onClick={() => router.history.back()}
      />
      <IconButton
        icon={ChevronRight}
        label={t('app.forward')}
        onClick={() => router.history.forward()}
      />
    </div>
  );
}

export function ViewHeader({ title, editor, count, children }: ViewHeaderProps) {
  return (
    <header className={styles.header}>
      <HistoryButtons />
      <h1 dir="auto">
        {editor ?? (
          <span className={styles.title} title={title}>
            {title}
          </span>
        )}
      </h1>
      <p className={styles.count} role="status">
        {count}
      </p>
      <div className={styles.actions}>{children}</div>
    </header>
  );
}
