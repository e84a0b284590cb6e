/** How work on backups goes or how it ended: progress, failure, undo, what can be salvaged. */
import { useState } from 'react';
import type { BackupActivity } from '../../shared/backups.ts';
import { errorFromReport } from '../../shared/errors.ts';
import { formatBytes, formatCounted } from '../../shared/formats.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { workName } from './backup-words.ts';
import type { BackupWork } from './use-backups.ts';

export function BackupStrip({ work }: { readonly work: BackupWork }) {
  const [dismissed, setDismissed] = useState<BackupActivity | null>(null);
  const { activity, failure } = work;
  if (failure !== null) return <FailurePanel failure={failure} />;
  if (activity === null || activity.state === 'idle' || activity === dismissed) return null;
  if (activity.state === 'running') return <RunningWork activity={activity} />;
  const dismiss = () => setDismissed(activity);
  return (
    <>
      {activity.error !== null && <FailurePanel failure={errorFromReport(activity.error)} />}
      {hasEnding(activity) && <Ending activity={activity} work={work} onDismiss={dismiss} />}
    </>
  );
}

function hasEnding({ outcome, notices }: BackupActivity): boolean {
  return outcome !== null || notices.length > 0;
}

function RunningWork({ activity }: { readonly activity: BackupActivity }) {
  const { progress } = activity;
  const name = workName(activity);
  return (
    <section className="strip" aria-label="Backup">
      <div className="strip-progress">
        <p>
          {name}{' '}
          {progress !== null && (
            <span className="faint numbers">
              {`${formatBytes(progress.done)} of ${formatBytes(progress.total)}`}
            </span>
          )}
        </p>
        <progress
          aria-label={name}
          {...(progress === null ? {} : { max: progress.total, value: progress.done })}
        />
      </div>
    </section>
  );
}

interface EndingProps {
  readonly activity: BackupActivity;
  readonly work: BackupWork;
  readonly onDismiss: () => void;
}

function Ending({ activity, work, onDismiss }: EndingProps) {
  const { outcome, notices, undo, salvage } = activity;
  const hasMore = salvage !== null && salvage.plays + salvage.playlists > 0;
  return (
    <section className="strip" aria-label="Backup" role="status">
      <p>{[outcome, ...notices].filter((sentence) => sentence !== null).join(' ')}</p>
      {hasMore && (
        <p>
          {`${formatCounted(salvage.plays, 'play')} and ${formatCounted(salvage.playlists, 'playlist')} could be read from the damaged library. ${salvage.unreadable.join(' ')}`}
        </p>
      )}
      {hasMore && (
        <button type="button" className="button" onClick={work.salvage}>
          Add Them
        </button>
      )}
      {undo !== null && (
        <button type="button" className="button" onClick={() => work.restore(undo)}>
          Undo Restore
        </button>
      )}
      <button type="button" className="button button-plain" onClick={onDismiss}>
        Dismiss
      </button>
    </section>
  );
}
