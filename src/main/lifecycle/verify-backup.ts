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
 * Reads all of a backup and compares it with its manifest: every byte (SHA-256), SQLite's own check,
 * every count. When it is good its manifest says so, with the time.
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
  const problem = await findDamage({ file, manifest }, threads);
  if (problem !== null) {
    await note(onEvent, () => rename(file, file.replace(/\.db$/, DAMAGED_ENDING)));
    throw new FermataError('BACKUP_INVALID', `${manifest.id} cannot be relied on: ${problem}.`, {
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

async function findDamage(
  { file, manifest }: CatalogedBackup,
  threads: LifecycleThreads,
): Promise<string | null> {
  const { schemaVersion, rows } = manifest;
  const hashing = threads.hashing.run('hash', { file });
  const checking = threads.sqlite.run('find-problem', { file, expected: { schemaVersion, rows } });
  await Promise.allSettled([hashing, checking]);
  const problem = await checking;
  if (problem !== null) return problem;
  return (await hashing) === manifest.sha256 ? null : 'its content is not what was written';
}
