/** What a person should know of where a library lies, said once at a start of a host, and slowly. */
import type { OnLifecycleEvent } from '../shared/lifecycle-events.ts';
import { announceConflictCopies } from './lifecycle/backups/conflict-copies.ts';
import { announceCloudFolder, signsOfThisMachine } from './lifecycle/files/cloud-folder.ts';
import type { LibraryPaths } from './lifecycle/files/library-paths.ts';
import { homeFolder } from './locations.ts';

/** Emits a notice for a folder that a cloud service keeps in step, and for copies beside the library. */
export async function announcePlace(
  { libraryFile, lockDir }: Pick<LibraryPaths, 'libraryFile' | 'lockDir'>,
  signal: AbortSignal,
  onEvent: OnLifecycleEvent,
): Promise<void> {
  announceCloudFolder(libraryFile, signsOfThisMachine(homeFolder()), onEvent);
  await announceConflictCopies({ libraryFile, lockDir }, signal, onEvent);
}
