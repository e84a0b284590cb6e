/** What the file system under a library can do: whether it is a network share, and how much room. */
import { statfsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
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
 * Known on Linux by file system type and on Windows by UNC path; elsewhere the answer is no.
 */
export function isOnNetworkFileSystem(file: string): boolean {
  if (process.platform === 'win32') return file.startsWith('\\\\');
  if (process.platform !== 'linux') return false;
  // 32-bit magics above 2^31 come back sign-extended on some architectures.
  return NETWORK_FILE_SYSTEMS.has(statfsSync(dirname(file)).type >>> 0);
}

/** Emits a notice if a library lies on a network share. */
export function announceNetworkShare(libraryFile: string, onEvent: OnLifecycleEvent): void {
  if (!isOnNetworkFileSystem(libraryFile)) return;
  onEvent(notice(words('notices.networkShare')));
}

/** Bytes that this user may still write to the file system of an existing path. */
export async function freeBytes(path: string): Promise<number> {
  const stats = await statfs(path);
  return stats.bavail * stats.bsize;
}
