/** How one check of a library ends. */
import { type FermataError, toFermataError } from '../../../../shared/errors.ts';
import type { Finding } from '../../../../shared/health.ts';

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
