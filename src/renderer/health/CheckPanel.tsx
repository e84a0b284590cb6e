/** What the last check found, and the one that runs. */
import { errorFromReport } from '../../shared/errors.ts';
import type { CheckDepth, CheckRecord, Finding, HealthCheck } from '../../shared/health.ts';
import { tellSent } from '../../shared/words/sent-words.ts';
import { t } from '../../shared/words/words.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { checkTime, checkVerdict, notable } from './health-words.ts';

interface CheckPanelProps {
  readonly last: CheckRecord | null;
  readonly check: HealthCheck;
  readonly onStart: (depth: CheckDepth) => void;
  readonly onCancel: () => void;
}

export function CheckPanel({ last, check, onStart, onCancel }: CheckPanelProps) {
  const findings = last === null ? [] : last.findings;
  const fine = findings.filter(({ verdict }) => verdict === 'ok');
  return (
    <section className="health-check" aria-label={t('health.check')}>
      {check.state === 'running' ? (
        <RunningCheck check={check} onCancel={onCancel} />
      ) : (
        <div className="health-verdict">
          <p role="status">
            {check.state === 'cancelled' ? t('health.cancelled') : checkVerdict(last)}
            {last !== null && <span className="faint health-when">{checkTime(last)}</span>}
          </p>
          <button type="button" className="button" onClick={() => onStart('quick')}>
            {t('health.quickCheck')}
          </button>
          <button type="button" className="button" onClick={() => onStart('full')}>
            {t('health.fullCheck')}
          </button>
        </div>
      )}
      {check.error !== null && <FailurePanel failure={errorFromReport(check.error)} />}
      <Findings findings={notable(findings)} />
      {fine.length > 0 && (
        <details>
          <summary>{t('health.sound', { count: fine.length })}</summary>
          <Findings findings={fine} />
        </details>
      )}
    </section>
  );
}

function RunningCheck({ check, onCancel }: Pick<CheckPanelProps, 'check' | 'onCancel'>) {
  const { depth, progress } = check;
  const name = t(depth === 'full' ? 'health.fullCheckRuns' : 'health.quickCheckRuns');
  return (
    <div className="health-verdict">
      <div className="strip-progress">
        <p>
          {name}{' '}
          {progress !== null && (
            <span className="faint numbers">{t('health.tables', progress)}</span>
          )}
        </p>
        <progress
          aria-label={name}
          {...(progress === null ? {} : { max: progress.total, value: progress.done })}
        />
      </div>
      <button type="button" className="button" onClick={onCancel}>
        {t('actions.cancel')}
      </button>
    </div>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="findings">
      {findings.map(({ check, verdict, message, advice, words }) => (
        <li key={check} className={`finding-${verdict}`}>
          <p>
            <strong>{tellSent(check, words?.check)}</strong> {tellSent(message, words?.message)}
          </p>
          {advice !== null && <p className="faint">{tellSent(advice, words?.advice)}</p>}
        </li>
      ))}
    </ul>
  );
}
