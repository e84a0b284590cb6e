/** Tells that something in the page went wrong which nothing expected, and offers a fresh start. */
import { Component, type ReactNode, useSyncExternalStore } from 'react';
import type { PageProblems } from './page-problems.ts';
import '../lifecycle/lifecycle.css';
import './problems.css';

const reload = () => window.location.reload();

/** Above a page that goes on. */
export function ProblemNotice({ problems }: { readonly problems: PageProblems }) {
  const shown = useSyncExternalStore(problems.subscribe, problems.shown);
  if (shown === null) return null;
  return (
    <div className="problem-notice" role="alert">
      <p>
        Something unexpected went wrong in this window: {shown}. Nothing that was saved is lost.
      </p>
      <button type="button" className="button" onClick={reload}>
        Reload
      </button>
      <button type="button" className="button button-plain" onClick={problems.dismiss}>
        Dismiss
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
          <h1>This window has stopped working</h1>
          <p className="recovery-message">{`Something unexpected went wrong: ${failure}`}</p>
          <p className="recovery-state">Nothing that was saved is lost.</p>
        </div>
        <div className="recovery-actions">
          <button type="button" className="button button-main" onClick={reload}>
            Reload
          </button>
        </div>
      </main>
    );
  }
}
