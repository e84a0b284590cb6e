/** Kills at random instants of a process's work, spread over all of it, some at a time. */
import { setTimeout as delay } from 'node:timers/promises';
import { type FermataProcess, type Line, startFermata } from './processes.ts';
import { randomNumbers } from './rounds.ts';

/** As many at a time as keep two cores busy, without stretching each run. */
export const LANES = 2;

/**
 * Does something `times` times, some at a time, with random shares that spread evenly over 0 to 1.
 *
 * @param subject what the shares are for: with the same seed it gets the same ones
 */
export async function inLanes(
  subject: string,
  times: number,
  work: (share: number) => Promise<void>,
): Promise<void> {
  const random = randomNumbers(subject);
  const shares = Array.from({ length: times }, (_, number) => (number + random()) / times);
  let next = 0;
  const lane = async () => {
    for (let share = shares[next]; share !== undefined; share = shares[next]) {
      next += 1;
      await work(share);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Beyond the end of a run that nobody disturbed: later runs may take longer on a busy machine. */
const SPREAD = 1.3;

/**
 * Starts `fermata ARGS` and kills it at an instant of its work, or just after it.
 *
 * @param share which instant: 0 for the first line, 1 for well after the end
 * @param durationMs from the first line to the end, when nobody disturbs it
 */
export async function killDuring(
  args: readonly string[],
  share: number,
  durationMs: number,
): Promise<void> {
  const process = startFermata(args);
  await process.until(() => true);
  await delay(share * SPREAD * durationMs);
  process.kill();
  await process.ended;
}

/** The time between two lines that a process printed, in milliseconds. */
export function betweenLines(process: FermataProcess, from?: Line, to?: Line): number {
  if (from === undefined || to === undefined) throw new Error('A line is missing.');
  return process.arrivalOf(to) - process.arrivalOf(from);
}
