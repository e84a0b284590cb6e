/** What the file system under a library can do: whether it is a network share, and how much room. */
import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';

/**
 * `f_type` of file systems that are served over a network, from Linux's magic.h and statfs(2).
 * FUSE is among them because sshfs, rclone and others hide behind it.
 */
const NETWORK_FILE_SYSTEMS = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x01021997, // 9P
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x65735546, // FUSE
]);

/**
 * Whether a file lies on a network share, where SQLite's WAL and kernel locks cannot be trusted.
 * Known on Linux by file system type and on Windows by UNC path; elsewhere the answer is no. A file
 * system that does not say what it is counts as one: that is slower, and never wrong.
 */
export function isOnNetworkFileSystem(file: string): boolean {
  return isNetworkFileSystem(file) ?? true;
}

/**
 * Whether a folder lies on a network share, as {@link isOnNetworkFileSystem} says of a file, for folders that
 * may be on one that does not answer: this thread does not wait for it.
 *
 * @throws the system error if the folder cannot be looked at
 */
export async function isNetworkFolder(folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return isOnNetworkFileSystem(folder);
  return NETWORK_FILE_SYSTEMS.has((await statfs(folder)).type >>> 0);
}

/** Emits a notice if a library is known to lie on a network share. */
export function announceNetworkShare(libraryFile: string, onEvent: OnLifecycleEvent): void {
  if (isNetworkFileSystem(libraryFile) !== true) return;
  onEvent(notice(words('notices.networkShare')));
}

/** Null where the file system does not say. */
function isNetworkFileSystem(file: string): boolean | null {
  if (process.platform === 'win32') return file.startsWith('\\\\');
  if (process.platform !== 'linux') return false;
  try {
    // 32-bit magics above 2^31 come back sign-extended on some architectures.
    return NETWORK_FILE_SYSTEMS.has(statfsSync(dirname(file)).type >>> 0);
  } catch {
    return null;
  }
}

/**
 * Bytes that this user may still write to the file system of an existing path; null where that does not
 * tell (FUSE without statfs has 0 blocks in all, and some network shares fail).
 */
export async function freeBytes(path: string): Promise<number | null> {
  try {
    const { bavail, bsize, blocks } = await statfs(path);
    return blocks === 0 ? null : bavail * bsize;
  } catch {
    // No size is no reason to stop: what does not fit is told when it is written.
    return null;
  }
}

/**
 * Where SQLite puts what does not fit into its memory (https://www.sqlite.org/tempfiles.html, section 5):
 * the first of these that is a folder and can be written; null if none is.
 */
export function temporaryFolder(): string | null {
  if (process.platform === 'win32') return tmpdir();
  const { SQLITE_TMPDIR, TMPDIR } = process.env;
  const folders = [SQLITE_TMPDIR, TMPDIR, '/var/tmp', '/usr/tmp', '/tmp', '.'];
  return folders.find((folder) => folder !== undefined && isWritableFolder(folder)) ?? null;
}

/**
 * Where SQLite's temporary files go while a library is rewritten, if not into the system's folder: the
 * library's own, whose room has been checked, where that folder may be too small for what is sorted.
 */
export function roomForTemporaryFiles(libraryFile: string): string | null {
  const folder = temporaryFolder();
  const beside = dirname(libraryFile);
  if (folder === null) return beside;
  const needed = statSync(libraryFile, { throwIfNoEntry: false })?.size ?? 0;
  if (needed === 0 || statSync(folder).dev === statSync(beside).dev) return null;
  const { bavail, bsize, blocks } = statfsSync(folder);
  return blocks === 0 || bavail * bsize >= needed ? null : beside;
}

function isWritableFolder(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
