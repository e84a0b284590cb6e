/** What was removed from the library, and how it comes back. */
import { RotateCcw } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { timeName } from '../../backups/backup-words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { nameOfRemoval, restoreRemoval } from '../../features/folders/folder-edits.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import styles from './folders.module.css';

export function Removals() {
  const { data: removals = [] } = useRead(api.removals, {});
  if (removals.length === 0) return null;
  return (
    <section aria-labelledby="recently-removed">
      <div className={styles.head}>
        <h2 id="recently-removed">{t('folders.removedTitle')}</h2>
      </div>
      <p className={styles.hint}>{t('folders.removedHint')}</p>
      <ul className={styles.rows}>
        {removals.map((removal) => (
          <li key={`${removal.id} ${removal.removedAt}`} className={styles.row}>
            <span className={styles.names}>
              <span className={styles.name} dir="auto" title={nameOfRemoval(removal)}>
                {nameOfRemoval(removal)}
              </span>
              <span className={styles.summary}>
                {`${t('songs.count', { count: removal.tracks })} · ${timeName(removal.removedAt)}`}
              </span>
            </span>
            <Button
              aria-label={t('folders.restoreNamed', { name: nameOfRemoval(removal) })}
              onClick={() => void restoreRemoval(removal, nameOfRemoval(removal))}
            >
              <RotateCcw aria-hidden="true" strokeWidth={1.8} />
              {t('folders.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
