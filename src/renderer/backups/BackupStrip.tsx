/** How work on backups goes or how it ended: progress, failure, undo, what can be salvaged. */
import type { BackupActivity } from '../../shared/backups.ts';
import { errorFromReport, sentencesOf } from '../../shared/errors.ts';
import { isNothing } from '../../shared/user-data.ts';
import { t } from '../../shared/words/words.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { StripProgress } from '../library/StripProgress.tsx';
import { endingSentences, workName } from './backup-words.ts';
import type { BackupWork } from './use-backups.ts';

export function BackupStrip({ work }: { readonly work: BackupWork }) {
  const { activity, failure, dismiss } = work;
  const toDismiss = { label: t('actions.dismiss'), onClick: dismiss };
  if (failure !== null) return <FailurePanel failure={failure} action={toDismiss} />;
  if (activity === null) return null;
  if (activity.state === 'running') return <RunningWork activity={activity} />;
  const { work: ended, error } = activity;
  const isOfLibrary = ended === 'restore' || ended === 'salvage';
  return (
    <>
      {error !== null && (
        <FailurePanel failure={errorFromReport(error)} action={toDismiss}>
          {isOfLibrary && sentencesOf(error).libraryState}
        </FailurePanel>
      )}
      {hasEnding(activity) && <Ending activity={activity} work={work} />}
    </>
  );
}

function hasEnding(activity: BackupActivity): boolean {
  const { outcome, notices, undo } = activity;
  return outcome !== null || notices.length > 0 || undo !== null || hasSalvage(activity);
}

/** Whether the ending asks for nothing: a toast can tell it. */
export function isPlainEnding(activity: BackupActivity): boolean {
  const { state, error, outcome, notices, undo } = activity;
  const isQuiet = error === null && undo === null && notices.length === 0;
  return state !== 'running' && outcome !== null && isQuiet && !hasSalvage(activity);
}

function hasSalvage({ salvage }: BackupActivity): boolean {
  return salvage !== null && !isNothing(salvage);
}

function RunningWork({ activity }: { readonly activity: BackupActivity }) {
  return (
    <section className="strip" aria-label={t('backups.strip')}>
      <StripProgress name={workName(activity)} progress={activity.progress} />
    </section>
  );
}

interface EndingProps {
  readonly activity: BackupActivity;
  readonly work: BackupWork;
}

function Ending({ activity, work }: EndingProps) {
  const { undo, isUndone } = activity;
  return (
    <section className="strip" aria-label={t('backups.strip')} role="status">
      <p>{endingSentences(activity).join(' ')}</p>
      {hasSalvage(activity) && (
        <button type="button" className="button" onClick={work.salvage}>
          {t('backups.addThem')}
        </button>
      )}
      {undo !== null && (
        <button type="button" className="button" onClick={() => work.restore(undo)}>
          {t(isUndone === true ? 'backups.redoRestore' : 'backups.undoRestore')}
        </button>
      )}
      <button type="button" className="button button-plain" onClick={work.dismiss}>
        {t('actions.dismiss')}
      </button>
    </section>
  );
}
