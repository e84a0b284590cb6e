/** Backing a large library up while another process never stops writing to it. */
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { copyLibrary } from '../src/main/lifecycle/jobs/library-copy.ts';
import { copyOfLargeLibrary, timed } from './large-library.ts';
import { MeasuringProcess } from './processes.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';

/** A backup that is not done after as many times what Fermata takes is given up. */
const PATIENCE = 3;

/** What better-sqlite3 copies at a time by default. */
const PAGES_PER_STEP = 100;

export async function measureBusyWriter(options: BenchOptions): Promise<Measurement[]> {
  const { libraryFile } = copyOfLargeLibrary(options, 'busy-writer');
  const copy = `${libraryFile}.copy`;
  const quiet = await timed(() => copyByFermata(libraryFile, copy), copy);

  const writer = new MeasuringProcess('keep-writing', [libraryFile]);
  await writer.next(z.number());
  const steps: number[] = [];
  const busy = await timed(() => copyByFermata(libraryFile, copy, steps), copy);
  const plain = await copyPlainly(libraryFile, copy, busy * PATIENCE);
  await writer.kill();
  rmSync(copy, { force: true });
  const restarts = countRestarts(steps);
  return [
    judged('Starting again, copying it while another process writes every millisecond', {
      value: restarts,
      limit: 0,
      unit: '',
      beside: `done in ${inMilliseconds(busy)}, without the writer in ${inMilliseconds(quiet)}; plain backup: ${plain}`,
    }),
  ];
}

async function copyByFermata(
  libraryFile: string,
  destination: string,
  steps: number[] = [],
): Promise<void> {
  await copyLibrary(
    { libraryFile, destination, phase: 'backup' },
    {
      onEvent: (event) => {
        if (event.event === 'progress') steps.push(event.done);
      },
      throwIfStopped: () => {},
    },
  );
}

/** By better-sqlite3 as its manual has it. */
async function copyPlainly(file: string, destination: string, limitMs: number): Promise<string> {
  const db = new Database(file, { readonly: true });
  const startedAt = performance.now();
  const steps: number[] = [];
  let furthest = 0;
  try {
    await db.backup(destination, {
      progress({ totalPages, remainingPages }) {
        steps.push(totalPages - remainingPages);
        furthest = Math.max(furthest, (totalPages - remainingPages) / totalPages);
        if (performance.now() - startedAt > limitMs) throw new GivenUp();
        return PAGES_PER_STEP;
      },
    });
    return `done in ${inMilliseconds(performance.now() - startedAt)}, ${countRestarts(steps)} restarts`;
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    const share = Math.round(furthest * 100);
    return `not done in ${inMilliseconds(limitMs)}, ${countRestarts(steps)} restarts, ${share} % at most`;
  } finally {
    db.close();
  }
}

class GivenUp extends Error {}

/** A copy that has less than before has begun again. */
function countRestarts(steps: readonly number[]): number {
  return steps.filter((done, index) => done < (steps[index - 1] ?? 0)).length;
}
