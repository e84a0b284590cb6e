/** The sqlite3 shell, as a peer: what it makes of a library is on the disk before it is done. */
import { spawnSync } from 'node:child_process';
import { flush } from './large-library.ts';
import { WORK_LIMIT_MS } from './limits.ts';

/** Whether it is installed. */
export function hasShell(): boolean {
  return spawnSync('sqlite3', ['-version']).status === 0;
}

export function copyByShell(library: string, copy: string): void {
  run(library, `.backup '${copy}'`);
  flush(copy);
}

export function restoreByShell(backup: string, library: string): void {
  run(library, `.restore '${backup}'`);
  flush(library);
}

function run(database: string, command: string): void {
  const { status, stderr } = spawnSync('sqlite3', [database, command], {
    encoding: 'utf8',
    timeout: WORK_LIMIT_MS,
  });
  if (status !== 0) throw new Error(`The sqlite3 shell failed: ${stderr}`);
}
