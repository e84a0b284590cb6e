/** Strips above the view: what needs a decision, or a state that a person has to know of. */
import { useSearch } from '@tanstack/react-router';
import { BackupStrip } from '../backups/BackupStrip.tsx';
import { ScanStrip } from '../library/ScanStrip.tsx';
import { useOpenedPlaylists } from '../playlists/use-opened-playlists.ts';
import { UpdateStrip } from '../updates/UpdateStrip.tsx';
import { useLibrary } from './library-context.ts';
import styles from './notices.module.css';

export function Notices() {
  const { dialog } = useSearch({ from: '__root__' });
  const { backupWork, scan, openDialog } = useLibrary();
  useOpenedPlaylists();
  return (
    <div className={styles.notices}>
      {/* The dialogs show it while they are open. */}
      {dialog !== 'backups' && <BackupStrip work={backupWork} />}
      <UpdateStrip />
      <ScanStrip
        scan={scan}
        showsFailure={dialog !== 'folder'}
        onShowProblems={() => openDialog('problems')}
      />
    </div>
  );
}
