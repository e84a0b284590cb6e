/** Something that was asked of the library failed: what, and what can be done. */
import type { ReactNode } from 'react';
import { sentencesOf, toFermataError } from '../../shared/errors.ts';

interface FailurePanelProps {
  readonly failure: Error;
  /** What can be done about it from here. */
  readonly action?: { readonly label: string; readonly onClick: () => void };
  /** What else there is to say. */
  readonly children?: ReactNode;
}

export function FailurePanel({ failure, action, children }: FailurePanelProps) {
  const { message, advice } = sentencesOf(toFermataError(failure));
  return (
    <div className="failure" role="alert">
      <p>
        {message} {advice} {children}
      </p>
      {action !== undefined && (
        <button type="button" className="button" onClick={action.onClick}>
          {action.label}
        </button>
      )}
    </div>
  );
}
