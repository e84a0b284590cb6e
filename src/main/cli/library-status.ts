/** Everything that can be told of a library without changing it: for `status` and `doctor`. */
import { statSync } from 'node:fs';
import type { WayBack } from '../../shared/backups.ts';
import { type FermataError, toFermataError } from '../../shared/errors.ts';
import type { MissingTracks } from '../../shared/missing-tracks.ts';
import {
  type BackupCatalog,
  type CatalogedBackup,
  readCatalog,
} from '../lifecycle/backups/catalog.ts';
import { findWayBack } from '../lifecycle/backups/way-back.ts';
import type { LibraryPaths } from '../lifecycle/files/library-paths.ts';
import { storageError } from '../lifecycle/files/storage-errors.ts';
import { type Inspection, inspectLibrary, isUsableAhead } from '../lifecycle/jobs/inspect.ts';
import { type LockStatus, readLockStatus } from '../lifecycle/lock/lock-status.ts';
import {
  loadMigrationSet,
  type Migration,
  type MigrationSet,
} from '../lifecycle/migrations/migration-set.ts';
import { countMissing } from '../lifecycle/missing-tracks.ts';
import { openReader } from '../lifecycle/sqlite/connection.ts';
import type { Connection } from '../lifecycle/sqlite/database.ts';
import { type LibraryContent, readContent } from '../lifecycle/sqlite/library-content.ts';

export interface LibraryStatus {
  readonly inspection: Inspection;
  readonly set: MigrationSet;
  readonly pending: readonly Migration[];
  /** The library's own file and its write-ahead log, in bytes; 0 where there is no library. */
  readonly bytes: number;
  /** Null where it cannot be read. */
  readonly content: LibraryContent | null;
  /** Tracks whose files are missing; null where that cannot be known. */
  readonly missing: MissingTracks | null;
  /** Newest first. */
  readonly backups: readonly CatalogedBackup[];
  /** Those whose files are not here now, newest first. */
  readonly away: readonly CatalogedBackup[];
  /** Why the backups cannot be listed; null where they can. */
  readonly backupsFailure: FermataError | null;
  readonly lock: LockStatus;
  /** For a library that cannot be opened, the backup that can; null if there is none. */
  readonly wayBack: WayBack | null;
}

/**
 * Reads a library's status.
 *
 * @throws FermataError `MIGRATION_SET_INVALID` if what is up to date cannot be known; the system
 *   error if the lock's files are there and cannot be read
 */
export async function readLibraryStatus(places: LibraryPaths): Promise<LibraryStatus> {
  const { libraryFile, migrationsDir, lockDir } = places;
  const set = loadMigrationSet(migrationsDir);
  const found = inspectLibrary(libraryFile, set.latest);
  const { inspection, content, missing } = lookInside(libraryFile, found);
  const { catalog, failure } = await readBackups(places);
  return {
    inspection,
    set,
    pending: pendingMigrations(inspection, set),
    bytes: sizeOf(libraryFile) + sizeOf(`${libraryFile}-wal`),
    content,
    missing,
    backups: catalog?.backups ?? [],
    away: catalog?.away ?? [],
    backupsFailure: failure,
    lock: await readLockStatus(libraryFile, lockDir),
    wayBack: catalog !== null && isLost(inspection, set.latest) ? await findWayBack(places) : null,
  };
}

/** A backups folder that cannot be read is told with the rest. */
async function readBackups(
  places: LibraryPaths,
): Promise<{ catalog: BackupCatalog | null; failure: FermataError | null }> {
  try {
    return { catalog: await readCatalog(places), failure: null };
  } catch (error) {
    const failure = storageError(error, places.backupsDir) ?? toFermataError(error);
    return { catalog: null, failure };
  }
}

/** A header can be whole and what follows not: reading all tables finds more out. */
function lookInside(
  file: string,
  found: Inspection,
): Pick<LibraryStatus, 'inspection' | 'content' | 'missing'> {
  const nothing = { content: null, missing: null };
  if (!('version' in found)) return { inspection: found, ...nothing };
  let db: Connection | null = null;
  try {
    db = openReader(file);
    return { inspection: found, content: readContent(db), missing: countMissing(db) };
  } catch (error) {
    const failure = storageError(error, file);
    if (failure === null) throw error;
    const reason = error instanceof Error ? error.message : failure.message;
    return failure.code === 'LIBRARY_DAMAGED'
      ? { inspection: { state: 'damaged', reason }, ...nothing }
      : { inspection: found, ...nothing };
  } finally {
    db?.close();
  }
}

function isLost(found: Inspection, latestVersion: number): boolean {
  return (
    found.state === 'damaged' || (found.state === 'ahead' && !isUsableAhead(found, latestVersion))
  );
}

function pendingMigrations(inspection: Inspection, set: MigrationSet): readonly Migration[] {
  switch (inspection.state) {
    case 'missing':
      return set.migrations;
    case 'behind':
      return set.migrations.slice(inspection.version);
    default:
      return [];
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
