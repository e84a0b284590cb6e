/**
 * Folders on a disk that is not connected. Nothing is made anew in their place: what is written there
 * would lie on another disk than the person believes.
 */
import { readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { systemCode } from '../../../shared/errors.ts';
import { type Words, words } from '../../../shared/words/words.ts';

/**
 * Why a folder is out of reach, in a sentence; null where it is there, or can be made in the folder
 * that it is to lie in. Folders above that are never missing by choice: a disk is.
 */
export function whyOutOfReach(folder: string): Words | null {
  if (!isThere(folder)) {
    const link = readLink(folder);
    if (link !== null) return words('backupErrors.linkLeadsNowhere', { folder, target: link });
    const missing = firstMissing(dirname(folder));
    if (missing !== null) return words('backupErrors.folderOutOfReach', { folder, missing });
  }
  const disk = unmountedDisk(folder);
  return disk === null ? null : words('backupErrors.diskNotMounted', { folder, disk });
}

/**
 * The mount point that a path lies in although no disk is mounted there.
 *
 * @param path a real path
 * @param fstab the mount points that the system knows of (fstab(5))
 * @param mountInfo those that are mounted (proc_pid_mountinfo(5))
 */
export function findUnmounted(path: string, fstab: string, mountInfo: string): string | null {
  const mounted = new Set(fieldOfLines(mountInfo, 4));
  const known = fieldOfLines(fstab, 1).filter((point) => point.startsWith('/') && point !== '/');
  const desktopDisk = /^\/run\/media\/[^/]+\/[^/]+/.exec(path)?.[0];
  const points = desktopDisk === undefined ? known : [...known, desktopDisk];
  const around = points.filter((point) => isInside(path, point) && !mounted.has(point));
  // A disk that is mounted further down is the one that the path lies on.
  const isCovered = (point: string) =>
    [...mounted].some((other) => isInside(path, other) && other.length > point.length);
  return around.find((point) => !isCovered(point)) ?? null;
}

function unmountedDisk(folder: string): string | null {
  const path = realPathOfNearest(folder);
  if (process.platform === 'linux') {
    return findUnmounted(path, read('/etc/fstab'), read('/proc/self/mountinfo'));
  }
  // macOS: what is left of a disk's folder lies on the disk of the system.
  const volume = /^\/Volumes\/[^/]+/.exec(path)?.[0];
  if (process.platform !== 'darwin' || volume === undefined) return null;
  const [left, root] = [statSync(volume, { throwIfNoEntry: false }), statSync('/')];
  return left?.dev === root.dev ? volume : null;
}

/** What cannot be looked at (a circular link, say) has an error of its own, where it is used. */
function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ENOENT' && systemCode(error) !== 'ENOTDIR';
  }
}

/** Where a symbolic link leads; null for anything else. */
function readLink(path: string): string | null {
  try {
    return resolve(dirname(path), readlinkSync(path));
  } catch {
    return null;
  }
}

/** The topmost folder of a path that is not there; null if all of it is. */
function firstMissing(path: string): string | null {
  if (isThere(path)) return null;
  return firstMissing(dirname(path)) ?? path;
}

function realPathOfNearest(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : realPathOfNearest(folder);
  }
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** One field of each line, with its escapes (`\040` is a space) read; comments are left out. */
function fieldOfLines(text: string, index: number): string[] {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.trim().split(/\s+/)[index] ?? [])
    .map((field) =>
      field.replace(/\\([0-7]{3})/g, (_, octal: string) =>
        String.fromCharCode(Number.parseInt(octal, 8)),
      ),
    );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // A system without one (a container, say) knows of no disk that is not mounted.
    return '';
  }
}
