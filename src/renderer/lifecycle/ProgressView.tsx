/** The library is being prepared: what is done now, how far it is, and that it is safe. */
import { useEffect, useState } from 'react';
import { progressFraction } from '../../shared/lifecycle-view.ts';
import { FermataSign } from './FermataSign.tsx';
import type { LifecycleState } from './lifecycle-store.ts';
import {
  announcement,
  elapsedWords,
  phaseAssurance,
  phaseTitle,
  progressDetail,
} from './progress-words.ts';
import './lifecycle.css';

export function ProgressView({ view, startedAt }: LifecycleState) {
  const fraction = progressFraction(view);
  const percent = fraction === null ? undefined : Math.floor(fraction * 100);
  const elapsed = elapsedWords(useSecondsSince(startedAt));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll to what is too high for the window.
    <main className="lifecycle" tabIndex={0}>
      <div
        className="lifecycle-sign"
        role="progressbar"
        aria-label={phaseTitle(view)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <FermataSign fraction={fraction} />
      </div>
      <h1>{phaseTitle(view)}</h1>
      <p className="lifecycle-detail numbers">{progressDetail(view)}</p>
      <p className="lifecycle-assurance">{phaseAssurance(view)}</p>
      {[...new Set(view.notices)].map((notice) => (
        <p className="lifecycle-notice" key={notice}>
          {notice}
        </p>
      ))}
      <p className="lifecycle-elapsed faint numbers">{elapsed}</p>
      <p className="only-heard" role="status">
        {announcement(view)}
      </p>
    </main>
  );
}

function useSecondsSince(start: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return start === null ? 0 : Math.max(0, Math.floor((now - start) / 1_000));
}
