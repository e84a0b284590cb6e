/** Strips above the view: what needs a decision, or a state that a person has to know of. */
import { useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import type { BackupActivity } from '../../shared/backups.ts';
import { BackupStrip, isPlainEnding } from '../backups/BackupStrip.tsx';
import { endingSentences } from '../backups/backup-words.ts';
import type { BackupWork } from '../backups/use-backups.ts';
import { toast } from '../elements/toast/toast.ts';
import { ReadOnlyStrip } from '../library/ReadOnlyStrip.tsx';
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
      <ReadOnlyStrip />
      {/* The dialogs show it while they are open. */}
      {dialog !== 'backups' && <BackupNotice work={backupWork} />}
      <UpdateStrip />
      <ScanStrip
        scan={scan}
        showsFailure={dialog !== 'folder'}
        onShowProblems={() => openDialog('problems')}
      />
    </div>
  );
}

/** Work on backups: what asks for nothing is told in a toast once it is over. */
function BackupNotice({ work }: { readonly work: BackupWork }) {
  const { activity } = work;
  const ended = activity !== null && isPlainEnding(activity) ? activity : null;
  const tell = useEffectEvent((told: BackupActivity) => {
    toast({ text: endingSentences(told).join(' '), key: 'backup' });
    work.dismiss();
  });
  useEffect(() => {
    if (ended !== null) tell(ended);
  }, [ended]);
  return ended === null && <BackupStrip work={work} />;
}
