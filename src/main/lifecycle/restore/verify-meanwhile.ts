/**
 * Work on a restore while its source is verified in the other thread: a bad source ends the work, and
 * is the error that is thrown.
 */
import { toFermataError } from '../../../shared/errors.ts';
import type { OnLifecycleEvent, Phase } from '../../../shared/lifecycle-events.ts';
import { verifySource } from '../backups/source.ts';
import { stopThreads } from '../thread/lifecycle-thread.ts';
import type { RestoreRun, UnverifiedRun } from './restore-run.ts';

/**
 * Starts the verification and the work beside it. The work must wait for `run.verified` before it
 * changes anything; its signal is aborted if the source turns out to be bad.
 *
 * @throws FermataError what {@link verifySource} throws, else what the work throws
 */
export async function verifyMeanwhile<Result>(
  unverified: UnverifiedRun,
  work: (run: RestoreRun) => Promise<Result>,
): Promise<Result> {
  const { source, set, threads, onEvent, options } = unverified;
  const verified = verifySource(source, set, threads, onEvent);
  const refused = new AbortController();
  verified.catch(() => {
    refused.abort();
    stopThreads(threads);
  });
  const asked = options.signal;
  const signal = AbortSignal.any(asked === undefined ? [refused.signal] : [asked, refused.signal]);
  try {
    return await work({ ...unverified, options: { ...options, signal }, verified });
  } catch (error) {
    await verified.catch((problem: unknown) => {
      if (toFermataError(problem).code !== 'INTERRUPTED') throw problem;
    });
    throw error;
  }
}

/** Two things run at the same time: only the progress of the phase that began last is emitted. */
export function withoutEarlierPhases(listener: OnLifecycleEvent): OnLifecycleEvent {
  let present: Phase | null = null;
  return (event) => {
    if (event.event === 'phase') present = event.phase;
    if (event.event !== 'progress' || event.phase === present) listener(event);
  };
}
