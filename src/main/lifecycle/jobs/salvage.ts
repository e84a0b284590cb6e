/**
 * Adds to a restored library what its damaged predecessor had beyond the backup and exists nowhere
 * else: each kind of what a person made (user-data.ts). Runs in the worker thread.
 */
import type { Salvage } from '../../../shared/backups.ts';
import { FermataError } from '../../../shared/errors.ts';
import { forUserData } from '../../../shared/user-data.ts';
import { words } from '../../../shared/words/words.ts';
import { storageError } from '../files/storage-errors.ts';
import { openWriter } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { readDamagedLibrary } from './damaged-library.ts';
import { addMarks } from './salvage-marks.ts';
import { addPlaylists } from './salvage-playlists.ts';
import { addEarlierPlays, addPlays } from './salvage-plays.ts';
import { addFolders, addSmartPlaylists, leftOut } from './salvaged.ts';

export interface SalvageRequest {
  /** The restored library. */
  readonly libraryFile: string;
  /** The schema version that it was restored to. */
  readonly schemaVersion: number;
  /** Its predecessor in the quarantine. */
  readonly damagedFile: string;
  /** The backup that was restored. */
  readonly backup: string;
  /** Whether to add it, or only to tell what could be added. */
  readonly apply: boolean;
}

/**
 * Salvages in one transaction; what is there already, or was changed since the restore, is left as it
 * is, so that doing it twice adds nothing. A playlist that the library has with other tracks is added
 * under a name of its own.
 *
 * @throws FermataError `LIBRARY_DAMAGED` if nothing can be read, `RESTORE_FAILED`, `NO_SPACE`,
 *   `LOCK_TIMEOUT` if another process keeps writing, `LIBRARY_TOO_NEW` if one has upgraded it; the
 *   library is then what it was
 */
export function salvage(request: SalvageRequest): Salvage {
  const { libraryFile, schemaVersion, damagedFile, backup, apply } = request;
  let db: Connection | null = null;
  try {
    const content = readDamagedLibrary(damagedFile, backup);
    db = openWriter(libraryFile, schemaVersion);
    db.exec('BEGIN IMMEDIATE');
    const added = [
      addPlays(db, content),
      addEarlierPlays(db, content),
      ...addMarks(db, content, backup),
      ...addPlaylists(db, content),
      addSmartPlaylists(db, content),
      addFolders(db, content),
    ];
    db.exec(apply ? 'COMMIT' : 'ROLLBACK');
    return {
      ...forUserData(0),
      ...Object.fromEntries(added.map(({ kind, count }) => [kind, count])),
      unreadable: [...content.unreadable, ...added.flatMap(leftOut)],
    };
  } catch (error) {
    throw storageError(error, libraryFile) ?? notSalvaged(error);
  } finally {
    db?.close();
  }
}

function notSalvaged(cause: unknown): FermataError {
  return new FermataError('RESTORE_FAILED', words('backupErrors.notSalvaged'), {
    advice: words('backupErrors.restoredIsFine'),
    cause,
  });
}
