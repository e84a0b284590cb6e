/** The lock between processes: how long it takes to get when it is free, released, or orphaned. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { z } from 'zod';
import { acquireLock, type LibraryLock } from '../src/main/lifecycle/lock/lock.ts';
import { MeasuringProcess, machineTime } from './processes.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { median, p95 } from './statistics.ts';

const UNCONTENDED_LIMIT_MS = 1;
const RELEASED_LIMIT_MS = 25;
const ORPHANED_LIMIT_MS = 100;

/** A waiter has waited for this long, at random, in milliseconds: its pauses have grown long. */
const SHORTEST_WAIT_MS = 150;
const LONGEST_WAIT_MS = 400;

const StateSchema = z.object({ state: z.enum(['waiting', 'held']), at: z.number() });

export async function measureLock({
  scratch,
  samples,
  rounds,
}: BenchOptions): Promise<Measurement[]> {
  const folder = join(scratch, 'lock');
  mkdirSync(folder);
  const library = join(folder, 'library.db');
  const uncontended = await lockAndRelease(library, samples * rounds);
  const peer = await lockAndReleaseAsPeer(join(folder, 'peer.db'), samples * rounds);
  const released = await takeOver(samples, () => waitForRelease(library));
  const orphaned = await takeOver(samples, () => waitForDeath(library));
  return [
    judged('Lock and release, nobody waiting (median)', {
      value: median(uncontended),
      limit: UNCONTENDED_LIMIT_MS,
      unit: 'ms',
      beside: `proper-lockfile alone: ${inMilliseconds(median(peer))}`,
    }),
    judged('A released lock taken by a waiting process (p95)', {
      value: p95(released),
      limit: RELEASED_LIMIT_MS,
      unit: 'ms',
      beside: `median ${inMilliseconds(median(released))}`,
    }),
    judged('A crashed holder (SIGKILL) succeeded by a waiting process (p95)', {
      value: p95(orphaned),
      limit: ORPHANED_LIMIT_MS,
      unit: 'ms',
      beside: `median ${inMilliseconds(median(orphaned))}`,
    }),
  ];
}

async function lockAndRelease(library: string, times: number): Promise<number[]> {
  const durations: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const startedAt = performance.now();
    await (await lock(library)).release();
    durations.push(performance.now() - startedAt);
  }
  return durations;
}

async function lockAndReleaseAsPeer(file: string, times: number): Promise<number[]> {
  const durations: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const startedAt = performance.now();
    await (await lockfile.lock(file, { realpath: false }))();
    durations.push(performance.now() - startedAt);
  }
  return durations;
}

async function takeOver(times: number, measure: () => Promise<number>): Promise<number[]> {
  const durations: number[] = [];
  for (let count = 0; count < times; count += 1) durations.push(await measure());
  return durations;
}

/** From the holder's call to release to the moment a waiting process has the lock. */
async function waitForRelease(library: string): Promise<number> {
  const held = await lock(library);
  const waiter = new MeasuringProcess('hold-lock', [library]);
  await waiter.next(StateSchema);
  await delay(randomWait());
  const releasedAt = machineTime();
  await held.release();
  const { at } = await waiter.next(StateSchema);
  await waiter.end();
  return at - releasedAt;
}

/** From the holder's SIGKILL to the moment this process, which waited, has the lock. */
async function waitForDeath(library: string): Promise<number> {
  const holder = new MeasuringProcess('hold-lock', [library]);
  await holder.next(StateSchema);
  const taken = lock(library).then((held) => ({ held, at: machineTime() }));
  await delay(randomWait());
  const killedAt = machineTime();
  const [{ held, at }] = await Promise.all([taken, holder.kill()]);
  await held.release();
  return at - killedAt;
}

function lock(libraryFile: string): Promise<LibraryLock> {
  const request = { libraryFile, timeoutMs: 30_000, appVersion: '0.0.0', purpose: 'measuring' };
  return acquireLock(request, () => {});
}

function randomWait(): number {
  return SHORTEST_WAIT_MS + Math.random() * (LONGEST_WAIT_MS - SHORTEST_WAIT_MS);
}
