/** Waits for processes that have a library open: their files must not be moved under them. */
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { processesThatHold } from '../files/open-files.ts';
import { Backoff } from '../lock/backoff.ts';
import { throwIfInterrupted } from './locked-work.ts';

/**
 * Waits until no other process has a library open.
 *
 * @throws FermataError `LOCK_TIMEOUT` naming the processes that keep it open, `INTERRUPTED`
 */
export async function waitUntilClosed(
  libraryFile: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const backoff = new Backoff();
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const holders = await processesThatHold(libraryFile);
    if (holders.length === 0) return;
    if (performance.now() >= giveUpAt) throw stillOpen(libraryFile, holders);
    throwIfInterrupted(signal);
    await backoff.pause(undefined);
  }
}

function stillOpen(libraryFile: string, holders: readonly number[]): FermataError {
  const names = holders.map((pid) => `process ${pid}`).join(', ');
  return new FermataError(
    'LOCK_TIMEOUT',
    words('backupErrors.stillOpen', { file: libraryFile, names }),
    {
      advice: words('backupErrors.quitAndTry'),
    },
  );
}
