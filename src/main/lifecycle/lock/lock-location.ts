/** Where the files of a library's lock lie. */
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';

export interface LockLocation {
  /** The database that the kernel lock is taken on. It stays, empty, when nobody holds it. */
  readonly mutexFile: string;
  /** proper-lockfile's folder: there while the lock is held. */
  readonly visibleLock: string;
  /** Who holds the lock. */
  readonly holderFile: string;
  /** Who held the lock before, and what was found in checks. */
  readonly historyFile: string;
}

/**
 * The lock's files beside a library (its real path), or in a folder for the locks of several.
 */
export function lockLocation(libraryFile: string, lockDir: string | undefined): LockLocation {
  const stem = lockDir === undefined ? libraryFile : join(lockDir, sharedName(libraryFile));
  return {
    mutexFile: `${stem}.mutex`,
    visibleLock: `${stem}.lock`,
    holderFile: `${stem}.lock-holder.json`,
    historyFile: `${stem}.history.jsonl`,
  };
}

/** Libraries of the same name in different folders must not share a lock. */
function sharedName(libraryFile: string): string {
  const digest = createHash('sha256').update(libraryFile).digest('hex').slice(0, 12);
  return `${basename(libraryFile)}-${digest}`;
}
