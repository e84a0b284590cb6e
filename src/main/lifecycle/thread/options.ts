/** What every piece of lifecycle work needs to know: where things lie, and who asks. */
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import type { LibraryPaths } from '../files/library-paths.ts';
import type { LockRequest } from '../lock/lock.ts';
import { DEFAULT_LOCK_TIMEOUT_MS } from '../lock/lock.ts';

export interface LifecycleOptions extends LibraryPaths {
  /** How long to wait for another process, in milliseconds; 30 000 by default. */
  readonly lockTimeoutMs?: number | undefined;
  readonly appVersion: string;
  /** Upgrades without a backup: only where a person has typed in full that it is to be so. */
  readonly withoutBackup?: boolean | undefined;
  /** Who asks, for the lock's holder record: "the desktop app". */
  readonly host: string;
  /** Aborting rolls back what runs and rejects with `INTERRUPTED`. */
  readonly signal?: AbortSignal | undefined;
}

type LockPurpose =
  | 'inUse.upgrades'
  | 'inUse.backsUp'
  | 'inUse.moves'
  | 'inUse.separates'
  | 'inUse.checks'
  | 'inUse.restores'
  | 'inUse.salvages'
  | 'inUse.repairs';

/**
 * The request for a library's lock.
 *
 * @param libraryFile the library's real path
 * @param purpose what the host does with it
 */
export function lockRequest(
  options: LifecycleOptions,
  libraryFile: string,
  purpose: LockPurpose,
): LockRequest {
  const { lockDir, lockTimeoutMs, appVersion, host, signal } = options;
  return {
    libraryFile,
    lockDir,
    timeoutMs: lockTimeoutMs ?? DEFAULT_LOCK_TIMEOUT_MS,
    appVersion,
    // In English, for processes of each language and version: see `keptWords`.
    purpose: tellInEnglish(words(purpose, { host })),
    signal,
  };
}
