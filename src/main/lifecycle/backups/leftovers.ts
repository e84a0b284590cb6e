/**
 * What killed work leaves in a backups folder. A manifest without its backup may also be that of a
 * backup whose file is away: evicted by a cloud folder, or moved to another disk for a while. That one
 * stays.
 */
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../../../shared/errors.ts';
import {
  BACKUP_ENDING,
  finalName,
  isPartial,
  isPartialBackup,
  MANIFEST_ENDING,
  manifestOf,
  unpublishedBackup,
} from '../files/file-names.ts';
import { backupIdOf, hasBackup } from './names.ts';

/** Removes what backups left behind that were killed. The caller holds the library's lock. */
export async function removePartialBackups(backupsDir: string): Promise<void> {
  const names = await readdir(backupsDir);
  await removeLeftovers(backupsDir, names.filter(isPartialBackup), names);
}

/**
 * Removes files that were to become backups, with the manifests that were written for them.
 *
 * @param partials which ones, by name
 * @param names all files of the folder
 */
export async function removeLeftovers(
  backupsDir: string,
  partials: readonly string[],
  names: readonly string[],
): Promise<void> {
  const manifests = names.filter((name) => isLeftManifest(name, names, partials));
  // The manifests first: alone, one would be that of a backup that is away.
  for (const name of [...manifests, ...partials]) await rm(join(backupsDir, name), { force: true });
}

/** Whether a manifest without a backup is that of one that was killed, and not of one that is away. */
export function isUnpublished(id: string, names: readonly string[]): boolean {
  return names.includes(basename(unpublishedBackup('', id)));
}

/**
 * Removes a backup with its manifest, in steps of which each leaves what {@link removePartialBackups}
 * clears away.
 *
 * @throws the system error if it cannot be removed
 */
export async function removeBackup(file: string): Promise<void> {
  const unpublished = unpublishedBackup(dirname(file), basename(file, BACKUP_ENDING));
  try {
    await rename(file, unpublished);
  } catch (error) {
    // Another process has removed it, or it is away now.
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  await rm(manifestOf(file), { force: true });
  await rm(unpublished, { force: true });
}

/** One that is half written is nothing by itself, unless another process is still writing it. */
function isLeftManifest(
  name: string,
  names: readonly string[],
  partials: readonly string[],
): boolean {
  const id = backupIdOf(finalName(name), MANIFEST_ENDING);
  if (id === null || hasBackup(id, names)) return false;
  return isUnpublished(id, partials) || (isPartial(name) && !isUnpublished(id, names));
}
