/**
 * Stopping on request: the first signal undoes what is not finished, the second ends at once. What
 * cannot be interrupted (SQLite in the middle of one long statement) gets a moment and no more.
 */
import { FermataError } from '../../shared/errors.ts';
import { words } from '../../shared/words/words.ts';
import type { Stops } from './run.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long undoing may take before the process ends anyway, in milliseconds. */
const GRACE_MS = 3_000;

/**
 * Makes signals stop a command, with `INTERRUPTED` as the reason.
 *
 * @returns aborted by the first signal, and by the second or after a moment
 */
export function stopsOnSignals(): Stops {
  const stop = new AbortController();
  const cutShort = new AbortController();
  const cut = (name: string) => {
    cutShort.abort(cutShortBy(name));
    // A pipe may still be full: what was said last is to reach its reader.
    process.stdout.write('', endBySignal);
  };
  for (const name of STOP_SIGNALS) {
    process.on(name, () => {
      if (stop.signal.aborted) {
        cut(name);
        return;
      }
      stop.abort(interruptedBy(name));
      setTimeout(cut, GRACE_MS, name).unref();
    });
  }
  return { stop: stop.signal, cutShort: cutShort.signal };
}

/** The error that a command ends with when a signal stopped it. */
function interruptedBy(name: string): FermataError {
  return new FermataError('INTERRUPTED', words('cliErrors.stoppedBySignal', { name }), {
    advice: words('cliErrors.startAgain'),
  });
}

function cutShortBy(name: string): FermataError {
  return new FermataError('INTERRUPTED', words('cliErrors.stoppedAtWork', { name }), {
    advice: words('cliErrors.startAgain'),
    libraryState: words('cliErrors.undoneAtNextStart'),
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
