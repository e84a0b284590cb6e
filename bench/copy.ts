/** Copying a large library while it is in use, beside every other way to copy it. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { withThreads } from '../src/main/lifecycle/thread/lifecycle-thread.ts';
import { formatBytes } from '../src/shared/formats.ts';
import { copyAndFlush, flush, largeLibrary, timed } from './large-library.ts';
import { type BenchOptions, judged, type Measurement, told } from './section.ts';
import { copyByShell, hasShell } from './sqlite-shell.ts';
import { best } from './statistics.ts';

const LIMIT = 1.3;

interface Times {
  readonly fermata: number[];
  readonly cp: number[];
  readonly shell: number[];
  readonly vacuum: number[];
}

export async function measureCopy(options: BenchOptions): Promise<Measurement[]> {
  const library = largeLibrary(options);
  const folder = join(options.scratch, 'copy');
  mkdirSync(folder);
  const copy = join(folder, 'copy.db');

  const times: Times = { fermata: [], cp: [], shell: [], vacuum: [] };
  await withThreads(
    () => {},
    async ({ sqlite }) => {
      await sqlite.run('inspect-open', { file: library, latestVersion: 1 });
      const request = { libraryFile: library, destination: copy, phase: 'backup' } as const;
      for (let round = 0; round < options.rounds; round += 1) {
        const copyInThread = async () => {
          await sqlite.run('copy', request);
          flush(copy);
        };
        times.fermata.push(await timed(copyInThread, copy));
        times.cp.push(await timed(() => copyAndFlush(library, copy), copy));
        if (hasShell()) times.shell.push(await timed(() => copyByShell(library, copy), copy));
        times.vacuum.push(await timed(() => vacuumInto(library, copy), copy));
      }
    },
    undefined,
  );
  return [
    judged(`Copying a library of ${formatBytes(statSync(library).size)} in use, flushed (best)`, {
      value: best(times.fermata) / best(times.cp),
      limit: LIMIT,
      unit: '×',
      beside: [
        told(times.fermata),
        `cp and fsync: ${told(times.cp)}`,
        `sqlite3 .backup: ${told(times.shell)}`,
        `VACUUM INTO: ${told(times.vacuum)}`,
      ].join('; '),
    }),
  ];
}

function vacuumInto(library: string, copy: string): void {
  const db = new Database(library, { readonly: true });
  db.prepare('VACUUM INTO ?').run(copy);
  db.close();
  flush(copy);
}
