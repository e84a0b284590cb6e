/** Before a restore: what it would change, and that it can be undone. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { BackupManifest, OtherLibraryList } from '../../shared/backups.ts';
import { t } from '../../shared/words/words.ts';
import { api } from '../host/api-client.ts';
import { queryOf } from '../host/queries.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { becomesName, differenceSentences, timeName } from './backup-words.ts';

interface RestoreQuestionProps {
  readonly backup: BackupManifest;
  /** The other library that it is of, or null. */
  readonly other: OtherLibraryList | null;
  /** Whether the library is open: one that is not may be damaged beyond comparing. */
  readonly hasLibrary: boolean;
  readonly isDisabled: boolean;
  readonly onRestore: () => void;
  readonly onCancel: () => void;
}

export function RestoreQuestion(props: RestoreQuestionProps) {
  const { backup, other, hasLibrary, isDisabled, onRestore, onCancel } = props;
  const section = useRef<HTMLElement>(null);
  // Below the last row that can be seen it would be asked unnoticed.
  const show = () => {
    section.current?.scrollIntoView({ block: 'nearest' });
  };
  useEffect(show, []);
  return (
    <section className="restore-question" aria-label={t('backups.restore')} ref={section}>
      <h3>{t('backups.restoreQuestion', { time: timeName(backup.createdAt) })}</h3>
      {other !== null && <p>{becomesName(other)}</p>}
      <Difference id={backup.id} hasLibrary={hasLibrary} onShown={show} />
      <p className="faint">{t(hasLibrary ? 'backups.canBeUndone' : 'backups.brokenIsKept')}</p>
      <div className="restore-actions">
        <button type="button" className="button" onClick={onCancel}>
          {t('actions.cancel')}
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={isDisabled}
          onClick={onRestore}
        >
          {t('backups.restore')}
        </button>
      </div>
      <details className="backup-id faint">
        <summary>{t('backups.details')}</summary>
        {t('backups.detailsOf', { id: backup.id, version: String(backup.schemaVersion) })}
      </details>
    </section>
  );
}

interface DifferenceProps {
  readonly id: string;
  readonly hasLibrary: boolean;
  /** It takes more room than while it was compared. */
  readonly onShown: () => void;
}

function Difference({ id, hasLibrary, onShown }: DifferenceProps) {
  const { data, error } = useQuery({
    ...queryOf(api.backupDifference, { id }),
    // The library goes on changing.
    staleTime: 0,
  });
  const isShown = data !== undefined;
  const tellShown = useEffectEvent(onShown);
  useEffect(() => {
    if (isShown) tellShown();
  }, [isShown]);
  // A library that cannot be opened may still be read, as one of a newer Fermata; or not.
  if (error !== null && !hasLibrary) return null;
  if (error !== null) return <FailurePanel failure={error} />;
  if (data === undefined) return <p className="faint">{t('backups.comparing')}</p>;
  const sentences = differenceSentences(data);
  if (sentences.length === 0) return <p>{t('backups.changesNothing')}</p>;
  return (
    <ul className="difference numbers" aria-label={t('backups.whatWouldChange')}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
