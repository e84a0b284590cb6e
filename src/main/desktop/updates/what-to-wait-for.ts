/** What an update must not interrupt: work on the library, by this app or by another process. */
import type { ScanState } from '../../../shared/api/scan.ts';
import type { BackupActivity } from '../../../shared/backups.ts';
import {
  INITIAL_LIFECYCLE_VIEW,
  type LifecycleView,
  reduceLifecycle,
} from '../../../shared/lifecycle-view.ts';
import type { LibrarySession } from '../../library-session.ts';
import type { LibraryPaths } from '../../lifecycle/files/library-paths.ts';
import { type LockStatus, readLockStatus } from '../../lifecycle/lock/lock-status.ts';

/** What happens to the library now. */
export interface LibraryWork {
  readonly preparation: LifecycleView['state'];
  readonly scan: ScanState['state'];
  readonly backups: Pick<BackupActivity, 'work' | 'state'>;
  readonly lock: LockStatus;
}

/** Looks what happens to the library that a session has open, or had. */
export async function readLibraryWork(
  session: LibrarySession,
  { libraryFile, lockDir }: LibraryPaths,
): Promise<LibraryWork> {
  const { events } = session.lifecycle.snapshot();
  return {
    preparation: events.reduce(reduceLifecycle, INITIAL_LIFECYCLE_VIEW).state,
    scan: session.library?.scanState().state ?? 'idle',
    backups: session.backups.activity,
    lock: await readLockStatus(libraryFile, lockDir),
  };
}

const BACKUP_WORK: Record<BackupActivity['work'], string> = {
  none: 'Work on backups',
  'back-up': 'A backup',
  copy: 'Copying backups',
  verify: 'Verifying backups',
  restore: 'A restore',
  salvage: 'Adding what was saved',
};

/** What an update has to wait for, in a plain sentence; null if there is nothing. */
export function whatToWaitFor({ preparation, scan, backups, lock }: LibraryWork): string | null {
  if (preparation === 'preparing') return waitFor('Preparing the library');
  if (backups.state === 'running') return waitFor(BACKUP_WORK[backups.work]);
  if (scan === 'scanning') return waitFor('A scan');
  if (lock.state !== 'held') return null;
  return `The update waits: ${lock.holder?.purpose ?? 'another process works on the library'}.`;
}

function waitFor(work: string): string {
  return `${work} is not finished yet. The update waits until it is done.`;
}
