/** Restoring a large backup: the whole of it, and the step that puts it in place. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { restoreLibrary } from '../src/main/lifecycle/restore.ts';
import { takeBackup } from '../src/main/lifecycle/take-backup.ts';
import type { Phase } from '../src/shared/lifecycle-events.ts';
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
  const whole: number[] = [];
  const replacing: number[] = [];
  const copying: number[] = [];
  const shell: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const begun = new Map<Phase, number>();
    let undo: string | null = null;
    const restore = async () => {
      const restored = await restoreLibrary({ ...library, backup: manifest.id }, (event) => {
        if (event.event === 'phase') begun.set(event.phase, performance.now());
      });
      undo = restored.undo;
      replacing.push(performance.now() - (begun.get('replace') ?? Number.NaN));
    };
    whole.push(await timed(restore, copy));
    rmSync(join(backupsDir, `${undo}.db`));
    if (hasShell()) shell.push(await timed(() => restoreByShell(file, libraryFile), copy));
    copying.push(await timed(() => copyAndFlush(libraryFile, copy), copy));
  }
  const cp = best(copying);
  return [
    judged('Restoring a backup of it, with a backup of what was there (best)', {
      value: best(whole) / cp,
      limit: LIMIT,
      unit: '×',
      beside: `${inMilliseconds(best(whole))}; cp and fsync: ${inMilliseconds(cp)}`,
    }),
    {
      what: 'Of that, putting it in place: one commit, flushed, and written back (best)',
      measured: `${(best(replacing) / cp).toFixed(2)} ×`,
      beside: `${inMilliseconds(best(replacing))}; sqlite3 .restore: ${told(shell)}`,
      target: '',
      met: null,
    },
  ];
}
