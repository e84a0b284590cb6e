/** Every name that Fermata, and SQLite for it, writes beside a library and in its backups folder. */
import { createHash, randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/** SQLite's files of a database (https://www.sqlite.org/tempfiles.html). */
export const DATABASE_ENDINGS = ['', '-wal', '-shm', '-journal'] as const;

/** A file that is not complete yet: it gets its name by a rename. */
const PARTIAL_ENDING = '.partial';

/** A backup, and the manifest that describes it. */
export const BACKUP_ENDING = '.db';
export const MANIFEST_ENDING = '.json';

/** What a backup file is called after it was found to be damaged. */
export const DAMAGED_ENDING = '.db.damaged';

/** What a person decided about backups, in the backups folder. */
export const SETTINGS_FILE_NAME = 'settings.json';

/** What a backup is called, in a folder of backups, until it is complete. */
const PARTIAL_BACKUP = /^[0-9a-f]{16}\.partial(-remade)?(-journal|-wal|-shm)?$/;

/** Room for the longest ending, ".lock-holder.json" and a host's name, in the 255 bytes of a name. */
const LONGEST_STEM_BYTES = 160;

/** More characters than an id has of a time, a version, a kind and what tells two apart. */
const LONGEST_ID = 64;

export interface LockLocation {
  /** Whose lock it is: its files may be used by whoever may use the library. */
  readonly libraryFile: string;
  /** The database that the kernel lock is taken on. It stays, empty, when no process holds it. */
  readonly mutexFile: string;
  /** proper-lockfile's folder: there while the lock is held. */
  readonly visibleLock: string;
  /** Who holds the lock. */
  readonly holderFile: string;
  /** Who held the lock before, and what was found in checks. */
  readonly historyFile: string;
  /** The database that a lock is taken on by the process that keeps the library up to date. Nothing is in it. */
  readonly watchFile: string;
}

/** The lock's files beside a library (its real path), or in a folder for the locks of several. */
export function lockLocation(libraryFile: string, lockDir: string | undefined): LockLocation {
  const stem = lockDir === undefined ? stemOf(libraryFile) : join(lockDir, sharedName(libraryFile));
  return {
    libraryFile,
    mutexFile: `${stem}.mutex`,
    visibleLock: `${stem}.lock`,
    holderFile: `${stem}.lock-holder.json`,
    historyFile: `${stem}.history.jsonl`,
    watchFile: `${stem}.watching`,
  };
}

/** All files of a database: itself, its logs and its shared memory. */
export function databaseFiles(file: string): string[] {
  return DATABASE_ENDINGS.map((ending) => `${file}${ending}`);
}

/** What a file is called until it is complete. */
export function partialName(file: string): string {
  return `${file}${PARTIAL_ENDING}`;
}

/**
 * The same, by a name that no program can foresee: in a folder that others can write to, a known one may be
 * taken.
 */
export function unforeseenName(file: string): string {
  return partialName(`${file}.${randomBytes(8).toString('hex')}`);
}

/** The final name of a file that is not complete yet; any other name is its own. */
export function finalName(file: string): string {
  return file.replace(/(\.[0-9a-f]{16})?\.partial$/, '');
}

/** Where a library was moved to, said at the place that it had before. */
export function moveNote(libraryFile: string): string {
  return `${stemOf(libraryFile)}.moved.json`;
}

/** A new library until its migrations are through. */
export function unfinishedLibrary(libraryFile: string): string {
  return `${stemOf(libraryFile)}.creating`;
}

/** A backup's copy that is about to take the library's place; a killed restore may leave it. */
export function stagedLibrary(libraryFile: string): string {
  return `${stemOf(libraryFile)}.restoring`;
}

/** A copy that is made anew, until it takes the other one's place. */
export function remadeCopy(copy: string): string {
  return `${copy}-remade`;
}

/** The copy of a damaged library that is mended and read. */
export function readableCopy(damagedFile: string): string {
  return `${stemOf(damagedFile)}.reading`;
}

/** Where libraries are kept that were replaced, each in a folder of its own. */
export function quarantineRoot(libraryFile: string): string {
  return join(dirname(libraryFile), 'quarantine');
}

/** Where the files of a library are kept that was replaced at some time. */
export function quarantineFolder(libraryFile: string, time: Date): string {
  return join(quarantineRoot(libraryFile), time.toISOString().replaceAll(':', '-'));
}

/** @param token 16 hexadecimal digits that no other backup has */
export function partialBackup(backupsDir: string, token: string): string {
  return partialName(join(backupsDir, token));
}

/**
 * What a backup's file is called while its manifest has its final name and the backup has not: right
 * before it is published, and while it is removed. Beside a manifest without a backup it says that the
 * process was killed there; where it is not, the backup's file is away.
 */
export function unpublishedBackup(backupsDir: string, id: string): string {
  const token = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return partialBackup(backupsDir, token);
}

/** Whether a file is not complete, or belongs to a database that is not. */
export function isPartial(name: string): boolean {
  return /\.partial(-remade)?(-journal|-wal|-shm)?$/.test(name);
}

/** The same, if it is Fermata's own for a backup. */
export function isPartialBackup(name: string): boolean {
  return PARTIAL_BACKUP.test(name);
}

/** Whether a name in a backups folder is one that Fermata gives: a person may keep more there. */
export function isOwnName(name: string): boolean {
  const isOfBackup = /^\d{4}-\d\d-\d\dT[\d.Z-]+_v\d+_[a-z-]+\.(db|json|db\.damaged)$/.test(name);
  return isOfBackup || isPartialBackup(name) || name === SETTINGS_FILE_NAME;
}

/** The longest paths that SQLite is given in a backups folder: no id is longer than this one. */
export function longestBackupFiles(backupsDir: string): string[] {
  return [
    backupFile(backupsDir, '0'.repeat(LONGEST_ID)),
    partialBackup(backupsDir, '0'.repeat(16)),
  ];
}

export function backupFile(backupsDir: string, id: string): string {
  return join(backupsDir, `${id}${BACKUP_ENDING}`);
}

export function manifestFile(backupsDir: string, id: string): string {
  return join(backupsDir, `${id}${MANIFEST_ENDING}`);
}

/** The manifest beside a backup. */
export function manifestOf(backup: string): string {
  return backup.replace(/\.db$/, MANIFEST_ENDING);
}

/** What a backup is renamed to that was found to be damaged. */
export function damagedName(backup: string): string {
  return backup.replace(/\.db$/, DAMAGED_ENDING);
}

/** Libraries of the same name in different folders must not share a lock. */
function sharedName(libraryFile: string): string {
  return `${basename(stemOf(libraryFile))}-${digestOf(libraryFile)}`;
}

/**
 * What the names of the files beside a library begin with: its own, unless the longest of them would not
 * be a name any more.
 */
function stemOf(libraryFile: string): string {
  const name = basename(libraryFile);
  if (Buffer.byteLength(name) <= LONGEST_STEM_BYTES) return libraryFile;
  // Cut between characters: half of one is no name.
  let cut = name;
  while (Buffer.byteLength(cut) > LONGEST_STEM_BYTES / 2) cut = [...cut].slice(0, -1).join('');
  return join(dirname(libraryFile), `${cut}-${digestOf(libraryFile)}`);
}

function digestOf(libraryFile: string): string {
  return createHash('sha256').update(libraryFile).digest('hex').slice(0, 12);
}
