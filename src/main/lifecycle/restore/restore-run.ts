/** What one restore is asked for, and what its steps share. */
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import type { BackupSource } from '../backups/source.ts';
import type { MigrationSet } from '../migrations/migration-set.ts';
import type { LifecycleThreads } from '../thread/lifecycle-thread.ts';
import type { LifecycleOptions } from '../thread/options.ts';

export interface RestoreOptions extends LifecycleOptions {
  /** A backup's id, or a file that holds a library. */
  readonly backup: string;
  /** Closes the library in this process; asked for where another file must take its name. */
  readonly closeLibrary?: (() => Promise<void>) | undefined;
  /** Whether somebody else copies to the second folder: a slow one would hold up the end. */
  readonly leavesCopying?: boolean;
}

export interface RestoreRun {
  readonly options: RestoreOptions;
  /** The library's real path. */
  readonly libraryFile: string;
  readonly source: BackupSource;
  /** Fulfilled once all of the source is verified; nothing may change before that. */
  readonly verified: Promise<void>;
  readonly sourceVersion: number;
  readonly set: MigrationSet;
  readonly onEvent: OnLifecycleEvent;
  readonly threads: LifecycleThreads;
}
