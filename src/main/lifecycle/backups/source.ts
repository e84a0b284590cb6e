/** What a restore starts from: a backup of the catalog, or any file that holds a library. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { FermataError, toFermataError } from '../../../shared/errors.ts';
import { formatTime } from '../../../shared/formats.ts';
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { BACKUP_ENDING, DAMAGED_ENDING, manifestOf } from '../files/file-names.ts';
import { isUsableAhead } from '../jobs/inspect.ts';
import { checkLedger, knownPart, type MigrationSet } from '../migrations/migration-set.ts';
import { hasContent } from '../sqlite/connection.ts';
import {
  type LifecycleThread,
  type LifecycleThreads,
  readerOf,
} from '../thread/lifecycle-thread.ts';
import { requireOwnTables } from './backup-schema.ts';
import {
  type AwayBackup,
  allBackups,
  type BackupCatalog,
  type BackupsFolder,
  type CatalogedBackup,
  listBackups,
  readCatalog,
} from './catalog.ts';
import { backupIdOf } from './names.ts';
import { newestFirst } from './order.ts';
import { placeholderOf } from './placeholders.ts';
import { readSettingsOrDefaults } from './settings.ts';
import { verifyBackup } from './verify-backup.ts';

export type BackupSource = CatalogedBackup | { readonly file: string; readonly manifest: null };

/** How a backup is named: on the command line in any way, by a page as one of the list alone. */
export type BackupName = string | { readonly id: string };

/** Names the newest backup. */
const LATEST = 'latest';

/**
 * Finds the backup that a person named by its id, by the beginning of its id, as `latest`, or as a
 * file. One that has lost its manifest is a file like any other: it is not in the list, and restoring
 * it by its path checks all of it. Named by its id alone, it is one of the backups folder.
 *
 * @throws FermataError `USAGE` if there is none, `BACKUP_INVALID` if it is known not to be one,
 *   `NOT_FOUND` if its file is not here now
 */
export async function findBackup(folder: BackupsFolder, name: BackupName): Promise<BackupSource> {
  return typeof name === 'string' ? findByAnyName(folder, name) : findById(folder, name.id);
}

/** Whatever the id is: no file is looked for but those of the backups folder. */
async function findById(folder: BackupsFolder, id: string): Promise<CatalogedBackup> {
  const { away, unusable, ...here } = await readCatalog(folder);
  const isIt = ({ manifest }: CatalogedBackup) => manifest.id === id;
  const found = allBackups(here).find(isIt);
  if (found !== undefined) return found;
  const absent = away.find(isIt);
  if (absent !== undefined) throw await notHere(folder, absent);
  const bad = unusable.find(({ file }) => idOf(file) === id);
  throw bad === undefined ? noSuchBackup(id) : invalid(bad.file, bad.reason);
}

async function findByAnyName(folder: BackupsFolder, idOrFile: string): Promise<BackupSource> {
  const { backups, others, away, unusable } = await readCatalogFor(folder, idOrFile);
  // Another library's on explicit wish: by its id, never as the latest.
  const all = allBackups({ backups, others });
  const byId = all.find(({ manifest }) => manifest.id === idOrFile);
  if (byId !== undefined) return byId;
  if (idOrFile === LATEST) return findNewest(folder, backups, away);

  const file = resolve(idOrFile);
  const absent = away.find(
    (backup) =>
      backup.manifest.id === idOrFile || backup.file === file || isPlaceholder(file, backup),
  );
  if (absent !== undefined) throw await notHere(folder, absent);
  const bad = unusable.find((entry) => entry.file === file || idOf(entry.file) === idOrFile);
  const isKnown = bad !== undefined && bad.state !== 'foreign';
  if (isKnown && !(bad.file === file && lacksManifest(file))) throw invalid(bad.file, bad.reason);
  if (!hasContent(file)) return findByPrefix(folder, [...all, ...away], idOrFile);
  const beside = allBackups(await readCatalog({ ...folder, backupsDir: dirname(file) }));
  return beside.find((backup) => backup.file === file) ?? { file, manifest: null };
}

/** A file can be restored whether or not the backups folder can be reached. */
async function readCatalogFor(folder: BackupsFolder, idOrFile: string): Promise<BackupCatalog> {
  try {
    return await readCatalog(folder);
  } catch (error) {
    if (hasContent(resolve(idOrFile))) return { backups: [], others: [], away: [], unusable: [] };
    throw error;
  }
}

/** @throws FermataError `NOT_FOUND` if it is not here now: an older one is not what was asked for */
async function findNewest(
  folder: BackupsFolder,
  backups: readonly CatalogedBackup[],
  away: readonly AwayBackup[],
): Promise<CatalogedBackup> {
  const [newest, newestAway] = [backups[0], away[0]];
  const isNewer = (one: CatalogedBackup, other: CatalogedBackup | undefined) =>
    other === undefined || newestFirst(one.manifest, other.manifest) < 0;
  if (newestAway !== undefined && isNewer(newestAway, newest)) {
    throw await notHere(folder, newestAway, newest);
  }
  return newest ?? findByPrefix(folder, [], LATEST);
}

/** iCloud hides it, other tools show it: whoever names it means the backup. */
function isPlaceholder(file: string, { file: backup, manifest: { id } }: AwayBackup): boolean {
  const placeholder = placeholderOf(basename(file));
  return placeholder?.id === id && dirname(file) === dirname(backup);
}

/** The error of a backup whose file is not here, with the way to it. */
async function notHere(
  folder: BackupsFolder,
  { manifest, reason }: AwayBackup,
  here?: CatalogedBackup,
): Promise<FermataError> {
  const copy = await findCopy(folder, manifest.id);
  const advice =
    copy !== null
      ? words('backupErrors.copyIsHere', { file: copy })
      : here === undefined
        ? words('backupErrors.fetchIt')
        : words('backupErrors.newestIsAway', { id: here.manifest.id });
  const time = formatTime(manifest.createdAt);
  return new FermataError('NOT_FOUND', words('backupErrors.isAway', { time, reason }), { advice });
}

/** The copy of a backup in the second folder, or null. */
async function findCopy(folder: BackupsFolder, id: string): Promise<string | null> {
  const { secondDir } = (await readSettingsOrDefaults(folder.backupsDir, folder)).settings;
  if (secondDir === null) return null;
  const copies = await listBackups({ ...folder, backupsDir: secondDir }).catch(() => []);
  return copies.find(({ manifest }) => manifest.id === id)?.file ?? null;
}

/** @throws FermataError `USAGE` if no backup's id begins so, or several do; `NOT_FOUND` if it is away */
async function findByPrefix(
  folder: BackupsFolder,
  backups: readonly (CatalogedBackup | AwayBackup)[],
  prefix: string,
): Promise<CatalogedBackup> {
  const [found, ...others] = backups.filter(
    ({ manifest }) => prefix !== '' && manifest.id.startsWith(prefix),
  );
  if (found === undefined) throw noSuchBackup(prefix);
  if (others.length === 0 && 'reason' in found) throw await notHere(folder, found);
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

function noSuchBackup(id: string): FermataError {
  return new FermataError('USAGE', words('backupErrors.noSuchBackup', { id }), {
    advice: words('backupErrors.listBackups'),
  });
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
  // Its header has lost what it is; it gets that again while it is staged.
  if (found.state === 'damaged' && found.unmarkedVersion !== undefined) {
    return found.unmarkedVersion;
  }
  if (!('version' in found)) {
    throw invalid(file, 'reason' in found ? found.reason : 'it is not there');
  }
  if (found.state === 'ahead' && !isUsableAhead(found, set.latest)) {
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
    await requireOwnTables(file, { set, thread: reader });
    checkLedger(set, knownPart(set, await reader.run('ledger', { file })));
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
