/**
 * Verifies backups that were made before: bit rot is to be noticed before a backup is needed. One
 * that is found damaged loses its final name, so that nobody relies on it.
 */
import { rename } from 'node:fs/promises';
import type { BackupManifest } from '../../shared/backups.ts';
import { FermataError } from '../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../shared/lifecycle-events.ts';
import type { CatalogedBackup } from './backup-catalog.ts';
import { DAMAGED_ENDING } from './backup-names.ts';
import { writeDurably } from './durable-files.ts';
import type { LifecycleThreads } from './lifecycle-thread.ts';

/**
 * Reads all of a backup and compares it with its manifest: the hash was taken of a file that SQLite
 * had checked and whose rows had been counted, so that the same bytes are the same good backup. Its
 * manifest then says when it was found good.
 *
 * @returns the manifest, verified now
 * @throws FermataError `BACKUP_INVALID` if it is damaged: it is then called `.db.damaged`;
 *   `INTERRUPTED`
 */
export async function verifyBackup(
  { file, manifest }: CatalogedBackup,
  threads: LifecycleThreads,
  onEvent: OnLifecycleEvent,
): Promise<BackupManifest> {
  onEvent({ event: 'phase', phase: 'verify-backup' });
  if ((await threads.hashing.run('hash', { file })) !== manifest.sha256) {
    await note(onEvent, () => rename(file, file.replace(/\.db$/, DAMAGED_ENDING)));
    throw new FermataError('BACKUP_INVALID', `${manifest.id} is not what was written any more.`, {
      advice: 'Choose another backup. This one was marked as damaged and is not offered any more.',
    });
  }
  const verified = { ...manifest, verifiedAt: new Date().toISOString() };
  const content = JSON.stringify(verified, null, 2);
  await note(onEvent, () => writeDurably(file.replace(/\.db$/, '.json'), content));
  return verified;
}

/** Where a folder cannot be written, what was found is true all the same. */
async function note(onEvent: OnLifecycleEvent, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onEvent({ event: 'notice', message: `The verification could not be noted: ${reason}` });
  }
}
