/** How the scan goes, or why it failed; how it ended is told in a toast. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ScanState } from '../../shared/api/scan.ts';
import { errorFromReport } from '../../shared/errors.ts';
import { t } from '../../shared/words/words.ts';
import { toast } from '../elements/toast/toast.ts';
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
  useEndTold(scan, onShowProblems);
  if (failure !== null && showsFailure) {
    return (
      <FailurePanel
        failure={failure}
        action={{ label: t('actions.dismiss'), onClick: scan.forgetFailure }}
      />
    );
  }
  if (state === null || state === dismissed) return null;
  if (state.state === 'scanning') return <RunningScan scan={state} onCancel={scan.cancel} />;
  if (state.error === null) return null;
  const action = { label: t('actions.dismiss'), onClick: () => setDismissed(state) };
  return <FailurePanel failure={errorFromReport(state.error)} action={action} />;
}

/**
 * Tells how a scan ended that this page has seen going on; of one that Fermata began by itself, only
 * what a person has to decide.
 */
function useEndTold({ state, start }: Scan, onShowProblems: () => void): void {
  const wasScanning = useRef(false);
  const tellEnd = useEffectEvent((ended: ScanState) => {
    const { failed, notThere, folders, error, isQuiet } = ended;
    if (error !== null) return;
    const label = t('scan.showProblems', { count: failed });
    if (!isQuiet) {
      toast({
        text: scanResults(ended),
        ...(failed > 0 && { isKept: true, action: { label, run: onShowProblems } }),
      });
    }
    if (notThere === 0) return;
    toast({
      text: t('scan.notThere', { count: notThere }),
      key: 'not-there',
      isKept: true,
      action: {
        label: t('scan.markMissing'),
        run: () => void start(folders, { acceptsMissing: true }),
      },
    });
  });
  useEffect(() => {
    const isScanning = state?.state === 'scanning';
    const isToTell = wasScanning.current || state?.isQuiet === true;
    if (isToTell && !isScanning && state !== null) tellEnd(state);
    wasScanning.current = isScanning;
  }, [state]);
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
