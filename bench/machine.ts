/** What a table of measurements was made on. */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import Database from 'better-sqlite3';
import { formatBytes } from '../src/shared/formats.ts';

/** The machine, its software, and how busy it is, in one line. */
export function describeMachine(scratch: string): string {
  const [load = 0] = loadavg();
  return [
    `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    `${formatBytes(totalmem())} memory`,
    `${type()} ${release()}, ${fileSystemOf(scratch)}`,
    `Node ${process.versions.node}`,
    `SQLite ${sqliteVersion()}`,
    `load ${load.toFixed(1)} at the start`,
  ].join('; ');
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
