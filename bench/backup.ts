/** A verified backup of a large library, beside copying its file and flushing the copy. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backUpLibrary } from '../src/main/lifecycle/backups/backup.ts';
import { withThreads } from '../src/main/lifecycle/thread/lifecycle-thread.ts';
import { formatBytes } from '../src/shared/formats.ts';
import { copyAndFlush, largeLibrary, timed } from './large-library.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { best } from './statistics.ts';

const LIMIT = 2;

export async function measureBackup(options: BenchOptions): Promise<Measurement[]> {
  const library = largeLibrary(options);
  const folder = join(options.scratch, 'backup');
  mkdirSync(folder);
  const [backupsDir, copy] = [join(folder, 'backups'), join(folder, 'copy.db')];

  const backups: number[] = [];
  const copies: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    backups.push(await timed(() => backUp(library, backupsDir), backupsDir));
    copies.push(await timed(() => copyAndFlush(library, copy), copy));
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

async function backUp(libraryFile: string, backupsDir: string): Promise<void> {
  const request = { libraryFile, backupsDir, kind: 'manual', appVersion: '0.0.0' } as const;
  await withThreads(
    () => {},
    (threads) => backUpLibrary(request, threads, () => {}),
    undefined,
  );
}
