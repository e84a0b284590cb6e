/**
 * Which processes have SQLite's locks on a file, told by what Linux knows of all locks: without opening
 * the file, which would drop this process's own locks on it (connection.ts).
 */
import { readFile, realpath, stat } from 'node:fs/promises';

/** A line of Linux's /proc/locks: `1: POSIX  ADVISORY  READ 4711 fe:01:1234 …` (proc(5)). */
const LOCK_LINE =
  /^\d+: (?:-> )?\w+\s+\w+\s+(?<access>\w+)\s+(?<pid>-?\d+)\s+(?<major>[0-9a-f]+):(?<minor>[0-9a-f]+):(?<inode>\d+)/;

/** A line of /proc/self/mountinfo: `36 35 98:0 /mnt1 /mnt2 rw,noatime …` (proc_pid_mountinfo(5)). */
const MOUNT_LINE = /^\d+ \d+ (?<major>\d+):(?<minor>\d+) \S+ (?<point>\S+) /;

export interface HeldLock {
  readonly pid: number;
  /** Whether for writing: it keeps readers out. */
  readonly isExclusive: boolean;
}

/**
 * The pids of other processes that hold SQLite's locks on a library. Known on Linux; elsewhere the
 * list is empty: Windows refuses to rename a file that is open, and on macOS a process that had it
 * open notices within a second that another file has its name.
 */
export async function processesThatHold(libraryFile: string): Promise<number[]> {
  const locks = await Promise.all([locksOn(libraryFile), locksOn(`${libraryFile}-shm`)]);
  const pids = locks.flat().map(({ pid }) => pid);
  return [...new Set(pids)].filter((pid) => pid !== process.pid);
}

/**
 * The locks that processes hold on a file, this one's, too; none where it is not there, or where the
 * system does not tell.
 */
export async function locksOn(file: string): Promise<HeldLock[]> {
  if (process.platform !== 'linux') return [];
  const names = await namesAmongLocks(file);
  const lines = names.length === 0 ? [] : (await readFile('/proc/locks', 'utf8')).split('\n');
  return lines.flatMap((line) => {
    const { access, pid, major, minor, inode } = LOCK_LINE.exec(line)?.groups ?? {};
    const name = nameOf(Number.parseInt(major ?? '', 16), Number.parseInt(minor ?? '', 16), inode);
    return names.includes(name) ? [{ pid: Number(pid), isExclusive: access === 'WRITE' }] : [];
  });
}

/**
 * What a file may be called there: file numbers mean nothing without their disk. Its disk is what `stat`
 * says, or what its mount says: on btrfs each subvolume, and on an overlay each layer, has a number of
 * its own for `stat`, and the locks have the mount's.
 */
async function namesAmongLocks(file: string): Promise<string[]> {
  try {
    const { dev, ino } = await stat(file, { bigint: true });
    const [major, minor] = deviceNumbers(dev);
    const mount = await mountOf(await realpath(file));
    const names = [nameOf(major, minor, ino)];
    return mount === null ? names : [...names, nameOf(mount.major, mount.minor, ino)];
  } catch {
    // What is not there, or not to be seen, no process can be asked about.
    return [];
  }
}

/** As Linux packs them (`new_encode_dev` in kdev_t.h; glibc's `gnu_dev_major` for the high bits). */
function deviceNumbers(dev: bigint): [major: number, minor: number] {
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & ~0xfffn);
  const minor = (dev & 0xffn) | ((dev >> 12n) & ~0xffn & 0xffffffffn);
  return [Number(major), Number(minor)];
}

/** The mount that a real path lies on: the last one over the longest part of it. */
async function mountOf(path: string): Promise<{ major: number; minor: number } | null> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n');
  let found: { major: number; minor: number } | null = null;
  let longest = 0;
  for (const line of lines) {
    const { major, minor, point = '' } = MOUNT_LINE.exec(line)?.groups ?? {};
    const folder = unescapeOctal(point);
    const covers = path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
    if (point === '' || !covers || folder.length < longest) continue;
    longest = folder.length;
    found = { major: Number(major), minor: Number(minor) };
  }
  return found;
}

/** Spaces and the like are written as `\040`. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

function nameOf(major: number, minor: number, inode: bigint | string | undefined): string {
  return `${major}:${minor}:${inode}`;
}
