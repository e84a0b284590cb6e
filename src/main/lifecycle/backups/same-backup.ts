/**
 * Attempts on unchanged content do not pile up: what failed before has left a verified backup of it,
 * and that is used again. Whether nothing has changed is compared byte for byte, and never guessed from
 * a time.
 */
import type { BackupKind } from '../../../shared/backups.ts';
import type { LifecycleThread } from '../thread/lifecycle-thread.ts';
import { type BackupsFolder, type CatalogedBackup, listBackups } from './catalog.ts';

/** How many of the newest are compared: a library that goes back and forth has few contents. */
const MOST_COMPARED = 3;

export interface Comparison {
  /** The backup that holds what the library holds now, just verified; null if none is known. */
  readonly same: CatalogedBackup | null;
  /** Those of which only a copy of the library can tell. */
  readonly open: readonly CatalogedBackup[];
}

/**
 * Looks for a backup of what a library holds now.
 *
 * @param kinds of which kinds it may be
 */
export async function findSameBackup(
  folder: BackupsFolder,
  kinds: readonly BackupKind[],
  sqlite: LifecycleThread,
): Promise<Comparison> {
  const backups = await listBackups(folder).catch(() => []);
  const candidates = backups
    .filter(({ manifest }) => kinds.includes(manifest.kind))
    .slice(0, MOST_COMPARED);
  const open: CatalogedBackup[] = [];
  for (const backup of candidates) {
    const found = await compare(folder.libraryFile, false, backup, sqlite);
    if (found === 'same') return { same: backup, open: [] };
    if (found === 'unknown') open.push(backup);
  }
  return { same: null, open };
}

/** The one of some backups that holds what a finished copy of the library holds, or null. */
export async function findSameAsCopy(
  copy: string,
  backups: readonly CatalogedBackup[],
  sqlite: LifecycleThread,
): Promise<CatalogedBackup | null> {
  for (const backup of backups) {
    if ((await compare(copy, true, backup, sqlite)) === 'same') return backup;
  }
  return null;
}

/** A backup that cannot be read, and a library that cannot, are no reason not to make another. */
function compare(
  file: string,
  isCopy: boolean,
  { file: backup, manifest: { sha256 } }: CatalogedBackup,
  sqlite: LifecycleThread,
) {
  const request = { file, isCopy, backup, sha256 };
  return sqlite.run('same-content', request).catch(() => 'other' as const);
}
