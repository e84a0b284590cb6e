/**
 * Who may use what is made beside a library: as the library itself, from the first byte on. A library
 * that is its user's alone has no backup that others can read, what root makes belongs to the library's
 * user, and the members of a group that shares a library can use each other's locks.
 */
import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../../../shared/errors.ts';

/** The owner, the group and the mode of a file. */
export interface Access {
  readonly uid: number;
  readonly gid: number;
  /** Of a file, without the right to run it; null for what the process's umask leaves. */
  readonly mode: number | null;
}

const READ_AND_WRITE = 0o666;
const BY_OWNER = 0o600;
const BY_GROUP = 0o070;
const BY_OTHERS = 0o007;
const SET_GROUP = 0o2000;
const WRITTEN_BY_GROUP = 0o020;
const GROUPS_OWN = 0o060;

/**
 * What is made beside a library is to have: what the library has, but that the others of this computer are left
 * out, whom earlier versions let in. Where there is none yet, it is its owner's alone, or the group's whose
 * folder it is, and root gives what it makes to the owner of the folder; null where the system has no such
 * thing.
 *
 * @param libraryFile the library's real path
 */
export function accessBeside(libraryFile: string): Access | null {
  const present = accessOf(libraryFile);
  if (present === null) return accessOfNew(libraryFile);
  return present.mode === null ? present : { ...present, mode: withoutOthers(present.mode) };
}

/**
 * A mode without those who are neither the owner nor of a group that shares the file: where others may read it,
 * the group may only because they do, unless it writes.
 */
export function withoutOthers(mode: number): number {
  if ((mode & BY_OTHERS) === 0) return mode;
  return mode & ~((mode & WRITTEN_BY_GROUP) !== 0 ? BY_OTHERS : BY_GROUP | BY_OTHERS);
}

/** What a file has that is there; null where there is none, or the system has no such thing. */
export function accessOf(path: string): Access | null {
  if (process.platform === 'win32') return null;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  const { uid, gid, mode } = stats;
  return { uid, gid, mode: (mode & READ_AND_WRITE) | BY_OWNER };
}

/** What takes the place of a library that is gone is to have: what its backup has, which was made so. */
export function accessOfRestored(libraryFile: string, backup: string): Access | null {
  const present = accessOf(libraryFile);
  if (present !== null) return present;
  const made = accessOf(backup);
  // A disk without owners and modes shows the same for each file.
  const isOfDisk = made === null || made.mode === null || (made.mode & 0o002) !== 0;
  return isOfDisk ? accessOfNew(libraryFile) : made;
}

/**
 * Makes an empty file that has this access before anything is in it.
 *
 * @throws the system error if it cannot be made, or is there
 */
export function makeFile(path: string, access: Access | null): void {
  closeSync(createFile(path, access));
}

/**
 * The same, and leaves it open to be written: what is written reaches this file, whatever has its name by
 * then.
 *
 * @returns its descriptor, for the caller to close
 * @throws the system error if it cannot be made, or is there
 */
export function createFile(path: string, access: Access | null): number {
  const descriptor = openSync(path, 'wx', access?.mode == null ? READ_AND_WRITE : BY_OWNER);
  try {
    if (access !== null) give(descriptor, access);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** The same, unless the file is there: then it is given what an earlier version of Fermata did not give it. */
export function ensureFile(path: string, access: Access | null): void {
  try {
    makeFile(path, access);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    if (access !== null) mend(path, access);
  }
}

/**
 * Without opening it, which would drop the locks of one that SQLite has open here: so root, for whom the
 * name could be made to lead elsewhere, leaves the mode as it is.
 */
function mend(path: string, { uid, gid, mode }: Access): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile() || stats.nlink !== 1) return;
  if (isRoot()) {
    if (stats.uid !== uid) asFarAsAllowed(() => lchownSync(path, uid, gid));
  } else if (stats.uid === process.geteuid?.() && stats.gid === gid && mode !== null) {
    if ((stats.mode & READ_AND_WRITE) !== mode) asFarAsAllowed(() => chmodSync(path, mode));
  }
}

/**
 * Makes a folder, with those that it lies in, where it is missing; who may read its files may enter it.
 *
 * @throws the system error if it cannot be made
 */
export function makeFolder(path: string, access: Access | null): void {
  try {
    mkdirSync(path, { mode: access?.mode == null ? 0o777 : 0o700 });
  } catch (error) {
    if (systemCode(error) === 'EEXIST' && statSync(path).isDirectory()) return;
    if (systemCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path), access);
    makeFolder(path, access);
    return;
  }
  if (access !== null) giveFolder(path, access);
}

/**
 * Gives a folder that this process has just made an access.
 *
 * @throws the system error if it is no folder any more
 */
export function giveFolder(path: string, access: Access): void {
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
  const descriptor = openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  try {
    give(descriptor, access);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Gives an open file or folder an access, as far as this process may. A group that it cannot be given to
 * is not let in: it would be another one.
 */
function give(descriptor: number, access: Access): void {
  const before = fstatSync(descriptor);
  const uid = isRoot() ? access.uid : before.uid;
  if (uid !== before.uid || access.gid !== before.gid) {
    asFarAsAllowed(() => fchownSync(descriptor, uid, access.gid));
  }
  if (access.mode === null) return;
  const given = fstatSync(descriptor);
  const mode = given.gid === access.gid ? access.mode : access.mode & ~BY_GROUP;
  const wanted = given.isDirectory() ? folderMode(mode, given) : mode;
  if ((given.mode & 0o7777) !== wanted) asFarAsAllowed(() => fchmodSync(descriptor, wanted));
}

/** Whoever may read a file in it may enter; files made in it have its group where they had it before. */
function folderMode(mode: number, { mode: present }: Stats): number {
  return mode | ((mode & 0o444) >> 2) | (present & SET_GROUP);
}

/**
 * Of what is made where no library is yet: its owner's alone, unless it lies in a folder in which a group
 * makes files for each other. Root makes it for the owner of the folder.
 */
function accessOfNew(libraryFile: string): Access | null {
  if (process.platform === 'win32') return null;
  const folder = dirname(libraryFile);
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return folder === libraryFile ? null : accessOfNew(folder);
  const isGroups = (stats.mode & SET_GROUP) !== 0 && (stats.mode & WRITTEN_BY_GROUP) !== 0;
  const mode = isGroups ? BY_OWNER | GROUPS_OWN : BY_OWNER;
  if (isRoot() && stats.uid !== 0) return { uid: stats.uid, gid: stats.gid, mode };
  const own = { uid: process.geteuid?.() ?? stats.uid, gid: process.getegid?.() ?? stats.gid };
  return { ...own, ...((stats.mode & SET_GROUP) !== 0 && { gid: stats.gid }), mode };
}

function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

/** Another file system than the library's may know neither owners nor modes. */
function asFarAsAllowed(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!/^(EPERM|EACCES|EINVAL|ENOTSUP|ENOSYS|EROFS)$/.test(systemCode(error) ?? '')) throw error;
  }
}
