/** One music folder: what the library has of it, whether it is there, and what can be done with it. */
import { Link } from '@tanstack/react-router';
import { Folder as FolderIcon, FolderSearch, RefreshCw, Trash2 } from 'lucide-react';
import type { Folder } from '../../../shared/api/folders.ts';
import { shownPath } from '../../../shared/shown-path.ts';
import { t } from '../../../shared/words/words.ts';
import { timeName } from '../../backups/backup-words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { relocate, removeFolder } from '../../features/folders/folder-edits.ts';
import { tellFailure } from '../../features/undo/tell-edits.ts';
import type { Scan } from '../../library/use-scan.ts';
import styles from './folders.module.css';

interface FolderRowProps {
  readonly folder: Folder;
  readonly scan: Scan;
  readonly onLocate: (path: string) => void;
}

export function FolderRow({ folder, scan, onLocate }: FolderRowProps) {
  const { path, name, state, foundAt } = folder;
  const moveTo = async (place: string) => {
    try {
      await relocate(path, place);
      await scan.start([place]);
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <li className={styles.row}>
      <FolderIcon aria-hidden="true" strokeWidth={1.8} />
      <span className={styles.names}>
        <Link
          to="/folders/$folderPath"
          params={{ folderPath: path }}
          className={`${styles.name} ${styles.open}`}
          dir="auto"
          title={shownPath(path)}
        >
          {shownPath(name)}
        </Link>
        <span className={styles.summary}>{contents(folder)}</span>
        {state !== 'there' && <span className={styles.away}>{awayWords(folder)}</span>}
      </span>
      {foundAt !== null && (
        <Button onClick={() => void moveTo(foundAt.path)}>{t('folders.useFound')}</Button>
      )}
      <IconButton
        icon={RefreshCw}
        label={t('folders.rescanNamed', { name })}
        disabled={scan.isRunning || state !== 'there'}
        onClick={() => void scan.start([path])}
      />
      <IconButton
        icon={FolderSearch}
        label={t('folders.locateNamed', { name })}
        onClick={() => onLocate(path)}
      />
      <IconButton
        icon={Trash2}
        label={t('folders.removeNamed', { name })}
        onClick={() => void removeFolder(path)}
      />
    </li>
  );
}

function contents({ tracks, missing, scannedAt }: Folder): string {
  return [
    t('songs.count', { count: tracks }),
    ...(missing === 0 ? [] : [t('folders.missingCount', { count: missing })]),
    scannedAt === null
      ? t('folders.notScanned')
      : t('folders.scanned', { time: timeName(scannedAt) }),
  ].join(' · ');
}

function awayWords({ state, disk, foundAt }: Folder): string {
  if (state === 'unreadable') return t('folders.isUnreadable');
  const away = disk === null ? t('folders.isAway') : t('folders.diskAway', { disk });
  if (foundAt === null) return away;
  const { path: folder, tracks: count } = foundAt;
  return `${away}. ${t('folders.foundAt', { count, folder })}`;
}
