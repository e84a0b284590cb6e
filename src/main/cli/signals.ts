/**
 * Stopping on request: the first signal undoes what is not finished, the second ends at once. What
 * cannot be interrupted (SQLite in the middle of one long statement) gets a moment and no more.
 */
import { FermataError } from '../../shared/errors.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long undoing may take before the process ends anyway, in milliseconds. */
const GRACE_MS = 3_000;

interface StopListeners {
  /** Called once, when the first signal has come. */
  readonly onStopping: () => void;
  /** Called before the process ends without having undone everything; its result is the last word. */
  readonly onCutShort: (reason: FermataError) => void;
}

/** Makes signals abort the returned signal, with `INTERRUPTED` as its reason. */
export function abortOnSignals({ onStopping, onCutShort }: StopListeners): AbortSignal {
  const controller = new AbortController();
  const cutShort = (name: string) => {
    onCutShort(cutShortBy(name));
    // A pipe may still be full: what was said last is to reach its reader.
    process.stdout.write('', endBySignal);
  };
  for (const name of STOP_SIGNALS) {
    process.on(name, () => {
      if (controller.signal.aborted) {
        cutShort(name);
        return;
      }
      controller.abort(interruptedBy(name));
      onStopping();
      setTimeout(cutShort, GRACE_MS, name).unref();
    });
  }
  return controller.signal;
}

/** The error that a command ends with when a signal stopped it. */
function interruptedBy(name: string): FermataError {
  return new FermataError('INTERRUPTED', `Stopped by a signal (${name}).`, {
    advice: 'Start again whenever you like: nothing needs to be repaired.',
  });
}

function cutShortBy(name: string): FermataError {
  return new FermataError('INTERRUPTED', `Stopped by a signal (${name}), in the middle of work.`, {
    advice: 'Start again whenever you like: nothing needs to be repaired.',
    libraryState: 'Your library is safe: what was not finished is undone when it is next opened.',
  });
}

/**
 * Dies of SIGINT, which shells see as status 130, whichever signal came. process.exit would first
 * wait for the worker in the middle of its statement.
 */
function endBySignal(): void {
  process.removeAllListeners('SIGINT');
  process.kill(process.pid, 'SIGINT');
}
