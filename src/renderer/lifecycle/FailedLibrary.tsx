/** A library that cannot be used, on any host: what can be done about it, its backups included. */
import { Suspense, useState } from 'react';
import type { ErrorReport, RecoveryAction } from '../../shared/errors.ts';
import { t } from '../../shared/words/words.ts';
import { BackupStrip } from '../backups/BackupStrip.tsx';
import { useBackupWork } from '../backups/use-backups.ts';
import { useWayBack, WayBackOffer } from '../backups/WayBackOffer.tsx';
import { WaysOnOffer } from '../backups/WaysOnOffer.tsx';
import { BackupsDialog, HealthDialog } from '../shell/lazy-dialogs.ts';
import { RecoveryView } from './RecoveryView.tsx';

/** What the host does; choosing a backup is the page's own. */
export type HostAction = Exclude<RecoveryAction, 'restore'>;

interface FailedLibraryProps<Action extends HostAction> {
  readonly error: ErrorReport;
  /** The actions that this host can do. */
  readonly possible: readonly Action[];
  /** Rejects if it cannot be done. */
  readonly onAction: (action: Action) => Promise<void>;
}

export function FailedLibrary<Action extends HostAction>({
  error,
  possible,
  onAction,
}: FailedLibraryProps<Action>) {
  const [isChoosing, setIsChoosing] = useState(false);
  const [showsHealth, setShowsHealth] = useState(false);
  const work = useBackupWork();
  const wayBack = useWayBack(error.code);
  const act = async (action: Action | 'restore'): Promise<void> => {
    if (action === 'restore') setIsChoosing(true);
    else await onAction(action);
  };
  return (
    <>
      <RecoveryView
        error={error}
        possible={[...possible, 'restore']}
        onAction={act}
        more={
          <button type="button" className="link" onClick={() => setShowsHealth(true)}>
            {t('recovery.health')}
          </button>
        }
      >
        {/* A restore that failed leads back here. */}
        {!isChoosing && <BackupStrip work={work} />}
        <WayBackOffer code={error.code} />
        <WaysOnOffer code={error.code} />
      </RecoveryView>
      <Suspense>
        {isChoosing && (
          <BackupsDialog
            work={work}
            hasLibrary={false}
            offeredId={wayBack.data?.manifest.id}
            onClose={() => setIsChoosing(false)}
          />
        )}
        {showsHealth && <HealthDialog onClose={() => setShowsHealth(false)} />}
      </Suspense>
    </>
  );
}
