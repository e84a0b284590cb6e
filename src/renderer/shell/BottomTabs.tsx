/** The tabs at the bottom of a narrow window, in the sidebar's place. */
import { Link, useNavigate } from '@tanstack/react-router';
import { Archive, Ellipsis, ListMusic, Search, ShieldCheck } from 'lucide-react';
import type { RefObject } from 'react';
import { t } from '../../shared/words/words.ts';
import { Menu, MenuItem, MenuSeparator } from '../elements/menu/Menu.tsx';
import { useMediaQuery } from '../library/use-media-query.ts';
import { ONE_COLUMN } from '../style/breakpoints.ts';
import styles from './bottom-tabs.module.css';
import { useLibrary } from './library-context.ts';
import { ALWAYS, PLACES, TABS } from './places.ts';

export function BottomTabs({
  searchField,
}: {
  readonly searchField: RefObject<HTMLInputElement | null>;
}) {
  const { openDialog } = useLibrary();
  const navigate = useNavigate();
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
      <Menu
        trigger={
          <button type="button" className={styles.tab}>
            <Ellipsis aria-hidden="true" strokeWidth={1.8} />
            {t('albums.more')}
          </button>
        }
      >
        {[...PLACES, ...ALWAYS]
          .filter((place) => !TABS.includes(place))
          .map(({ to, name, icon }) => (
            <MenuItem
              key={to}
              label={name()}
              icon={icon}
              onSelect={() => void navigate({ to, search: {} })}
            />
          ))}
        <MenuSeparator />
        <MenuItem label={t('app.backups')} icon={Archive} onSelect={() => openDialog('backups')} />
        <MenuItem
          label={t('app.health')}
          icon={ShieldCheck}
          onSelect={() => openDialog('health')}
        />
      </Menu>
    </nav>
  );
}
