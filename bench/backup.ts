/** A verified backup of a large library, beside copying its file and flushing the copy. */
import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import { backUpLibrary } from '../src/main/lifecycle/backup.ts';
import { withThreads } from '../src/main/lifecycle/lifecycle-thread.ts';
import { formatBytes } from '../src/shared/formats.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { best } from './statistics.ts';

const LIMIT = 2;

/** What the generator makes of a megabyte, at the latest schema version. */
const TRACKS_PER_MEGABYTE = 1_000;

export async function measureBackup({
  scratch,
  rounds,
  megabytes,
}: BenchOptions): Promise<Measurement[]> {
  const folder = join(scratch, 'backup');
  mkdirSync(folder);
  const library = join(folder, 'library.db');
  makeOldLibrary({ file: library, tracks: megabytes * TRACKS_PER_MEGABYTE });

  const backups: number[] = [];
  const copies: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    backups.push(await timed(() => backUp(library, join(folder, 'backups'))));
    copies.push(await timed(() => copy(library, join(folder, 'copy.db'))));
  }
  return [
    judged(
      `Backing up a library of ${formatBytes(statSync(library).size)}, checked and hashed (best)`,
      {
        value: best(backups) / best(copies),
        limit: LIMIT,
        unit: '×',
        beside: `${inMilliseconds(best(backups))}; cp and fsync: ${inMilliseconds(best(copies))}`,
      },
    ),
  ];
}

/** Times some work that begins with nothing left to write to the disk, and removes what it made. */
async function timed(work: () => Promise<string>): Promise<number> {
  execFileSync('sync');
  const startedAt = performance.now();
  const made = await work();
  const duration = performance.now() - startedAt;
  rmSync(made, { recursive: true });
  return duration;
}

async function backUp(libraryFile: string, backupsDir: string): Promise<string> {
  const request = { libraryFile, backupsDir, kind: 'manual', appVersion: '0.0.0' } as const;
  await withThreads(
    () => {},
    (threads) => backUpLibrary(request, threads, () => {}),
    undefined,
  );
  return backupsDir;
}

async function copy(libraryFile: string, destination: string): Promise<string> {
  // A copy that shares its blocks with the source would be no copy.
  const whole = process.platform === 'linux' ? ['--reflink=never'] : [];
  execFileSync('cp', [...whole, libraryFile, destination]);
  const descriptor = openSync(destination, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
  return destination;
}
