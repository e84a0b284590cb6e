/**
 * Lists what lies in a backups folder: the backups that can be restored, and apart from them what
 * cannot be trusted, with the reason.
 */
import { constants, type Dirent } from 'node:fs';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BackupManifest,
  BackupManifestSchema,
  type UnusableFile,
} from '../../../shared/backups.ts';
import { systemCode } from '../../../shared/errors.ts';
import { tellInEnglish, type Words, words } from '../../../shared/words/words.ts';
import {
  BACKUP_ENDING,
  backupFile,
  DAMAGED_ENDING,
  finalName,
  isPartial,
  MANIFEST_ENDING,
  manifestFile,
  SETTINGS_FILE_NAME,
} from '../files/file-names.ts';
import type { LibraryPaths } from '../files/library-paths.ts';
import { leadsToOwnFile } from '../lock/own-files.ts';
import { backupIdOf, hasBackup } from './names.ts';

/** A folder for backups, and the library that they are of. */
export type BackupsFolder = Omit<LibraryPaths, 'migrationsDir'>;

export interface CatalogedBackup {
  readonly file: string;
  readonly manifest: BackupManifest;
}

export interface BackupCatalog {
  /** Newest first. */
  readonly backups: readonly CatalogedBackup[];
  readonly unusable: readonly UnusableFile[];
}

/** A hard link to one of them: whoever opens it drops SQLite's locks (own-files.ts). */
const LIBRARY_ITSELF = words('backups.isOfLibrary');

/**
 * Everything in a backups folder, hidden files and a person's own subfolders aside; nothing where
 * there is no folder. One file that cannot be read does not hide the others.
 *
 * @throws the system error if the folder is there and cannot be read
 */
export async function readCatalog(folder: BackupsFolder): Promise<BackupCatalog> {
  const found = await entriesIn(folder.backupsDir);
  const names = found.filter((entry) => entry.isFile()).map(({ name }) => name);
  const entries = await Promise.all(
    found.map((entry) =>
      entry.isFile() ? judge(folder, entry.name, names) : judgeNoFile(folder, entry),
    ),
  );
  return {
    backups: entries
      .flatMap((entry) => (entry !== null && 'manifest' in entry ? [entry] : []))
      .sort((a, b) => b.manifest.createdAt.localeCompare(a.manifest.createdAt)),
    unusable: entries.flatMap((entry) => (entry !== null && 'state' in entry ? [entry] : [])),
  };
}

/**
 * The complete backups of a folder, newest first.
 *
 * @throws the system error if the folder is there and cannot be read
 */
export async function listBackups(folder: BackupsFolder): Promise<readonly CatalogedBackup[]> {
  return (await readCatalog(folder)).backups;
}

async function entriesIn(backupsDir: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(backupsDir, { withFileTypes: true });
    return entries.filter(({ name }) => !isNoBackup(name));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Settings and what a file manager leaves are no backups, and no surprise either. */
function isNoBackup(name: string): boolean {
  return name.startsWith('.') || name === SETTINGS_FILE_NAME;
}

/** What a link leads to may go or change: it is no backup, whatever it is called. */
function judgeNoFile({ backupsDir }: BackupsFolder, entry: Dirent): UnusableFile | null {
  if (entry.isDirectory() && backupIdOf(entry.name, BACKUP_ENDING) === null) return null;
  const reason = words(entry.isSymbolicLink() ? 'backups.isLink' : 'backups.isNoFile');
  return unusable(join(backupsDir, entry.name), 'foreign', reason);
}

async function judge(
  folder: BackupsFolder,
  name: string,
  names: readonly string[],
): Promise<CatalogedBackup | UnusableFile | null> {
  const file = join(folder.backupsDir, name);
  const id = backupIdOf(name, BACKUP_ENDING);
  if (id !== null) return readBackup(folder, id);
  const manifestId = backupIdOf(finalName(name), MANIFEST_ENDING);
  if (manifestId !== null) {
    if (hasBackup(manifestId, names)) return null;
    return unusable(file, 'partial', words('backups.lacksBackup'));
  }
  if (backupIdOf(name, DAMAGED_ENDING) !== null) {
    return unusable(file, 'damaged', words('backups.foundDamaged'));
  }
  if (isPartial(name)) {
    return unusable(file, 'partial', words('backups.unfinished'));
  }
  return unusable(file, 'foreign', words('backups.notMadeByFermata'));
}

async function readBackup(
  folder: BackupsFolder,
  id: string,
): Promise<CatalogedBackup | UnusableFile> {
  const file = backupFile(folder.backupsDir, id);
  const described = manifestFile(folder.backupsDir, id);
  const damaged = (reason: Words) => unusable(file, 'damaged', reason);
  for (const part of [file, described]) {
    if (await leadsToOwnFile(part, folder)) return damaged(LIBRARY_ITSELF);
  }
  try {
    const content = await readFile(described, 'utf8');
    const manifest = BackupManifestSchema.safeParse(JSON.parse(content)).data;
    if (manifest?.id !== id) return damaged(words('backups.manifestUnreadable'));
    const { size } = await stat(file);
    await access(file, constants.R_OK);
    if (size === manifest.bytes) return { file, manifest };
    const sizes = { bytes: String(size), expected: String(manifest.bytes) };
    return damaged(words('backups.wrongSize', sizes));
  } catch (error) {
    if (error instanceof SyntaxError) return damaged(words('backups.manifestUnreadable'));
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT') return damaged(words('backups.manifestMissing'));
    return unusable(file, 'unreadable', words('backups.unreadable', { code }));
  }
}

function unusable(file: string, state: UnusableFile['state'], reasonWords: Words): UnusableFile {
  return { file, state, reason: tellInEnglish(reasonWords), reasonWords };
}
