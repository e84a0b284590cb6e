/** Scans a folder into a new library in a process of its own, and prints how long it took and how much memory. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LibrarySession } from '../../src/main/library-session.ts';
import { shippedMigrationsDir } from '../../src/main/locations.ts';

const [music = '', scratch = ''] = process.argv.slice(2);
mkdirSync(scratch, { recursive: true });
const session = new LibrarySession({ host: 'a benchmark', onEvent: () => {} });
await session.prepare(() => ({
  libraryFile: join(scratch, 'library.db'),
  backupsDir: join(scratch, 'backups'),
  migrationsDir: shippedMigrationsDir(),
  appVersion: '0.0.0',
  host: 'a benchmark',
}));
const startedAt = performance.now();
const state = await session.library?.scan([music]);
const ms = performance.now() - startedAt;
const page = await session.library?.calls.tracks({ limit: 500 });
const names = (page?.tracks ?? []).map(({ path }) => path.slice(music.length + 1));
await session.close();
const good = names.filter((name) => /^(?:zz )?good /.test(name)).length;
console.log(JSON.stringify({ ms, peakMb: peakMb(), good, failed: state?.failed ?? 0 }));

/** Of memory that the process had at once (proc_pid_status(5)); elsewhere what it has now. */
function peakMb(): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss() / 1_000_000;
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return (Number(kilobytes) * 1_024) / 1_000_000;
}
