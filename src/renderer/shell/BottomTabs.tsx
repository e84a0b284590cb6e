/** The tabs at the bottom of a narrow window, in the sidebar's place. */
import { Link } from '@tanstack/react-router';
import { Archive, ListMusic, Search, ShieldCheck } from 'lucide-react';
import type { RefObject } from 'react';
import { t } from '../../shared/words/words.ts';
import { useMediaQuery } from '../library/use-media-query.ts';
import { ONE_COLUMN } from '../style/breakpoints.ts';
import styles from './bottom-tabs.module.css';
import { useLibrary } from './library-context.ts';
import { TABS } from './places.ts';

export function BottomTabs({
  searchField,
}: {
  readonly searchField: RefObject<HTMLInputElement | null>;
}) {
  const { openDialog } = useLibrary();
  if (!useMediaQuery(ONE_COLUMN)) return null;
  return (
    <nav className={styles.tabs} aria-label={t('app.library')}>
      {TABS.map(({ to, name, icon: Icon }) => (
        <Link key={to} to={to} className={styles.tab}>
          <Icon aria-hidden="true" strokeWidth={1.8} />
          {name()}
        </Link>
      ))}
      <Link to="/playlists" className={styles.tab}>
        <ListMusic aria-hidden="true" strokeWidth={1.8} />
        {t('playlists.title')}
      </Link>
      <button type="button" className={styles.tab} onClick={() => searchField.current?.focus()}>
        <Search aria-hidden="true" strokeWidth={1.8} />
        {t('app.search')}
      </button>
      <button type="button" className={styles.tab} onClick={() => openDialog('backups')}>
        <Archive aria-hidden="true" strokeWidth={1.8} />
        {t('app.backupsTab')}
      </button>
      <button type="button" className={styles.tab} onClick={() => openDialog('health')}>
        <ShieldCheck aria-hidden="true" strokeWidth={1.8} />
        {t('app.healthTab')}
        <span className="only-heard">{`: ${t('app.health')}`}</span>
      </button>
    </nav>
  );
}
