/** The head of a page with parts, each at an address of its own: an artist's, a genre's. */
import type { ReactNode } from 'react';
import { Cover } from '../../elements/cover/Cover.tsx';
import { HistoryButtons } from '../../shell/ViewHeader.tsx';
import styles from './page-head.module.css';

interface PageHeadProps {
  readonly name: string;
  readonly artwork: string | null;
  readonly isRound?: boolean;
  /** "3 albums · 31 tracks". */
  readonly count: string;
  /** The links to the parts. */
  readonly parts: ReactNode;
  /** What is done with all of it. */
  readonly children?: ReactNode;
}

export function PageHead(props: PageHeadProps) {
  const { name, artwork, isRound = false, count, parts, children } = props;
  return (
    <header className={styles.head}>
      <HistoryButtons />
      <div className={styles.names}>
        <span className={styles.picture} data-round={isRound || undefined}>
          <Cover artwork={artwork} name={name} size={360} isRound={isRound} />
        </span>
        <div className={styles.words}>
          <h1 dir="auto" title={name}>
            {name}
          </h1>
          <p className={styles.count} role="status">
            {count}
          </p>
        </div>
        <div className={styles.actions}>{children}</div>
      </div>
      <nav className={styles.parts} aria-label={name}>
        {parts}
      </nav>
    </header>
  );
}

/** For the links to the parts. */
export const partClass = styles.part;
