/**
 * Which library a file is, in its history: once it is damaged or missing it cannot say so itself, and
 * must not be offered another library's backup.
 */
import { type LockLocation, lockLocation } from '../files/file-names.ts';
import { addToHistory, readHistory } from './library-history.ts';
import type { LibraryLocation } from './own-files.ts';

/** Notes which library it is now. Where that cannot be written, the manifests of its backups tell. */
export function rememberLibrary(library: LibraryLocation, id: string | null | undefined): void {
  if (typeof id !== 'string' || rememberedLibrary(library) === id) return;
  try {
    addToHistory(locationOf(library), { kind: 'library', id });
  } catch {
    // A folder that cannot be written says nothing of the backup that was just made.
  }
}

/** The last one that was noted, or null. */
export function rememberedLibrary(library: LibraryLocation): string | null {
  try {
    const records = readHistory(locationOf(library));
    return records.findLast((record) => record.kind === 'library')?.id ?? null;
  } catch {
    return null;
  }
}

function locationOf({ libraryFile, lockDir }: LibraryLocation): LockLocation {
  return lockLocation(libraryFile, lockDir);
}
