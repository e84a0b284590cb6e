/** How the scan goes, or how the last one ended. */
import { useState } from 'react';
import type { ScanState } from '../../shared/api/scan.ts';
import { errorFromReport } from '../../shared/errors.ts';
import { t } from '../../shared/words/words.ts';
import { FailurePanel } from './FailurePanel.tsx';
import { scanResults } from './scan-words.ts';
import type { Scan } from './use-scan.ts';

interface ScanStripProps {
  readonly scan: Scan;
  readonly showsFailure: boolean;
  readonly onShowProblems: () => void;
}

export function ScanStrip({ scan, showsFailure, onShowProblems }: ScanStripProps) {
  const [dismissed, setDismissed] = useState<ScanState | null>(null);
  const { state, failure } = scan;
  if (failure !== null && showsFailure) {
    return (
      <FailurePanel
        failure={failure}
        action={{ label: t('actions.dismiss'), onClick: scan.forgetFailure }}
      />
    );
  }
  if (state === null || state.state === 'idle' || state === dismissed) return null;
  if (state.state === 'scanning') return <RunningScan scan={state} onCancel={scan.cancel} />;
  const dismiss = () => setDismissed(state);
  if (state.error !== null) {
    const action = { label: t('actions.dismiss'), onClick: dismiss };
    return <FailurePanel failure={errorFromReport(state.error)} action={action} />;
  }
  return (
    <section className="strip" aria-label={t('scan.strip')} role="status">
      <p>{scanResults(state)}</p>
      {state.failed > 0 && (
        <button type="button" className="button" onClick={onShowProblems}>
          {t('scan.showProblems', { count: state.failed })}
        </button>
      )}
      <button type="button" className="button button-plain" onClick={dismiss}>
        {t('actions.dismiss')}
      </button>
    </section>
  );
}

interface RunningScanProps {
  readonly scan: ScanState;
  readonly onCancel: () => void;
}

function RunningScan({ scan, onCancel }: RunningScanProps) {
  return (
    <section className="strip" aria-label={t('scan.strip')}>
      <div className="strip-progress">
        <p>
          {t(scan.found === 0 ? 'scan.looking' : 'scan.reading')}{' '}
          {scan.found > 0 && (
            <span className="faint numbers">
              {t('scan.progress', { done: scan.done, found: scan.found })}
            </span>
          )}
        </p>
        <progress
          max={Math.max(1, scan.found)}
          value={scan.done}
          aria-label={t('scan.filesRead')}
        />
      </div>
      <button type="button" className="button" onClick={onCancel}>
        {t('actions.cancel')}
      </button>
    </section>
  );
}
