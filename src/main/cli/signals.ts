/** Stopping on request: the first signal undoes what is not finished, the second ends at once. */
import { FermataError } from '../../shared/errors.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Makes signals abort the returned signal, with `INTERRUPTED` as its reason.
 *
 * @param onStopping called once, when the first signal has come
 * @param onSecond called with that reason before the second signal ends the process
 */
export function abortOnSignals(
  onStopping: () => void,
  onSecond: (reason: unknown) => void,
): AbortSignal {
  const controller = new AbortController();
  for (const name of STOP_SIGNALS) {
    process.on(name, () => {
      if (controller.signal.aborted) {
        onSecond(controller.signal.reason);
        endBySignal(name);
        return;
      }
      controller.abort(interrupted(name));
      onStopping();
    });
  }
  return controller.signal;
}

/** The error that a command ends with when a signal stopped it. */
function interrupted(name: string): FermataError {
  return new FermataError('INTERRUPTED', `Stopped by a signal (${name}).`, {
    advice: 'Start again whenever you like: nothing needs to be repaired.',
  });
}

/**
 * Dies of the signal itself, which a shell sees as status 130 for SIGINT. process.exit would first
 * wait for a worker in the middle of a long SQL statement.
 */
function endBySignal(name: NodeJS.Signals): void {
  process.removeAllListeners(name);
  process.kill(process.pid, name);
}
