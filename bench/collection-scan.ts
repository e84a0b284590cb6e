/**
 * Scanning collections beside a Music Player Daemon: new files and unchanged ones, small and of a real size,
 * with the files in memory and not, each with the memory that it takes.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { WORK_LIMIT_MS, within } from './limits.ts';
import { hasMpd, Mpd } from './mpd.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { best } from './statistics.ts';
import { makeTaggedMusic } from './tagged-music.ts';

const CLI = fileURLToPath(new URL('../out/main/cli.js', import.meta.url));

/** Times what MPD takes (issue 12). */
const SCAN_LIMIT = 1;
const RESCAN_LIMIT = 3;
const MEMORY_LIMIT_MB = 300;

/** How often a process is asked for its memory, in milliseconds: Linux keeps the greatest itself. */
const LOOKS_AGAIN_MS = 20;

const DROP_CACHES = '/proc/sys/vm/drop_caches';

const EventSchema = z.object({ event: z.string(), phase: z.string().optional() });

/** One scan: how long it took, and the most memory of its process. */
interface Scanned {
  readonly ms: number;
  readonly megabytes: number;
}

interface Rounds {
  readonly cold: Scanned[];
  readonly warm: Scanned[];
  readonly again: Scanned[];
}

export async function measureCollectionScan(options: BenchOptions): Promise<Measurement[]> {
  const { scratch, rounds, tracks, megabytes } = options;
  if (!existsSync(CLI)) return [notMeasured('not built')];
  const collections = [
    {
      name: `${(tracks / 10).toLocaleString('en')} small files`,
      files: tracks / 10,
      audioBytes: 0,
    },
    { name: `${tracks.toLocaleString('en')} small files`, files: tracks, audioBytes: 0 },
    {
      name: `${(megabytes * 2).toLocaleString('en')} files of 5 MB`,
      files: megabytes * 2,
      audioBytes: 5_000_000,
    },
  ];
  const measurements: Measurement[] = [];
  for (const { name, ...collection } of collections) {
    const folder = join(scratch, 'collection');
    makeTaggedMusic(join(folder, 'music'), collection);
    const ours: Rounds = { cold: [], warm: [], again: [] };
    const peers: Rounds = { cold: [], warm: [], again: [] };
    for (let round = 0; round < rounds; round += 1) {
      await scanByFermata(folder, ours);
      if (hasMpd()) await scanByMpd(folder, peers);
    }
    measurements.push(...linesOf(name, ours, peers));
    rmSync(folder, { recursive: true });
  }
  return measurements;
}

function linesOf(name: string, ours: Rounds, peers: Rounds): Measurement[] {
  const memory = Math.max(...[...ours.cold, ...ours.warm].map(({ megabytes: most }) => most));
  const peerMemory = Math.max(0, ...peers.warm.map(({ megabytes: most }) => most));
  return [
    ratio(`Scanning ${name} that are not in memory (best)`, ours.cold, peers.cold, SCAN_LIMIT),
    ratio(`The same, in memory (best)`, ours.warm, peers.warm, SCAN_LIMIT),
    ratio(`Scanning them again, unchanged (best)`, ours.again, peers.again, RESCAN_LIMIT),
    {
      what: 'Memory of the process that scans them (most)',
      measured: `${memory.toFixed(0)} MB`,
      beside: peerMemory === 0 ? '' : `MPD: ${peerMemory.toFixed(0)} MB`,
      target: `≤ ${MEMORY_LIMIT_MB} MB`,
      met: memory <= MEMORY_LIMIT_MB,
    },
  ];
}

function ratio(what: string, ours: Scanned[], peers: Scanned[], limit: number): Measurement {
  if (ours.length === 0) return { ...notMeasured('only root can empty the cache'), what };
  const time = best(ours.map(({ ms }) => ms));
  if (peers.length === 0) {
    const beside = 'MPD is not installed';
    return { what, measured: inMilliseconds(time), beside, target: '', met: null };
  }
  const peer = best(peers.map(({ ms }) => ms));
  const beside = `${inMilliseconds(time)}; MPD: ${inMilliseconds(peer)}`;
  return judged(what, { value: time / peer, limit, unit: '×', beside });
}

async function scanByFermata(folder: string, times: Rounds): Promise<void> {
  const library = join(folder, 'library');
  for (const kind of ['cold', 'warm'] as const) {
    mkdirSync(library);
    const scan = () => timeFermata(join(library, 'library.db'), join(folder, 'music'));
    if (kind === 'warm' || emptyCache()) times[kind].push(await scan());
    if (kind === 'warm') times.again.push(await scan());
    rmSync(library, { recursive: true });
  }
}

async function timeFermata(library: string, music: string): Promise<Scanned> {
  const args = [CLI, 'scan', '--json', '--library', library, music];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const memory = watchMemory(child);
  const scanned = timeBetweenEvents(child);
  const end = () => child.kill('SIGKILL');
  const ms = await within(WORK_LIMIT_MS, 'a scan', scanned, end);
  return { ms, megabytes: memory() };
}

/** From the scan's beginning to its result: MPD's time does not have its start, either. */
async function timeBetweenEvents({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error('A scan has no output.');
  let begun: number | null = null;
  for await (const line of createInterface({ input: stdout })) {
    const { event, phase } = EventSchema.parse(JSON.parse(line));
    if (event === 'phase' && phase === 'scan') begun = performance.now();
    if (event === 'result' && begun !== null) return performance.now() - begun;
  }
  throw new Error('A scan ended without a result.');
}

async function scanByMpd(folder: string, times: Rounds): Promise<void> {
  for (const kind of ['cold', 'warm'] as const) {
    const place = join(folder, 'mpd');
    const seen = join(place, 'music');
    mkdirSync(seen, { recursive: true });
    // It fills a new database as soon as it starts: of an empty folder.
    const mpd = await Mpd.start(place, seen);
    try {
      await mpd.untilIdle();
      renameSync(join(folder, 'music'), join(seen, 'music'));
      if (kind === 'warm' || emptyCache()) times[kind].push(await timeMpd(mpd));
      if (kind === 'warm') times.again.push(await timeMpd(mpd));
    } finally {
      await mpd.stop();
      renameSync(join(seen, 'music'), join(folder, 'music'));
      rmSync(place, { recursive: true });
    }
  }
}

async function timeMpd(mpd: Mpd): Promise<Scanned> {
  const memory = watchMemory(mpd.process);
  const startedAt = performance.now();
  await mpd.update();
  return { ms: performance.now() - startedAt, megabytes: memory() };
}

/** Ends by answering with the most memory that a process had, in megabytes; 0 where the system does not say. */
function watchMemory({ pid }: ChildProcess): () => number {
  let most = 0;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      most = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? most * 1_000) / 1_000;
    } catch {
      // It has ended, or this is not Linux.
    }
  };
  const timer = setInterval(look, LOOKS_AGAIN_MS);
  return () => {
    look();
    clearInterval(timer);
    return most;
  };
}

/** Whether the system has forgotten all files that it had in memory: only root may have it do so. */
function emptyCache(): boolean {
  try {
    writeFileSync(DROP_CACHES, '3');
    return true;
  } catch {
    return false;
  }
}

function notMeasured(reason: string): Measurement {
  return { what: 'Scanning collections', measured: reason, beside: '', target: '', met: null };
}
