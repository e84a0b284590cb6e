/** Checks everything that a person, or whoever helps them, would want to know; changes nothing. */
import type { Finding } from '../../../../shared/health.ts';
import type { LibraryPaths } from '../../../lifecycle/files/library-paths.ts';
import { throwIfInterrupted } from '../../../lifecycle/thread/locked-work.ts';
import type { CheckOptions } from './check-options.ts';
import { checkLibrary } from './library-checks.ts';
import { checkRuntime } from './runtime-checks.ts';
import { checkStorage } from './storage-checks.ts';

/** @throws FermataError `INTERRUPTED` if the signal is aborted; problems are findings */
export async function runChecks(places: LibraryPaths, options: CheckOptions): Promise<Finding[]> {
  const findings = [
    ...(await checkRuntime()),
    ...(await checkLibrary(places, options)),
    ...(await checkStorage(places)),
  ];
  throwIfInterrupted(options.signal);
  return findings;
}
