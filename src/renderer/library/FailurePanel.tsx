/** Something that was asked of the library failed: what, and what can be done. */
import { toFermataError } from '../../shared/errors.ts';

interface FailurePanelProps {
  readonly failure: Error;
  /** What can be done about it from here. */
  readonly action?: { readonly label: string; readonly onClick: () => void };
}

export function FailurePanel({ failure, action }: FailurePanelProps) {
  const { message, advice } = toFermataError(failure);
  return (
    <div className="failure" role="alert">
      <p>
        {message} {advice}
      </p>
      {action !== undefined && (
        <button type="button" className="button" onClick={action.onClick}>
          {action.label}
        </button>
      )}
    </div>
  );
}
