/** Tells that something in the page went wrong which nothing expected, and offers a fresh start. */
import { Component, type ReactNode, useSyncExternalStore } from 'react';
import type { PageProblems } from './page-problems.ts';
import '../lifecycle/lifecycle.css';
import './problems.css';
import { t } from '../../shared/words/words.ts';

const reload = () => window.location.reload();

/** Above a page that goes on. */
export function ProblemNotice({ problems }: { readonly problems: PageProblems }) {
  const shown = useSyncExternalStore(problems.subscribe, problems.shown);
  if (shown === null) return null;
  return (
    <div className="problem-notice" role="alert">
      <p>{t('recovery.unexpectedHere', { reason: shown })}</p>
      <button type="button" className="button" onClick={reload}>
        {t('actions.reload')}
      </button>
      <button type="button" className="button button-plain" onClick={problems.dismiss}>
        {t('actions.dismiss')}
      </button>
    </div>
  );
}

interface BoundaryProps {
  readonly problems: PageProblems;
  readonly children: ReactNode;
}

/** In the place of a page that cannot go on, since a part of it failed while it was drawn. */
export class ProblemBoundary extends Component<BoundaryProps, { readonly failure: string | null }> {
  override readonly state = { failure: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { failure: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override componentDidCatch(thrown: unknown): void {
    const { problems } = this.props;
    problems.add(thrown);
    // It is shown in the page's place.
    problems.dismiss();
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <main className="lifecycle recovery">
        <div role="alert">
          <h1>{t('recovery.windowStopped')}</h1>
          <p className="recovery-message">{t('recovery.unexpected', { reason: failure })}</p>
          <p className="recovery-state">{t('recovery.nothingLost')}</p>
        </div>
        <div className="recovery-actions">
          <button type="button" className="button button-main" onClick={reload}>
            {t('actions.reload')}
          </button>
        </div>
      </main>
    );
  }
}
