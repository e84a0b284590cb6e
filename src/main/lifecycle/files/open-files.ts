/** Which other processes have a library open in SQLite: each holds a lock on it or its `-shm`. */
import { readFile, stat } from 'node:fs/promises';

/** A line of Linux's /proc/locks: `1: POSIX  ADVISORY  READ 4711 fe:01:1234 …` (proc(5)). */
const LOCK_LINE =
  /^\d+: (?:-> )?\w+\s+\w+\s+\w+\s+(?<pid>-?\d+)\s+[0-9a-f]+:[0-9a-f]+:(?<inode>\d+)/;

/**
 * The pids of other processes that hold SQLite's locks on a library. Known on Linux; elsewhere the
 * list is empty: Windows refuses to rename a file that is open, and on macOS a process that had it
 * open notices within a second that another file has its name.
 */
export async function processesThatHold(libraryFile: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const inodes = await Promise.all([inodeOf(libraryFile), inodeOf(`${libraryFile}-shm`)]);
  const lines = (await readFile('/proc/locks', 'utf8')).split('\n');
  const pids = lines.flatMap((line) => {
    const { pid, inode } = LOCK_LINE.exec(line)?.groups ?? {};
    return inode !== undefined && inodes.includes(inode) ? [Number(pid)] : [];
  });
  return [...new Set(pids)].filter((pid) => pid !== process.pid);
}

async function inodeOf(file: string): Promise<string | null> {
  try {
    return String((await stat(file, { bigint: true })).ino);
  } catch {
    // What is not there, or not to be seen, nobody can be asked about.
    return null;
  }
}
