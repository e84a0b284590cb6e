/** The library could not be prepared: what happened, what state it is in, and what can be done. */
import { type ReactNode, useState } from 'react';
import {
  type ErrorReport,
  FermataError,
  type RecoveryAction,
  type Sentence,
  sentencesOf,
} from '../../shared/errors.ts';
import './lifecycle.css';
import { t, type WordsKey } from '../../shared/words/words.ts';

const ACTION_LABELS = {
  retry: 'actions.retry',
  restore: 'recovery.restore',
  'previous-library': 'recovery.previousLibrary',
  'choose-library': 'recovery.chooseLibrary',
  'free-space': 'recovery.freeSpace',
  'update-app': 'recovery.updateApp',
  'previous-version': 'recovery.previousVersion',
  'open-logs': 'recovery.openLogs',
  'copy-details': 'recovery.copyDetails',
  quit: 'actions.quit',
} as const satisfies Record<RecoveryAction, WordsKey>;

interface RecoveryViewProps<Action extends RecoveryAction> {
  readonly error: ErrorReport;
  /** The actions that this host can do; those that help with this error are offered, best first. */
  readonly possible: readonly Action[];
  /** Rejects if it cannot be done. */
  readonly onAction: (action: Action) => Promise<void>;
  /** What else is known that helps to choose. */
  readonly children?: ReactNode;
  /** What helps to understand, after all that helps. */
  readonly more?: ReactNode;
}

export function RecoveryView<Action extends RecoveryAction>({
  error,
  possible,
  onAction,
  children,
  more,
}: RecoveryViewProps<Action>) {
  const [answer, setAnswer] = useState('');
  const isPossible = (action: RecoveryAction): action is Action =>
    possible.some((each) => each === action);
  const choose = async (action: Action) => {
    try {
      await onAction(action);
      setAnswer(action === 'copy-details' ? t('recovery.copied') : '');
    } catch (failure) {
      setAnswer(
        t('recovery.didNotWork', {
          reason: failureWords(failure),
        }),
      );
    }
  };
  const { message, libraryState, advice } = sentencesOf(error);
  return (
    <main className="lifecycle recovery">
      <div role="alert">
        <h1>{t('recovery.title')}</h1>
        <p className="recovery-message">{message}</p>
        <p className="recovery-state">{libraryState}</p>
        <p className="recovery-advice">{advice}</p>
      </div>
      {children}
      <div className="recovery-actions">
        {error.actions.filter(isPossible).map((action, index) => (
          <button
            key={action}
            type="button"
            className={index === 0 ? 'button button-main' : 'button'}
            onClick={() => void choose(action)}
          >
            {labelOf(action)}
          </button>
        ))}
      </div>
      <p className="recovery-answer faint" role="status">
        {answer}
      </p>
      {more}
      <p className="recovery-code faint">{error.code}</p>
    </main>
  );
}

function labelOf(action: RecoveryAction): string {
  return t(ACTION_LABELS[action]);
}

function failureWords(failure: unknown): Sentence {
  if (failure instanceof FermataError) return failure.sentence;
  return failure instanceof Error ? failure.message : String(failure);
}
