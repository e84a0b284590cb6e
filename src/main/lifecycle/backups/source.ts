/** What a restore starts from: a backup of the catalog, or any file that holds a library. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { FermataError, toFermataError } from '../../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { BACKUP_ENDING, DAMAGED_ENDING, manifestOf } from '../files/file-names.ts';
import { checkLedger, type MigrationSet } from '../migrations/migration-set.ts';
import { hasContent } from '../sqlite/connection.ts';
import {
  type LifecycleThread,
  type LifecycleThreads,
  readerOf,
} from '../thread/lifecycle-thread.ts';
import { type BackupsFolder, type CatalogedBackup, listBackups, readCatalog } from './catalog.ts';
import { backupIdOf } from './names.ts';
import { verifyBackup } from './verify-backup.ts';

export type BackupSource = CatalogedBackup | { readonly file: string; readonly manifest: null };

/** Names the newest backup. */
const LATEST = 'latest';

/**
 * Finds the backup that a person named by its id, by the beginning of its id, as `latest`, or as a
 * file. One that has lost its manifest is a file like any other: it is not in the list, and restoring
 * it by its path checks all of it.
 *
 * @throws FermataError `USAGE` if there is none, `BACKUP_INVALID` if it is known not to be one
 */
export async function findBackup(folder: BackupsFolder, idOrFile: string): Promise<BackupSource> {
  const { backups, unusable } = await readCatalog(folder);
  const byId = backups.find(({ manifest }) => manifest.id === idOrFile);
  if (byId !== undefined) return byId;
  const [newest] = backups;
  if (idOrFile === LATEST && newest !== undefined) return newest;

  const file = resolve(idOrFile);
  const bad = unusable.find((entry) => entry.file === file || idOf(entry.file) === idOrFile);
  const isKnown = bad !== undefined && bad.state !== 'foreign';
  if (isKnown && !(bad.file === file && lacksManifest(file))) throw invalid(bad.file, bad.reason);
  if (!hasContent(file)) return findByPrefix(backups, idOrFile);
  const beside = await listBackups({ ...folder, backupsDir: dirname(file) });
  return beside.find((backup) => backup.file === file) ?? { file, manifest: null };
}

/** @throws FermataError `USAGE` if no backup's id begins so, or several do */
function findByPrefix(backups: readonly CatalogedBackup[], prefix: string): CatalogedBackup {
  const [found, ...others] = backups.filter(
    ({ manifest }) => prefix !== '' && manifest.id.startsWith(prefix),
  );
  if (found === undefined) {
    throw new FermataError('USAGE', words('backupErrors.noSuchBackup', { id: prefix }), {
      advice: words('backupErrors.listBackups'),
    });
  }
  if (others.length === 0) return found;
  const ids = [found, ...others].map(({ manifest }) => manifest.id).join(', ');
  throw new FermataError(
    'USAGE',
    words('backupErrors.severalBackups', {
      count: others.length + 1,
      id: prefix,
    }),
    {
      advice: words('backupErrors.writeMore', { ids }),
    },
  );
}

/**
 * Looks whether what is to be restored is a library that this app understands.
 *
 * @returns its schema version
 * @throws FermataError `BACKUP_INVALID`, `LIBRARY_TOO_NEW`
 */
export async function identifySource(
  { file }: BackupSource,
  set: MigrationSet,
  { sqlite }: LifecycleThreads,
): Promise<number> {
  const found = await sqlite.run('inspect-open', { file, latestVersion: set.latest });
  if (!('version' in found)) {
    throw invalid(file, 'reason' in found ? found.reason : 'it is not there');
  }
  if (found.state === 'ahead') {
    throw new FermataError(
      'LIBRARY_TOO_NEW',
      words('backupErrors.madeByNewer', { file: basename(file) }),
      {
        advice: words('backupErrors.updateOrOlder'),
        cause: `It has schema version ${found.version}; this version of Fermata knows ${set.latest}.`,
      },
    );
  }
  return found.version;
}

/**
 * Verifies all of what is to be restored; a large file in the hashing thread alone: the other one is
 * free meanwhile.
 *
 * @throws FermataError `BACKUP_INVALID`, `MIGRATION_SET_INVALID`, `INTERRUPTED`
 */
export async function verifySource(
  source: BackupSource,
  set: MigrationSet,
  threads: LifecycleThreads,
  onEvent: OnLifecycleEvent,
): Promise<void> {
  const { file, manifest } = source;
  try {
    const bytes = manifest?.bytes ?? statSync(file).size;
    const reader = readerOf(bytes, threads);
    if (manifest !== null) await verifyBackup(source, 'sha256', threads, onEvent);
    else await verifyFile(file, set, reader, onEvent);
    checkLedger(set, await reader.run('ledger', { file }));
  } catch (error) {
    // Whoever opens it takes it for the library.
    if (toFermataError(error).code !== 'LIBRARY_DAMAGED') throw error;
    throw invalid(file, 'it is damaged.', error);
  }
}

function lacksManifest(file: string): boolean {
  return file.endsWith(BACKUP_ENDING) && !existsSync(manifestOf(file));
}

function idOf(file: string): string | null {
  const name = basename(file);
  return backupIdOf(name, BACKUP_ENDING) ?? backupIdOf(name, DAMAGED_ENDING);
}

async function verifyFile(
  file: string,
  set: MigrationSet,
  reader: LifecycleThread,
  onEvent: OnLifecycleEvent,
): Promise<void> {
  const phase = 'verify-backup';
  onEvent({ event: 'phase', phase });
  const request = { file, set, depth: 'quick', phase } as const;
  const { damage, schemaDifferences } = await reader.run('examine', request);
  const problem = damage ?? schemaDifferences[0];
  if (problem !== undefined) throw invalid(file, problem);
}

function invalid(file: string, reason: string, cause?: unknown): FermataError {
  return new FermataError('BACKUP_INVALID', words('backupErrors.cannotRestore', { file, reason }), {
    advice: words('backupErrors.choose'),
    cause,
  });
}
