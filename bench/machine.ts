/** What a table of measurements was made on, and how much of it others used meanwhile. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import Database from 'better-sqlite3';
import { formatBytes } from '../src/shared/formats.ts';

/** The machine and its software, in one line. */
export function describeMachine(scratch: string): string {
  return [
    `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    `${formatBytes(totalmem())} memory`,
    `${type()} ${release()}, ${fileSystemOf(scratch)}`,
    `Node ${process.versions.node}`,
    `SQLite ${sqliteVersion()}`,
  ].join('; ');
}

/**
 * Starts watching how busy others keep the processors.
 *
 * @returns tells it so far in a sentence; null where the system does not say (only Linux does)
 */
export function watchOthers(): () => string | null {
  if (process.platform !== 'linux') return () => null;
  const before = readTimes();
  return () => {
    const now = readTimes();
    const own = now.own - before.own;
    const share = (now.busy - before.busy - own) / (now.all - before.all);
    return `Other programs used ${Math.max(0, Math.round(share * 100))} % of the processors meanwhile.`;
  };
}

/** Of all processors together, and of this process with those that it waited for, in ticks. */
function readTimes(): { readonly all: number; readonly busy: number; readonly own: number } {
  const [total = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
  const times = numbersOf(total.replace('cpu', ''));
  const all = sum(times);
  // The fourth and fifth are idle and waiting for a disk (proc_stat(5)).
  const idle = sum(times.slice(3, 5));
  const self = readFileSync('/proc/self/stat', 'utf8');
  // Fields 14 to 17: user and system time, own and of children (proc_pid_stat(5)). Field 2, the
  // name in parentheses, may contain anything, and field 3 is a letter: what follows are numbers.
  const numbers = numbersOf(self.slice(self.lastIndexOf(')') + 3));
  const own = sum(numbers.slice(14 - 4, 18 - 4));
  return { all, busy: all - idle, own };
}

function numbersOf(text: string): number[] {
  return text.trim().split(/\s+/).map(Number);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sqliteVersion(): unknown {
  const db = new Database(':memory:');
  const version = db.prepare('SELECT sqlite_version()').pluck().get();
  db.close();
  return version;
}

function fileSystemOf(folder: string): string {
  if (process.platform !== 'linux') return process.platform;
  return execFileSync('stat', ['-f', '-c', '%T', folder], { encoding: 'utf8' }).trim();
}
