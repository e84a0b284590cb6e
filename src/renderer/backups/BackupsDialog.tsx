import { type FormEvent, useState } from 'react';
import { type BackupList, MAX_NOTE_LENGTH } from '../../shared/backups.ts';
import { errorFromReport } from '../../shared/errors.ts';
import { Dialog } from '../elements/dialog/Dialog.tsx';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { AwayBackups } from './AwayBackups.tsx';
import { BackupChoice } from './BackupChoice.tsx';
import { BackupSettingsForm } from './BackupSettingsForm.tsx';
import { BackupStrip } from './BackupStrip.tsx';
import { otherName } from './backup-words.ts';
import { RestoreQuestion } from './RestoreQuestion.tsx';
import { hasBadBackup, UnusableFiles } from './UnusableFiles.tsx';
import type { BackupWork } from './use-backups.ts';
import './backups.css';
import { t } from '../../shared/words/words.ts';

interface BackupsDialogProps {
  readonly work: BackupWork;
  /** Whether there is an open library to back up, and to compare backups with. */
  readonly hasLibrary: boolean;
  /** The backup that is chosen to begin with. */
  readonly offeredId?: string | undefined;
  readonly onClose: () => void;
}

export function BackupsDialog({ work, hasLibrary, offeredId, onClose }: BackupsDialogProps) {
  const [chosenId, setChosenId] = useState<string | null>(offeredId ?? null);
  const { data: list, error } = useRead(api.backups, {});
  const other = list?.others.find(({ backups }) => backups.some(({ id }) => id === chosenId));
  const chosen = (other ?? list)?.backups.find(({ id }) => id === chosenId);
  const restore = (id: string) => {
    setChosenId(null);
    work.restore(id);
  };
  const choice = { chosenId, isDisabled: work.isRunning, onChoose: setChosenId };
  const question = chosen !== undefined && (
    <RestoreQuestion
      key={chosen.id}
      backup={chosen}
      other={other ?? null}
      hasLibrary={hasLibrary}
      isDisabled={work.isRunning}
      onRestore={() => restore(chosen.id)}
      onCancel={() => setChosenId(null)}
    />
  );
  return (
    <Dialog title={t('backups.title')} onClose={onClose}>
      <div className="backup-news">
        <BackupStrip work={work} />
      </div>
      {error !== null && <FailurePanel failure={error} />}
      {list !== undefined && (
        <>
          {hasLibrary && <BackUpForm work={work} />}
          {list.backups.length === 0 ? (
            <p className="faint">
              {t(hasAny(list) ? 'backups.noneToRestore' : 'backups.noneYet')}{' '}
              {t('backups.madeByItself')}
            </p>
          ) : (
            <BackupChoice
              {...choice}
              list={list}
              backups={list.backups}
              legend={t('backups.preview')}
            >
              {question}
            </BackupChoice>
          )}
          {list.others.map((other) => (
            <BackupChoice
              {...choice}
              key={other.id ?? ''}
              list={list}
              backups={other.backups}
              legend={otherName(other)}
            >
              {question}
            </BackupChoice>
          ))}
          <AwayBackups backups={list.away} />
          <UnusableFiles files={list.unusable} />
          {list.settingsFailure !== null && (
            <FailurePanel failure={errorFromReport(list.settingsFailure)} />
          )}
          <BackupSettingsForm settings={list.settings} folder={list.folder} />
        </>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" disabled={work.isRunning} onClick={work.verify}>
          {t('backups.verifyAll')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('actions.close')}
        </button>
      </div>
    </Dialog>
  );
}

/** Whether there is one that cannot be restored now. */
function hasAny({ away, unusable }: BackupList): boolean {
  return away.length > 0 || hasBadBackup(unusable);
}

function BackUpForm({ work }: { readonly work: BackupWork }) {
  const [note, setNote] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    work.backUp(note);
    setNote('');
  };
  return (
    <form className="back-up-form" onSubmit={onSubmit}>
      <input
        className="field"
        type="text"
        aria-label={t('backups.noteLabel')}
        placeholder={t('backups.notePlaceholder')}
        value={note}
        maxLength={MAX_NOTE_LENGTH}
        onChange={(event) => setNote(event.target.value)}
      />
      <button type="submit" className="button" disabled={work.isRunning}>
        {t('backups.backUpNow')}
      </button>
    </form>
  );
}
