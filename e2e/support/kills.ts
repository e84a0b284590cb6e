/** Kills at random instants of a process's work, spread over all of it, some at a time. */
import { setTimeout as delay } from 'node:timers/promises';
import { type FermataProcess, type Line, startFermata } from './processes.ts';

/** As many at a time as keep two cores busy without stretching each run. */
export const LANES = 2;

/** Does something `times` times, some at a time, with shares that spread evenly over 0 to 1. */
export async function inLanes(
  times: number,
  work: (share: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < times) {
      const number = next;
      next += 1;
      await work((number + Math.random()) / times);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Starts `fermata ARGS` and kills it some milliseconds after its first line. */
export async function killAfterFirstLine(args: readonly string[], afterMs: number): Promise<void> {
  const process = startFermata(args);
  await process.until(() => true);
  await delay(afterMs);
  process.kill();
  await process.ended;
}

/** The time between two lines that a process printed, in milliseconds. */
export function betweenLines(process: FermataProcess, from?: Line, to?: Line): number {
  if (from === undefined || to === undefined) throw new Error('A line is missing.');
  return process.arrivalOf(to) - process.arrivalOf(from);
}
