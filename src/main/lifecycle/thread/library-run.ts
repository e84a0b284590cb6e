/** What the steps of one piece of work on a library share. */
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import type { MigrationSet } from '../migrations/migration-set.ts';
import type { LifecycleThreads } from './lifecycle-thread.ts';
import type { LifecycleOptions } from './options.ts';

export interface LibraryRun {
  readonly options: LifecycleOptions;
  /** The library's real path. */
  readonly libraryFile: string;
  readonly set: MigrationSet;
  readonly onEvent: OnLifecycleEvent;
  readonly threads: LifecycleThreads;
}
