/** Verifies several backups of a folder: on somebody's word, or in idle time. */
import type { BackupManifest } from '../../shared/backups.ts';
import { FermataError, toFermataError } from '../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../shared/lifecycle-events.ts';
import { type CatalogedBackup, listBackups } from './backup-catalog.ts';
import { findBackup } from './backup-source.ts';
import { hasContent } from './connection.ts';
import { withThreads } from './lifecycle-thread.ts';
import { throwIfInterrupted } from './locked-work.ts';
import { verifyBackup } from './verify-backup.ts';

export interface VerifyOptions {
  readonly backupsDir: string;
  /** Which ones, by id or file; all of the folder by default. */
  readonly named?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whether it can wait for whoever else wants the processor. */
  readonly inBackground?: boolean;
}

interface BadBackup {
  readonly id: string;
  readonly error: FermataError;
}

/** What a verification found. */
export interface Verification {
  readonly good: readonly BackupManifest[];
  /** One for each that is damaged (`BACKUP_INVALID`) or that cannot be read. */
  readonly bad: readonly BadBackup[];
}

/**
 * Verifies backups one after the other, newest first; a damaged one does not stop it, and one that
 * was pruned meanwhile is passed over.
 *
 * @throws FermataError `INTERRUPTED`; `USAGE` or `BACKUP_INVALID` if a named one is not in a catalog
 */
export async function verifyBackups(
  { backupsDir, named, signal, inBackground }: VerifyOptions,
  onEvent: OnLifecycleEvent,
): Promise<Verification> {
  const backups =
    named === undefined ? await listBackups(backupsDir) : await find(backupsDir, named);
  const verify = async (threads: Parameters<typeof verifyBackup>[1]) => {
    const good: BackupManifest[] = [];
    const bad: BadBackup[] = [];
    for (const backup of backups) {
      throwIfInterrupted(signal);
      try {
        good.push(await verifyBackup(backup, threads, onEvent));
      } catch (thrown) {
        const error = toFermataError(thrown);
        if (error.code === 'INTERRUPTED') throw error;
        const isPruned = error.code !== 'BACKUP_INVALID' && !hasContent(backup.file);
        if (!isPruned) bad.push({ id: backup.manifest.id, error });
      }
    }
    return { good, bad };
  };
  return withThreads(onEvent, verify, signal, inBackground);
}

async function find(backupsDir: string, named: readonly string[]): Promise<CatalogedBackup[]> {
  const found = await Promise.all(named.map((name) => findBackup(backupsDir, name)));
  return found.map((source) => {
    if (source.manifest !== null) return source;
    throw new FermataError('USAGE', `${source.file} has no manifest to verify it with.`, {
      advice: 'Restoring it checks it all the same.',
    });
  });
}
