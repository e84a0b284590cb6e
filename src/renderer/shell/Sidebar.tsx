/** The sidebar: the name, the search, the places of the library, and whether it is safe. */

import { Link } from '@tanstack/react-router';
import { Archive, PanelLeft } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { formatCount } from '../../shared/formats.ts';
import { t } from '../../shared/words/words.ts';
import { IconButton } from '../elements/button/IconButton.tsx';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { FermataSign } from '../lifecycle/FermataSign.tsx';
import { useLibrary } from './library-context.ts';
import { ALWAYS, type Counts, PLACES, type Place } from './places.ts';
import { SafetySign } from './SafetySign.tsx';
import { SearchField } from './SearchField.tsx';
import { SidebarPlaylists } from './SidebarPlaylists.tsx';
import { isSidebarFolded, saveSidebarFolded } from './saved-sidebar.ts';
import styles from './sidebar.module.css';

export function Sidebar({
  searchField,
}: {
  readonly searchField: RefObject<HTMLInputElement | null>;
}) {
  const [isFolded, setIsFolded] = useState(isSidebarFolded);
  const { openDialog } = useLibrary();
  const { data: summary } = useRead(api.summary, {});
  const fold = () => {
    saveSidebarFolded(!isFolded);
    setIsFolded(!isFolded);
  };
  return (
    <div className={styles.sidebar} data-folded={isFolded}>
      <header className={styles.head}>
        <p className={styles.brand} title={summary?.file}>
          <FermataSign fraction="still" />
          <span className={styles.name}>Fermata</span>
        </p>
        <IconButton
          icon={PanelLeft}
          label={t(isFolded ? 'app.showSidebar' : 'app.hideSidebar')}
          className={styles.fold}
          onClick={fold}
        />
      </header>
      <SearchField ref={searchField} />
      <nav className={styles.places} aria-label={t('app.library')}>
        {PLACES.map((place) => (
          <SidebarPlace key={place.to} place={place} counts={summary?.counts} />
        ))}
      </nav>
      <nav className={styles.places} aria-labelledby="always-up-to-date">
        <p id="always-up-to-date" className={styles.title}>
          {t('albums.upToDate')}
        </p>
        {ALWAYS.map((place) => (
          <SidebarPlace key={place.to} place={place} counts={undefined} />
        ))}
      </nav>
      <SidebarPlaylists />
      <div className={styles.foot}>
        <SafetySign />
        <IconButton icon={Archive} label={t('app.backups')} onClick={() => openDialog('backups')} />
      </div>
    </div>
  );
}

interface SidebarPlaceProps {
  readonly place: Place;
  /** Undefined until they are known. */
  readonly counts: Counts | undefined;
}

function SidebarPlace({ place, counts }: SidebarPlaceProps) {
  const { to, name, icon: Icon, counted } = place;
  const count = counted === undefined ? undefined : counts?.[counted];
  return (
    <Link to={to} className={styles.place} title={name()}>
      <Icon aria-hidden="true" strokeWidth={1.8} />
      <span className={styles.name}>{name()}</span>
      {count !== undefined && <span className={styles.count}>{formatCount(count)}</span>}
    </Link>
  );
}
