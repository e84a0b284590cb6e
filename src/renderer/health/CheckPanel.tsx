/** What the last check found, and the one that runs. */
import { errorFromReport } from '../../shared/errors.ts';
import { formatCounted } from '../../shared/formats.ts';
import type { CheckDepth, CheckRecord, Finding, HealthCheck } from '../../shared/health.ts';
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
    <section className="health-check" aria-label="Check">
      {check.state === 'running' ? (
        <RunningCheck check={check} onCancel={onCancel} />
      ) : (
        <div className="health-verdict">
          <p role="status">
            {check.state === 'cancelled' ? 'The check was cancelled.' : checkVerdict(last)}
            {last !== null && <span className="faint health-when">{checkTime(last)}</span>}
          </p>
          <button type="button" className="button" onClick={() => onStart('quick')}>
            Quick Check
          </button>
          <button type="button" className="button" onClick={() => onStart('full')}>
            Full Check
          </button>
        </div>
      )}
      {check.error !== null && <FailurePanel failure={errorFromReport(check.error)} />}
      <Findings findings={notable(findings)} />
      {fine.length > 0 && (
        <details>
          <summary>{`${formatCounted(fine.length, 'check')} without anything wrong`}</summary>
          <Findings findings={fine} />
        </details>
      )}
    </section>
  );
}

function RunningCheck({ check, onCancel }: Pick<CheckPanelProps, 'check' | 'onCancel'>) {
  const { depth, progress } = check;
  const name = depth === 'full' ? 'Full check' : 'Quick check';
  return (
    <div className="health-verdict">
      <div className="strip-progress">
        <p>
          {name}{' '}
          {progress !== null && (
            <span className="faint numbers">{`${progress.done} of ${progress.total} tables`}</span>
          )}
        </p>
        <progress
          aria-label={name}
          {...(progress === null ? {} : { max: progress.total, value: progress.done })}
        />
      </div>
      <button type="button" className="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="findings">
      {findings.map(({ check, verdict, message, advice }) => (
        <li key={check} className={`finding-${verdict}`}>
          <p>
            <strong>{check}</strong> {message}
          </p>
          {advice !== null && <p className="faint">{advice}</p>}
        </li>
      ))}
    </ul>
  );
}
