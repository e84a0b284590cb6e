/** The list of backups to choose one from; below the chosen one stands what can be done with it. */
import type { ReactNode } from 'react';
import type { BackupList, ListedBackup } from '../../shared/backups.ts';
import { formatBytes } from '../../shared/formats.ts';
import { tellSent } from '../../shared/words/sent-words.ts';
import { t } from '../../shared/words/words.ts';
import { contentsName, kindName, originName, timeName } from './backup-words.ts';

interface BackupChoiceProps {
  readonly list: BackupList;
  /** The ones to choose from: the library's, or another's in the same folder. */
  readonly backups: readonly ListedBackup[];
  readonly legend: string;
  readonly chosenId: string | null;
  readonly isDisabled: boolean;
  readonly onChoose: (id: string) => void;
  /** Shown below the chosen one. */
  readonly children: ReactNode;
}

export function BackupChoice(props: BackupChoiceProps) {
  const { list, backups, legend, chosenId, isDisabled, onChoose, children } = props;
  const goingNext = new Map(
    list.goingNext.map(({ id, reason, reasonWords }) => [id, tellSent(reason, reasonWords)]),
  );
  return (
    <fieldset className="backups" disabled={isDisabled}>
      <legend className="faint">{legend}</legend>
      {backups.map((backup) => (
        <div className="backup-item" key={backup.id}>
          <label className="backup">
            <input
              type="radio"
              name="backup"
              checked={backup.id === chosenId}
              disabled={!backup.understood}
              onChange={() => onChoose(backup.id)}
            />
            <span className="backup-time">{timeName(backup.createdAt)}</span>
            <span className="backup-kind">{kindName(backup.kind)}</span>
            <span className="backup-size numbers">{formatBytes(backup.bytes)}</span>
            {backup.note !== null && (
              <span className="backup-note">{t('backups.quoted', { name: backup.note })}</span>
            )}
            <span className="backup-more faint numbers">
              {t('backups.verified', {
                contents: contentsName(backup),
                time: timeName(backup.verifiedAt),
              })}
            </span>
            <span className="backup-more faint numbers">{originName(backup)}</span>
            {backup.isDateDoubtful && (
              <span className="backup-more">{t('backups.dateIsDoubtful')}</span>
            )}
            {list.pinned.includes(backup.id) && (
              <span className="backup-more faint">{t('backups.pinned')}</span>
            )}
            <NextToGo reason={goingNext.get(backup.id)} />
          </label>
          {backup.id === chosenId && children}
        </div>
      ))}
    </fieldset>
  );
}

function NextToGo({ reason }: { readonly reason: string | undefined }) {
  if (reason === undefined) return null;
  return <span className="backup-more faint">{t('backups.nextToGo', { reason })}</span>;
}
