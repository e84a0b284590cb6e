/** Missing tracks, told once for each disk or folder, and what can be done about them. */
import { Link } from '@tanstack/react-router';
import { FolderSearch, HardDrive, Trash2 } from 'lucide-react';
import type { MissingPlace } from '../../../shared/missing-tracks.ts';
import { shownPath } from '../../../shared/shown-path.ts';
import { t } from '../../../shared/words/words.ts';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { removeMissing } from '../../features/folders/folder-edits.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import styles from './folders.module.css';

export function MissingPlaces({ onLocate }: { readonly onLocate: (path: string) => void }) {
  const { data: missing } = useRead(api.missingTracks, {});
  if (missing === undefined || missing.count === 0) return null;
  return (
    <section aria-labelledby="missing-tracks">
      <div className={styles.head}>
        <h2 id="missing-tracks">{t('folders.missingTitle')}</h2>
        <Link to="/missing" className="link">
          {t('folders.showMissing')}
        </Link>
      </div>
      <p className={styles.hint}>{t('folders.missingHint')}</p>
      <ul className={styles.rows}>
        {missing.places.map((place) => (
          <li key={place.path} className={styles.row}>
            <HardDrive aria-hidden="true" strokeWidth={1.8} />
            <span className={styles.names}>
              <span className={styles.name} dir="auto" title={shownPath(place.path)}>
                {placeWords(place)}
              </span>
              {place.disk !== null && (
                <span className={styles.summary} dir="auto">
                  {shownPath(place.path)}
                </span>
              )}
            </span>
            <IconButton
              icon={FolderSearch}
              label={t('folders.locateNamed', { name: place.path })}
              onClick={() => onLocate(place.path)}
            />
            <IconButton
              icon={Trash2}
              label={t('folders.removeNamed', { name: placeWords(place) })}
              onClick={() => void removeMissing(place.path)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function placeWords({ disk, path, count }: MissingPlace): string {
  return disk === null
    ? t('folders.placeIn', { count, folder: path })
    : t('folders.placeOn', { count, disk });
}
