/** Checks everything that a person, or whoever helps them, would want to know; changes nothing. */
import type { CheckDepth, Finding } from '../../../../shared/health.ts';
import type { OnLifecycleEvent } from '../../../../shared/lifecycle-events.ts';
import type { LibraryPlaces } from '../../../library-places.ts';
import { throwIfInterrupted } from '../../../lifecycle/thread/locked-work.ts';
import { checkLibrary } from './library-checks.ts';
import { checkRuntime } from './runtime-checks.ts';
import { checkStorage } from './storage-checks.ts';

export interface CheckOptions {
  readonly depth: CheckDepth;
  /** Whether this process has the library open: it is then read through SQLite alone. */
  readonly isOpen: boolean;
  /** Aborting stops the check. */
  readonly signal: AbortSignal;
  /** Hears how far the examination is, in tables. */
  readonly onEvent: OnLifecycleEvent;
}

/** @throws FermataError `INTERRUPTED` if the signal is aborted; problems are findings */
export async function runChecks(places: LibraryPlaces, options: CheckOptions): Promise<Finding[]> {
  const findings = [
    ...(await checkRuntime()),
    ...(await checkLibrary(places, options)),
    ...(await checkStorage(places)),
  ];
  throwIfInterrupted(options.signal);
  return findings;
}
