/** What one check of `fermata doctor` found. */
import { type ErrorCode, type FermataError, toFermataError } from '../../../shared/errors.ts';

export interface Finding {
  /** What was checked: "Backups". */
  readonly check: string;
  /** A warning stops nothing; a problem does, now or at the next upgrade. */
  readonly verdict: 'ok' | 'warning' | 'problem';
  readonly message: string;
  /** What to do; null where all is well. */
  readonly advice: string | null;
  /** The error that a problem leads to; null for everything else. */
  readonly code: ErrorCode | null;
}

export function ok(check: string, message: string): Finding {
  return { check, verdict: 'ok', message, advice: null, code: null };
}

export function warning(check: string, message: string, advice: string): Finding {
  return { check, verdict: 'warning', message, advice, code: null };
}

function problem(check: string, error: FermataError): Finding {
  const { message, advice, code } = error;
  return { check, verdict: 'problem', message, advice, code };
}

/** Runs a check; whatever it throws is the problem that it found. */
export async function finding(
  check: string,
  examine: (check: string) => Finding | Promise<Finding>,
): Promise<Finding> {
  try {
    return await examine(check);
  } catch (error) {
    const failure = toFermataError(error);
    if (failure.code === 'INTERRUPTED') throw failure;
    return problem(check, failure);
  }
}
