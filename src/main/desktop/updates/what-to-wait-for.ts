/** What an update must not interrupt: work on the library, by this app or by another process. */
import type { ScanState } from '../../../shared/api/scan.ts';
import type { BackupActivity } from '../../../shared/backups.ts';
import {
  INITIAL_LIFECYCLE_VIEW,
  type LifecycleView,
  reduceLifecycle,
} from '../../../shared/lifecycle-view.ts';
import { keptWords } from '../../../shared/words/kept-words.ts';
import { type Words, type WordsKey, words } from '../../../shared/words/words.ts';
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

const BACKUP_WORK = {
  none: 'updates.workOnBackups',
  'back-up': 'updates.backingUp',
  copy: 'updates.copying',
  verify: 'updates.verifying',
  restore: 'updates.restoring',
  salvage: 'updates.salvaging',
} as const satisfies Record<BackupActivity['work'], WordsKey>;

/** What an update has to wait for, in a plain sentence for the window and the log; null if there is nothing. */
export function whatToWaitFor({ preparation, scan, backups, lock }: LibraryWork): Words | null {
  if (preparation === 'preparing') return words('updates.preparing');
  if (backups.state === 'running') return words(BACKUP_WORK[backups.work]);
  if (scan === 'scanning') return words('updates.scanning');
  if (lock.state !== 'held') return null;
  const { holder } = lock;
  const work = holder === null ? words('updates.otherProcess') : keptWords(holder.purpose, 'inUse');
  return words('updates.waits', { work });
}
