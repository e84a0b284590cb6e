/** Counts what a process does to a folder, seen by strace from outside. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WORK_LIMIT_MS } from './limits.ts';

export const NO_STRACE = 'not measured: there is no strace';

/** What a line of strace says where something is written, made, removed, renamed or locked. */
const TRACE =
  /^(?:\[pid +\d+\] )?(?:\d+ +)?(?:open(?:at)?\(.*O_(?:WRONLY|RDWR|CREAT)|p?write(?:64|v)?\(|f?truncate|ftruncate|unlink|rename|mkdir|rmdir|link|symlink|utime|fsync|fdatasync|flock\(|fcntl\(.*F_(?:OFD_)?SETLKW?)/;

/**
 * Runs Node and counts its system calls that write to a library's folder or lock a file in it;
 * null where there is no strace.
 *
 * @throws Error if what it runs fails
 */
export function countTraces(nodeArgs: readonly string[], library: string): number | null {
  if (spawnSync('strace', ['--version']).error !== undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'fermata-strace-'));
  try {
    const log = join(folder, 'log');
    // -f follows threads, -y writes the path beside each file descriptor.
    const strace = ['-f', '-y', '-e', 'trace=file,desc', '-o', log, process.execPath, ...nodeArgs];
    const { status, stderr } = spawnSync('strace', strace, {
      encoding: 'utf8',
      timeout: WORK_LIMIT_MS,
    });
    if (status !== 0) throw new Error(`It failed under strace: ${stderr}`);
    const lines = readFileSync(log, 'utf8').split('\n');
    return lines.filter((line) => line.includes(dirname(library)) && TRACE.test(line)).length;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
