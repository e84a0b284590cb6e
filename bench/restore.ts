/** Restoring a large backup: until that is told, until its log is written back, and the step that puts it in place. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { takeBackup } from '../src/main/lifecycle/backups/take-backup.ts';
import { restoreLibrary } from '../src/main/lifecycle/restore/restore.ts';
import { copyAndFlush, copyOfLargeLibrary, timed } from './large-library.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement, told } from './section.ts';
import { hasShell, restoreByShell } from './sqlite-shell.ts';
import { best } from './statistics.ts';

const LIMIT = 2.5;

export async function measureRestore(options: BenchOptions): Promise<Measurement[]> {
  const library = copyOfLargeLibrary(options, 'restore');
  const { libraryFile, backupsDir } = library;
  const copy = `${libraryFile}.copy`;
  const { file, manifest } = await takeBackup({ ...library, kind: 'manual' }, () => {});
  const restoring: number[] = [];
  const replacing: number[] = [];
  const whole: number[] = [];
  const copying: number[] = [];
  const shell: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const startedAt = { restore: 0, replace: Number.NaN };
    let undo: string | null = null;
    const restore = async () => {
      startedAt.restore = performance.now();
      const restored = await restoreLibrary({ ...library, backup: manifest.id }, (event) => {
        const now = performance.now();
        if (event.event === 'phase' && event.phase === 'replace') startedAt.replace = now;
        if (event.event === 'restored') restoring.push(now - startedAt.restore);
      });
      undo = restored.undo;
      replacing.push(performance.now() - startedAt.replace);
    };
    whole.push(await timed(restore, copy));
    rmSync(join(backupsDir, `${undo}.db`));
    if (hasShell()) shell.push(await timed(() => restoreByShell(file, libraryFile), copy));
    copying.push(await timed(() => copyAndFlush(libraryFile, copy), copy));
  }
  const cp = best(copying);
  return [
    judged('Restoring a backup of it, with a backup of what was there, until told (best)', {
      value: best(restoring) / cp,
      limit: LIMIT,
      unit: '×',
      beside: [
        told(restoring),
        `with its log written back: ${told(whole)}`,
        `cp and fsync: ${told(copying)}`,
      ].join('; '),
    }),
    {
      what: 'Of all that, putting it in place: one commit, flushed, and written back (best)',
      measured: `${(best(replacing) / cp).toFixed(2)} ×`,
      beside: `${inMilliseconds(best(replacing))}; sqlite3 .restore: ${told(shell)}`,
      target: '',
      met: null,
    },
  ];
}
