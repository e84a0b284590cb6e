/** Scanning a folder into a new library, beside music-metadata, which only reads the same files' tags. */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseFile } from 'music-metadata';
import { readTags } from '../src/main/library/scan/read-tags.ts';
import { LibrarySession } from '../src/main/library-session.ts';
import { shippedMigrationsDir } from '../src/main/locations.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { best } from './statistics.ts';

/** What it was before tags were read in a thread of their own: edits do not wait, and a scan is no slower. */
const LIMIT = 1.5;

/** Why TagLib reads, and not the peer. */
const READING_LIMIT = 0.75;

const FILES_PER_SAMPLE = 75;

/** Of the peer, which is quicker so than one by one. */
const FILES_AT_ONCE = 48;

const AUDIO = fileURLToPath(new URL('../fixtures/audio', import.meta.url));

export async function measureScan(options: BenchOptions): Promise<Measurement[]> {
  const folder = join(options.scratch, 'scan');
  const files = makeMusic(join(folder, 'music'), options.samples * FILES_PER_SAMPLE);
  const scans: number[] = [];
  const peers: number[] = [];
  const reads: number[] = [];
  const peerReads: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    scans.push(await timeScan(folder));
    peers.push(await timePeer(files));
    reads.push(await processorTime(() => readAll(files)));
    peerReads.push(await processorTime(() => timePeer(files)));
  }
  return [
    judged(`Scanning ${files.length.toLocaleString('en')} files into a new library (best)`, {
      value: best(scans) / best(peers),
      limit: LIMIT,
      unit: '×',
      beside: `${inMilliseconds(best(scans))}; music-metadata alone: ${inMilliseconds(best(peers))}`,
    }),
    judged('Reading their tags in one thread, processor time (best)', {
      value: best(reads) / best(peerReads),
      limit: READING_LIMIT,
      unit: '×',
      beside: `${inMilliseconds(best(reads))}; music-metadata: ${inMilliseconds(best(peerReads))}`,
    }),
  ];
}

/** Files of all formats. */
function makeMusic(folder: string, count: number): string[] {
  mkdirSync(folder, { recursive: true });
  const songs = readdirSync(AUDIO).filter((name) => /^\d/.test(name));
  return Array.from({ length: count }, (_, number) => {
    const song = songs[number % songs.length] ?? '';
    const file = join(folder, `${number}${extname(song)}`);
    copyFileSync(join(AUDIO, song), file);
    return file;
  });
}

async function timeScan(folder: string): Promise<number> {
  const library = join(folder, 'library');
  mkdirSync(library);
  const session = new LibrarySession({ host: 'a benchmark', onEvent: () => {} });
  try {
    await session.prepare(() => ({
      libraryFile: join(library, 'library.db'),
      backupsDir: join(library, 'backups'),
      migrationsDir: shippedMigrationsDir(),
      appVersion: '0.0.0',
      host: 'a benchmark',
    }));
    const startedAt = performance.now();
    const state = await session.library?.scan([join(folder, 'music')]);
    const duration = performance.now() - startedAt;
    if (state?.failed !== 0) throw new Error('The scan did not read all files.');
    return duration;
  } finally {
    await session.close();
    rmSync(library, { recursive: true });
  }
}

function readAll(files: readonly string[]): void {
  for (const file of files) readTags(file);
}

/** Of this process, in milliseconds: what other programs do meanwhile is not in it. */
async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

async function timePeer(files: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  for (let start = 0; start < files.length; start += FILES_AT_ONCE) {
    await Promise.all(files.slice(start, start + FILES_AT_ONCE).map((file) => parseFile(file)));
  }
  return performance.now() - startedAt;
}
