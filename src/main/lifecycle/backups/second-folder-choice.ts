/**
 * Which folder may be the second one for backups: a page asks for it, and what is copied there can be
 * read by others, so that it is a folder for this library's backups and nothing else.
 */
import { realpathSync, statfsSync, statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { type Words, words } from '../../../shared/words/words.ts';
import { type BackupsFolder, readCatalog } from './catalog.ts';

/** `f_type` of file systems in which the kernel shows itself and keeps nothing: Linux's magic.h. */
const KERNEL_FILE_SYSTEMS = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x27e0eb, // cgroup
  0x63677270, // cgroup 2
  0x64626720, // debugfs
  0x74726163, // tracefs
  0x73636673, // securityfs
  0xcafe4a11, // bpf
  0x1cd1, // devpts
  0x19800202, // mqueue
]);

/** Its memory is of no file system of its own. */
const DEVICES = '/dev';

/**
 * @param folder the library, and its first folder
 * @param secondDir what was asked for
 * @throws FermataError `USAGE` if the second folder is no absolute folder, is the first or lies in it, is
 *   no place to keep files, or has another library's backups alone; the system error if it cannot be
 *   looked at
 */
export async function requireSecondFolder(folder: BackupsFolder, secondDir: string): Promise<void> {
  const advice = await whyNot(folder, secondDir);
  if (advice === null) return;
  throw new FermataError('USAGE', words('backupErrors.badSecondFolder', { folder: secondDir }), {
    advice,
  });
}

/** What to do instead, or null. */
async function whyNot(folder: BackupsFolder, secondDir: string): Promise<Words | null> {
  if (secondDir.includes('\0') || !isAbsolute(secondDir)) {
    return words('backupErrors.otherSecondFolder');
  }
  const path = await realPathOf(secondDir);
  const isOther = !isWithin(path, await realPathOf(folder.backupsDir));
  if (!isOther || !isForFiles(path)) return words('backupErrors.otherSecondFolder');
  const second = { ...folder, backupsDir: path };
  const { backups, away, others } = await readCatalog(second).catch(() => NOTHING_THERE);
  const isOfOthers = others.length > 0 && backups.length === 0 && away.length === 0;
  return isOfOthers ? words('backupErrors.secondFolderOfOther') : null;
}

/** A disk that is not connected now will be. */
const NOTHING_THERE = { backups: [], away: [], others: [] };

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way.split(sep)[0] !== '..' && !isAbsolute(way);
}

/** Whether it is a folder, or can become one, on something that keeps files. */
function isForFiles(path: string): boolean {
  const there = nearest(path);
  if (!statSync(there).isDirectory()) return false;
  if (process.platform !== 'linux') return true;
  if (isWithin(path, DEVICES)) return false;
  return !KERNEL_FILE_SYSTEMS.has(statfsSync(there).type >>> 0);
}

/** Also behind a file, which is told where that is looked at. */
function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
}

/** The part of a path that is there. */
function nearest(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return nearest(dirname(path));
  }
}

/** With links followed, also of a folder that is not there yet. */
async function realPathOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return join(await realPathOf(dirname(folder)), basename(folder));
  }
}
