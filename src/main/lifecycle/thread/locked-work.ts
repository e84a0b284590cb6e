/** Work on a library under its lock: stopped when the lock is lost or when somebody asks for it. */
import { FermataError } from '../../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { acquireLock, type LockRequest } from '../lock/lock.ts';
import { type LifecycleThreads, stopThreads } from './lifecycle-thread.ts';

/**
 * Takes the lock, works, and frees the lock however the work ends.
 *
 * @throws FermataError what taking the lock throws ({@link acquireLock}), what the work throws,
 *   `INTERRUPTED` if the signal is aborted, `LOCK_TIMEOUT` if another machine took the lock over:
 *   what ran was rolled back
 */
export async function underLock<Result>(
  request: LockRequest,
  threads: LifecycleThreads,
  onEvent: OnLifecycleEvent,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = await acquireLock(request, onEvent);
  lock.compromised.addEventListener('abort', () => stopThreads(threads));
  try {
    throwIfInterrupted(request.signal);
    return await work();
  } catch (error) {
    throw lock.compromised.aborted ? lockLost(lock.compromised.reason) : error;
  } finally {
    await lock.release();
  }
}

/** @throws FermataError `INTERRUPTED` if the signal is aborted */
export function throwIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new FermataError('INTERRUPTED', words('errors.stopped'), {
    advice: words('errors.startAgainLater'),
    cause: signal.reason,
  });
}

function lockLost(cause: unknown): FermataError {
  return new FermataError('LOCK_TIMEOUT', words('libraryErrors.takenOver'), {
    advice: words('libraryErrors.waitThere'),
    cause,
  });
}
