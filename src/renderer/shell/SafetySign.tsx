/**
 * Whether the library is safe: when it was last backed up, in amber where that is longer ago than
 * planned; a ring around it while work goes on. It opens Library Health.
 */

import { Shield, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../../shared/words/words.ts';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { useLibrary } from './library-context.ts';
import { safetyOf } from './safety.ts';
import styles from './safety-sign.module.css';

const SIGNS = { safe: ShieldCheck, late: ShieldAlert, none: Shield } as const;

export function SafetySign() {
  const { openDialog } = useLibrary();
  const { data } = useRead(api.backups, {});
  const progress = useWorkProgress();
  const { state, title, detail } = safetyOf(data, useMinutes());
  const Sign = SIGNS[state];
  return (
    <button type="button" className={styles.safety} onClick={() => openDialog('health')}>
      <span className={styles.sign} data-state={state}>
        <Sign aria-hidden="true" strokeWidth={1.8} />
        {progress !== null && <Ring fraction={progress.fraction} />}
      </span>
      <span className={styles.words} data-words>
        <strong>{title}</strong>
        <span>{progress?.name ?? detail}</span>
      </span>
      <span className="only-heard">{t('app.health')}</span>
    </button>
  );
}

function Ring({ fraction }: { readonly fraction: number | null }) {
  return (
    <svg
      className={styles.ring}
      viewBox="0 0 36 36"
      aria-hidden="true"
      data-moving={fraction === null}
    >
      <circle cx="18" cy="18" r="16" />
      <circle
        className={styles.done}
        cx="18"
        cy="18"
        r="16"
        pathLength={100}
        strokeDasharray={`${(fraction ?? 0.25) * 100} 200`}
      />
    </svg>
  );
}

interface Work {
  readonly name: string;
  /** 0 to 1; null where it is not known. */
  readonly fraction: number | null;
}

function useWorkProgress(): Work | null {
  const { scan, backupWork } = useLibrary();
  const { state } = scan;
  if (state?.state === 'scanning') {
    return {
      name: t('app.scanning'),
      fraction: state.found === 0 ? null : state.done / state.found,
    };
  }
  if (!backupWork.isRunning) return null;
  const progress = backupWork.activity?.progress ?? null;
  const isKnown = progress !== null && progress.total > 0;
  return {
    name: t('app.workingOnBackups'),
    fraction: isKnown ? progress.done / progress.total : null,
  };
}

/** The time, to the minute. */
function useMinutes(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
