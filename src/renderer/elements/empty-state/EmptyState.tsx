/** What a view shows where it has nothing: a sign, a sentence, and what leads on. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly advice: string;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

export function EmptyState({ icon: Icon, title, advice, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <Icon aria-hidden="true" strokeWidth={1.4} />
      <h2>{title}</h2>
      <p>{advice}</p>
      {children}
    </div>
  );
}
