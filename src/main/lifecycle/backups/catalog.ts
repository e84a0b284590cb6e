/**
 * Lists what lies in a backups folder: the backups that can be restored, and apart from them what
 * cannot be trusted, with the reason.
 */
import { constants, type Dirent } from 'node:fs';
import { access, lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BackupManifest,
  BackupManifestSchema,
  type UnusableFile,
} from '../../../shared/backups.ts';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { meaningOf } from '../../../shared/system-errors.ts';
import { tellInEnglish, type Words, words } from '../../../shared/words/words.ts';
import { requireReachable } from '../files/backups-folder.ts';
import { NotOpened } from '../files/door.ts';
import {
  BACKUP_ENDING,
  backupFile,
  DAMAGED_ENDING,
  finalName,
  isPartial,
  lockLocation,
  MANIFEST_ENDING,
  manifestFile,
  SETTINGS_FILE_NAME,
} from '../files/file-names.ts';
import type { LibraryPaths } from '../files/library-paths.ts';
import { leadsToOwnFile, ownFiles } from '../lock/own-files.ts';
import type { LibraryIdentity } from '../sqlite/library-identity.ts';
import { isUnpublished } from './leftovers.ts';
import { readManifestText } from './manifest-text.ts';
import { backupIdOf, hasBackup } from './names.ts';
import { findPlaceholder, placeholderOf } from './placeholders.ts';
import { type OtherLibrary, sortByLibrary } from './whose-backups.ts';

/** A folder for backups, and the library that they are of. */
export type BackupsFolder = Omit<LibraryPaths, 'migrationsDir'>;

export interface CatalogedBackup {
  readonly file: string;
  readonly manifest: BackupManifest;
}

/** A backup whose manifest is here and whose file is not, or is empty: it may come back. */
export interface AwayBackup extends CatalogedBackup {
  readonly reason: Words;
}

export interface BackupCatalog {
  /** Of this library, newest first. */
  readonly backups: readonly CatalogedBackup[];
  /** Of this library, newest first. */
  readonly away: readonly AwayBackup[];
  /** Of other libraries in the same folder, newest first within each: never offered by themselves. */
  readonly others: readonly OtherLibrary<CatalogedBackup>[];
  readonly unusable: readonly UnusableFile[];
}

/** A hard link to one of them: whoever opens it drops SQLite's locks (own-files.ts). */
const LIBRARY_ITSELF = words('backups.isOfLibrary');

/**
 * Everything in a backups folder, hidden files and a person's own subfolders aside; nothing where
 * there is no folder. One file that cannot be read does not hide the others.
 *
 * @param identity which library it is, if the caller knows
 * @throws FermataError `BACKUP_FAILED` if the folder is on a disk that is not there; the system error
 *   if it cannot be read
 */
export async function readCatalog(
  folder: BackupsFolder,
  identity?: LibraryIdentity,
): Promise<BackupCatalog> {
  const { entries: found, names } = await entriesIn(folder.backupsDir);
  const entries = await Promise.all(
    found.map((entry) =>
      entry.isFile() ? judge(folder, entry.name, names) : judgeNoFile(folder, entry, names),
    ),
  );
  const judged = entries.filter((entry) => entry !== null);
  const described = judged.filter((entry) => 'manifest' in entry);
  const { ours, others } = sortByLibrary(described, folder, identity);
  return {
    backups: ours.filter((entry) => !isAway(entry)),
    away: ours.filter(isAway),
    others: others.flatMap(({ backups: all, ...other }) => {
      const backups = all.filter((entry) => !isAway(entry));
      return backups.length === 0 ? [] : [{ ...other, backups }];
    }),
    unusable: judged.filter((entry) => 'state' in entry),
  };
}

function isAway(backup: CatalogedBackup | AwayBackup): backup is AwayBackup {
  return 'reason' in backup;
}

/**
 * The complete backups of the library in a folder, newest first.
 *
 * @throws FermataError `BACKUP_FAILED` if the folder is on a disk that is not there; the system error
 *   if it cannot be read
 */
export async function listBackups(
  folder: BackupsFolder,
  identity?: LibraryIdentity,
): Promise<readonly CatalogedBackup[]> {
  return (await readCatalog(folder, identity)).backups;
}

/** The backups of every library in a folder. */
export function allBackups({
  backups,
  others,
}: Pick<BackupCatalog, 'backups' | 'others'>): CatalogedBackup[] {
  return [...backups, ...others.flatMap((other) => other.backups)];
}

/** What is to be judged, and the names of all files, hidden ones included. */
async function entriesIn(backupsDir: string): Promise<{ entries: Dirent[]; names: string[] }> {
  try {
    const entries = await readdir(backupsDir, { withFileTypes: true });
    // The folder that a disk is mounted over is there without the disk, too.
    if (entries.length === 0) requireReachable(backupsDir);
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    // Placeholders of iCloud are hidden, and stand for what is not.
    const isJudged = ({ name }: Dirent) => !isNoBackup(name) || placeholderOf(name) !== null;
    return { entries: entries.filter(isJudged), names };
  } catch (error) {
    if (systemCode(error) === 'EACCES') throw mayNotRead(backupsDir, error);
    if (systemCode(error) !== 'ENOENT') throw error;
    requireReachable(backupsDir);
    return { entries: [], names: [] };
  }
}

function mayNotRead(backupsDir: string, cause: unknown): FermataError {
  const { code, message, advice } = meaningOf('mayNotRead');
  return new FermataError(code, message(backupsDir), { advice, cause });
}

/** Settings and what a file manager leaves are no backups, and no surprise either. */
function isNoBackup(name: string): boolean {
  return name.startsWith('.') || name === SETTINGS_FILE_NAME;
}

/** What a link leads to may go or change: it is no backup, whatever it is called. */
async function judgeNoFile(
  { backupsDir }: BackupsFolder,
  entry: Dirent,
  names: readonly string[],
): Promise<UnusableFile | null> {
  const id = backupIdOf(entry.name, BACKUP_ENDING);
  if (entry.isDirectory() && id === null) return null;
  const file = join(backupsDir, entry.name);
  const leadsNowhere = entry.isSymbolicLink() && (await stat(file).catch(() => null)) === null;
  // Some tools leave such a link where they have taken a file away: its manifest tells of it.
  if (id !== null && leadsNowhere && names.includes(`${id}${MANIFEST_ENDING}`)) return null;
  const reason = words(entry.isSymbolicLink() ? 'backups.isLink' : 'backups.isNoFile');
  return unusable(file, 'foreign', reason);
}

type Judgement = CatalogedBackup | AwayBackup | UnusableFile | null;

async function judge(
  folder: BackupsFolder,
  name: string,
  names: readonly string[],
): Promise<Judgement> {
  const file = join(folder.backupsDir, name);
  const id = backupIdOf(name, BACKUP_ENDING);
  if (id !== null) return readBackup(folder, id, names);
  const manifestId = backupIdOf(finalName(name), MANIFEST_ENDING);
  if (manifestId !== null) {
    if (hasBackup(manifestId, names)) return null;
    return isPartial(name) || isUnpublished(manifestId, names)
      ? unusable(file, 'partial', words('backups.lacksBackup'))
      : readAway(folder, manifestId, names);
  }
  if (backupIdOf(name, DAMAGED_ENDING) !== null) {
    return unusable(file, 'damaged', words('backups.foundDamaged'));
  }
  if (isPartial(name)) {
    return unusable(file, 'partial', words('backups.unfinished'));
  }
  return judgePlaceholder(folder, name, names);
}

/** It is told with the manifest of what it stands for, if that is here. */
function judgePlaceholder(
  { backupsDir }: BackupsFolder,
  name: string,
  names: readonly string[],
): UnusableFile | null {
  const file = join(backupsDir, name);
  const placeholder = placeholderOf(name);
  if (placeholder === null || hasBackup(placeholder.id, names)) {
    const isTold = placeholder?.part === MANIFEST_ENDING || name.startsWith('.');
    return isTold ? null : unusable(file, 'foreign', words('backups.notMadeByFermata'));
  }
  const { id, part } = placeholder;
  if (part === MANIFEST_ENDING || names.includes(`${id}${MANIFEST_ENDING}`)) return null;
  return unusable(file, 'away', words('backups.awayWithManifest'));
}

/** The manifest of a backup whose file is not here. */
async function readAway(
  folder: BackupsFolder,
  id: string,
  names: readonly string[],
): Promise<Judgement> {
  const described = manifestFile(folder.backupsDir, id);
  try {
    const manifest = await readManifest(folder, id);
    if (manifest === null) {
      return unusable(described, 'partial', words('backups.lacksBackup'));
    }
    return { file: backupFile(folder.backupsDir, id), manifest, reason: whyAway(id, names) };
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return unusable(described, 'unreadable', words('backups.unreadable', { code }));
  }
}

function whyAway(id: string, names: readonly string[]): Words {
  const name = findPlaceholder(id, BACKUP_ENDING, names);
  return name === undefined
    ? words('backups.awayFile')
    : words('backups.awayPlaceholder', { name });
}

/** @returns null where it is not one */
async function readManifest(folder: BackupsFolder, id: string): Promise<BackupManifest | null> {
  const described = manifestFile(folder.backupsDir, id);
  const isOwn = ownFiles(lockLocation(folder.libraryFile, folder.lockDir));
  try {
    const content: unknown = JSON.parse(await readManifestText(described, isOwn));
    const manifest = BackupManifestSchema.safeParse(content).data;
    return manifest?.id === id ? manifest : null;
  } catch (error) {
    // What another program put in its place, if only a pipe, is none; the other backups have theirs.
    if (error instanceof SyntaxError || error instanceof NotOpened) return null;
    throw error;
  }
}

async function readBackup(
  folder: BackupsFolder,
  id: string,
  names: readonly string[],
): Promise<Judgement> {
  const file = backupFile(folder.backupsDir, id);
  const described = manifestFile(folder.backupsDir, id);
  const damaged = (reason: Words) => unusable(file, 'damaged', reason);
  for (const part of [file, described]) {
    if (await leadsToOwnFile(part, folder)) return damaged(LIBRARY_ITSELF);
  }
  try {
    const manifest = await readManifest(folder, id);
    if (manifest === null) return damaged(words('backups.manifestUnreadable'));
    const { size } = await lstat(file);
    if (size === 0) return { file, manifest, reason: words('backups.awayEmpty') };
    await access(file, constants.R_OK);
    if (size === manifest.bytes) return { file, manifest };
    const sizes = { bytes: String(size), expected: String(manifest.bytes) };
    return damaged(words('backups.wrongSize', sizes));
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (code !== 'ENOENT')
      return unusable(file, 'unreadable', words('backups.unreadable', { code }));
    return findPlaceholder(id, MANIFEST_ENDING, names) === undefined
      ? damaged(words('backups.manifestMissing'))
      : unusable(file, 'away', words('backups.manifestAway'));
  }
}

function unusable(file: string, state: UnusableFile['state'], reasonWords: Words): UnusableFile {
  return { file, state, reason: tellInEnglish(reasonWords), reasonWords };
}
