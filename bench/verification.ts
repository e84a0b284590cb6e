/** Verifying a large backup, beside reading its file, both from the disk and not from memory. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { backUpLibrary } from '../src/main/lifecycle/backups/backup.ts';
import { verifyBackup } from '../src/main/lifecycle/backups/verify-backup.ts';
import { withThreads } from '../src/main/lifecycle/thread/lifecycle-thread.ts';
import { copyOfLargeLibrary } from './large-library.ts';
import { WORK_LIMIT_MS } from './limits.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { best } from './statistics.ts';

/** As fast as the disk, but for what starting to read takes. */
const LIMIT = 1.1;

export async function measureVerification(options: BenchOptions): Promise<Measurement[]> {
  const { libraryFile, backupsDir, appVersion } = copyOfLargeLibrary(options, 'verification');
  const request = { libraryFile, backupsDir, kind: 'manual', appVersion } as const;
  const verified: number[] = [];
  const read: number[] = [];
  let isCold = true;
  await withThreads(
    () => {},
    async (threads) => {
      const backup = await backUpLibrary(request, threads, () => {});
      for (let round = 0; round < options.rounds; round += 1) {
        isCold = forget(backup.file) && isCold;
        verified.push(await time(() => verifyBackup(backup, 'sections', threads, () => {})));
        isCold = forget(backup.file) && isCold;
        read.push(await time(() => dd(`if=${backup.file}`, 'of=/dev/null', 'bs=1M')));
      }
    },
    undefined,
  );
  rmSync(backupsDir, { recursive: true });
  return [
    judged(`Verifying a backup of it, read from ${isCold ? 'the disk' : 'memory'} (best)`, {
      value: best(verified) / best(read),
      limit: LIMIT,
      unit: '×',
      beside: `${inMilliseconds(best(verified))}; reading it by dd: ${inMilliseconds(best(read))}`,
    }),
  ];
}

async function time(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/**
 * Makes the system forget what it has of a file in memory (GNU dd(1)).
 *
 * @returns whether it can do that
 */
function forget(file: string): boolean {
  return dd(`of=${file}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0');
}

function dd(...operands: readonly string[]): boolean {
  return spawnSync('dd', operands, { timeout: WORK_LIMIT_MS }).status === 0;
}
