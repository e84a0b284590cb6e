/** Something that was asked of the library failed: what, and what can be done. */
import { toFermataError } from '../../shared/errors.ts';

interface FailurePanelProps {
  readonly failure: Error;
  readonly onRetry?: () => void;
}

export function FailurePanel({ failure, onRetry }: FailurePanelProps) {
  const { message, advice } = toFermataError(failure);
  return (
    <div className="failure" role="alert">
      <p>
        {message} {advice}
      </p>
      {onRetry !== undefined && (
        <button type="button" className="button" onClick={onRetry}>
          Try Again
        </button>
      )}
    </div>
  );
}
