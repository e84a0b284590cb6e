/** What one restore is asked for, and what its steps share. */
import type { BackupName, BackupSource } from '../backups/source.ts';
import type { LibraryRun } from '../thread/library-run.ts';
import type { LifecycleOptions } from '../thread/options.ts';

export interface RestoreOptions extends LifecycleOptions {
  /** A backup's id, or a file that holds a library. */
  readonly backup: BackupName;
  /** Closes the library in this process; asked for where another file must take its name. */
  readonly closeLibrary?: (() => Promise<void>) | undefined;
  /** Whether the caller copies to the second folder itself: a slow one would hold up the end. */
  readonly leavesCopying?: boolean;
}

/** Before its source is known to be good. */
export interface UnverifiedRun extends LibraryRun {
  readonly options: RestoreOptions;
  readonly source: BackupSource;
  readonly sourceVersion: number;
}

export interface RestoreRun extends UnverifiedRun {
  /** Fulfilled once all of the source is verified; nothing may change before that. */
  readonly verified: Promise<void>;
}
