/**
 * Puts new bytes in the place of a person's file so that its name holds all of the old ones or all of the new
 * ones, whenever it ends: written by another name, flushed, read again from the disk, given the owner, the mode,
 * the times and the extended attributes of the old file, and renamed only while that is what it was.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  type BigIntStats,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  futimesSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { READ_NO_LINK } from '../../lifecycle/files/door.ts';
import { systemPath } from '../../lifecycle/files/path-bytes.ts';
import {
  asTagError,
  cannotKeepAccess,
  changedMeanwhile,
  hasOtherNames,
  isLink,
  isReadOnly,
  isTooLarge,
} from './tag-errors.ts';

/** TagLib has a file in memory three times; in bytes. */
const MOST_FILE_BYTES = 1024 * 1024 * 1024;

/** A name that no file of a person has, and that scans pass by. */
const TEMPORARY_NAME = /^\.fermata-[0-9a-f]{16}\.partial$/;

/** What a killed process left goes when it is as old as this, in milliseconds. */
const LEFT_BEHIND_MS = 60 * 60 * 1_000;

/** Bits of a mode that say who may write. */
const MAY_WRITE = 0o222n;
const PERMISSIONS = 0o7777n;

export interface OpenedForTags {
  readonly path: string;
  readonly descriptor: number;
  /** As it was when it was opened. */
  readonly stats: BigIntStats;
  readonly bytes: Buffer;
}

/**
 * Opens a file that is to be replaced, and reads all of it, while something is done with it.
 *
 * @param path without a link at its end
 * @throws FermataError where it must not, or cannot, be replaced
 */
export async function withFileForTags<Result>(
  path: string,
  work: (opened: OpenedForTags) => Promise<Result>,
): Promise<Result> {
  try {
    if (lstatSync(systemPath(path)).isSymbolicLink()) throw isLink(path);
    const descriptor = openSync(systemPath(path), READ_NO_LINK);
    try {
      const stats = fstatSync(descriptor, { bigint: true });
      if (!stats.isFile()) throw changedMeanwhile(path);
      if (stats.size > MOST_FILE_BYTES) throw isTooLarge(path);
      return await work({ path, descriptor, stats, bytes: readAll(descriptor, stats, path) });
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw asTagError(error, path);
  }
}

/**
 * Makes sure that a file can be replaced, as far as that is known before.
 *
 * @throws FermataError; the system error where it may not be written
 */
export function requireReplaceable({ path, stats }: Omit<OpenedForTags, 'bytes'>): void {
  if (stats.nlink > 1n) throw hasOtherNames(path, Number(stats.nlink));
  // To root every file can be written.
  if ((stats.mode & MAY_WRITE) === 0n) throw isReadOnly(path);
  for (const needed of [path, dirname(path)]) accessSync(systemPath(needed), constants.W_OK);
}

function readAll(descriptor: number, { size }: BigIntStats, path: string): Buffer {
  const bytes = Buffer.alloc(Number(size));
  for (let position = 0; position < bytes.length; ) {
    const read = readSync(descriptor, bytes, position, bytes.length - position, position);
    if (read === 0) throw changedMeanwhile(path);
    position += read;
  }
  return bytes;
}

/**
 * Replaces it.
 *
 * @param verify looks at the new file by its temporary name, once it is on the disk, and throws where it is not
 *   to take the place
 * @throws FermataError; the file is what it was then
 */
export function replaceFile(
  opened: OpenedForTags,
  bytes: Uint8Array,
  verify: (temporary: string, written: Buffer) => void,
): void {
  const { path } = opened;
  const folder = dirname(path);
  removeLeftBehind(folder);
  const temporary = join(folder, `.fermata-${randomBytes(8).toString('hex')}.partial`);
  let isThere = false;
  try {
    const descriptor = openSync(systemPath(temporary), 'wx+', 0o600);
    isThere = true;
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
      const stats = fstatSync(descriptor, { bigint: true });
      const written = readAll(descriptor, stats, path);
      if (!written.equals(bytes)) throw changedMeanwhile(path);
      verify(temporary, written);
      keepAttributes(opened, descriptor);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    requireUnchanged(opened);
    renameSync(systemPath(temporary), systemPath(path));
    isThere = false;
  } catch (error) {
    throw asTagError(error, path);
  } finally {
    if (isThere) rmSync(systemPath(temporary), { force: true });
  }
  flushFolder(folder);
}

/** Whether what has the name is the file that was read, as it was then. */
function requireUnchanged({ path, descriptor, stats }: OpenedForTags): void {
  const now = lstatSync(systemPath(path), { bigint: true });
  const read = fstatSync(descriptor, { bigint: true });
  for (const one of [now, read]) {
    const isSame =
      one.dev === stats.dev &&
      one.ino === stats.ino &&
      one.size === stats.size &&
      one.mtimeNs === stats.mtimeNs &&
      one.ctimeNs === stats.ctimeNs;
    if (!isSame) throw changedMeanwhile(path);
  }
}

/** Gives the new file the owner, the mode, the extended attributes and the times of the old one. */
function keepAttributes({ path, descriptor, stats }: OpenedForTags, written: number): void {
  if (process.platform === 'win32') {
    keepTimes(written, stats);
    return;
  }
  try {
    fchownSync(written, Number(stats.uid), Number(stats.gid));
  } catch (cause) {
    throw cannotKeepAccess(path, cause);
  }
  fchmodSync(written, Number(stats.mode & PERMISSIONS));
  if (process.platform === 'linux') copyAttributes(path, descriptor, written);
  else keepTimes(written, stats);
  const now = fstatSync(written, { bigint: true });
  const isSame =
    now.uid === stats.uid &&
    now.gid === stats.gid &&
    (now.mode & PERMISSIONS) === (stats.mode & PERMISSIONS);
  if (!isSame) throw cannotKeepAccess(path);
}

/** To the microsecond: Node has no finer one. */
function keepTimes(written: number, { atimeNs, mtimeNs }: BigIntStats): void {
  futimesSync(written, Number(atimeNs) / 1e9, Number(mtimeNs) / 1e9);
}

/** By `cp` of the system, since Node knows no extended attributes: by descriptors, whatever has the names. */
function copyAttributes(path: string, from: number, to: number): void {
  const { status, stderr, error } = spawnSync(
    'cp',
    [
      ...['--attributes-only', '--preserve=mode,ownership,timestamps,xattr', '--'],
      ...['/proc/self/fd/3', '/proc/self/fd/4'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe', from, to], encoding: 'utf8' },
  );
  if (status !== 0) throw cannotKeepAccess(path, error ?? new Error(stderr));
}

function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(systemPath(folder), 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes what a process left that was killed while it wrote tags; one that still writes is young. */
function removeLeftBehind(folder: string): void {
  for (const name of readdirSync(systemPath(folder))) {
    if (!TEMPORARY_NAME.test(name)) continue;
    const left = join(folder, name);
    const stats = lstatSync(systemPath(left), { throwIfNoEntry: false });
    if (stats?.isFile() !== true || Date.now() - stats.ctimeMs < LEFT_BEHIND_MS) continue;
    rmSync(systemPath(left), { force: true });
  }
}
