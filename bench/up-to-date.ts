/** Deciding that a library is up to date: how long it takes, and that it leaves no trace. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import { measureInProcess, scriptPath } from './processes.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { median } from './statistics.ts';
import { countTraces, NO_STRACE } from './system-calls.ts';

const FIRST_CALL_LIMIT_MS = 2;
const WARM_CALL_LIMIT_MS = 0.3;
/** Of an older version's time. */
const OTHER_VERSION_LIMIT = 1.05;
const WARM_CALLS = 500;
const LIBRARY_TRACKS = 10_000;

const TimesSchema = z.object({ first: z.number(), warm: z.number() });

export async function measureUpToDate(options: BenchOptions): Promise<Measurement[]> {
  const folder = join(options.scratch, 'up-to-date');
  const peerFolder = join(options.scratch, 'up-to-date-peer');
  mkdirSync(folder);
  mkdirSync(peerFolder);
  const library = join(folder, 'library.db');
  const peerLibrary = join(peerFolder, 'library.db');
  makeOldLibrary({ file: library, tracks: LIBRARY_TRACKS });
  // The peer opens its library for writing.
  copyFileSync(library, peerLibrary);

  const decide = async (calls: number) => ({
    ours: await measureInProcess('decide', [library, String(calls)], TimesSchema),
    peer: await measureInProcess('decide-peer', [peerLibrary, String(calls)], TimesSchema),
  });
  const fresh = await repeat(options.samples, () => decide(1));
  const warm = await repeat(options.rounds, () => decide(WARM_CALLS));
  return [
    judged('Deciding that a library is up to date, first call in a process (median)', {
      value: median(fresh.map(({ ours }) => ours.first)),
      limit: FIRST_CALL_LIMIT_MS,
      unit: 'ms',
      beside: besidePeer(fresh.map(({ peer }) => peer.first)),
    }),
    judged('The same, warm (median)', {
      value: median(warm.map(({ ours }) => ours.warm)),
      limit: WARM_CALL_LIMIT_MS,
      unit: 'ms',
      beside: besidePeer(warm.map(({ peer }) => peer.warm)),
    }),
    leavesNoTrace(library, peerLibrary),
    ...(await besideOtherVersion(library, options)),
  ];
}

/** Both versions by turns, each with a library of its own schema. */
async function besideOtherVersion(
  library: string,
  { beside, scratch, samples, rounds }: BenchOptions,
): Promise<Measurement[]> {
  if (beside === undefined) return [];
  const checkout = resolve(beside);
  const folder = join(scratch, 'up-to-date-other-version');
  mkdirSync(folder);
  const otherLibrary = join(folder, 'library.db');
  makeLibraryOf(checkout, otherLibrary);
  const decide = async (calls: number) => ({
    ours: await measureInProcess('decide', [library, String(calls)], TimesSchema),
    other: await measureInProcess('decide', [otherLibrary, String(calls)], TimesSchema, checkout),
  });
  const fresh = await repeat(samples, () => decide(1));
  const warm = await repeat(rounds, () => decide(WARM_CALLS));
  return [
    ratio(
      'First call in a process, beside the other version (median)',
      fresh.map(({ ours }) => ours.first),
      fresh.map(({ other }) => other.first),
    ),
    ratio(
      'Warm, beside the other version (median)',
      warm.map(({ ours }) => ours.warm),
      warm.map(({ other }) => other.warm),
    ),
  ];
}

function makeLibraryOf(checkout: string, file: string): void {
  const fixture = pathToFileURL(join(checkout, 'fixtures', 'old-library.ts')).href;
  const script = `
    const { makeOldLibrary } = await import(${JSON.stringify(fixture)});
    makeOldLibrary({ file: ${JSON.stringify(file)}, tracks: ${LIBRARY_TRACKS} });`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' });
}

function ratio(what: string, ours: readonly number[], other: readonly number[]): Measurement {
  const [own, others] = [median(ours), median(other)];
  return judged(what, {
    value: own / others,
    limit: OTHER_VERSION_LIMIT,
    unit: '×',
    beside: `${inMilliseconds(own)}; the other version: ${inMilliseconds(others)}`,
  });
}

async function repeat<Result>(times: number, measure: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let count = 0; count < times; count += 1) results.push(await measure());
  return results;
}

function besidePeer(times: readonly number[]): string {
  return `@blackglory/better-sqlite3-migrations: ${inMilliseconds(median(times))}`;
}

/** Every system call on the library's folder that writes, makes, removes or locks something. */
function leavesNoTrace(library: string, peerLibrary: string): Measurement {
  const what = 'System calls of such a call that write to the library’s folder or lock in it';
  const ours = countTraces([scriptPath('decide'), library, '1'], library);
  const peer = countTraces([scriptPath('decide-peer'), peerLibrary, '1'], peerLibrary);
  if (ours === null || peer === null) {
    return { what, measured: NO_STRACE, beside: '', target: '0', met: null };
  }
  return {
    what,
    measured: String(ours),
    beside: `@blackglory/better-sqlite3-migrations: ${peer}`,
    target: '0',
    met: ours === 0,
  };
}
