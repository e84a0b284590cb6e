/** Scanning files that a download can bring and no program of music wrote, with twenty good tracks among them. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { GOOD_TRACKS, HOSTILE_FILES, writeHostileFiles } from '../fixtures/hostile-files.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';

const MOST_MS = 15_000;
const MOST_MB = 600;

/** All of them where the options are the defaults. */
const FILES_PER_SAMPLE = 10;

const SCAN = fileURLToPath(new URL('processes/scan-hostile.ts', import.meta.url));
const READ = fileURLToPath(new URL('processes/read-hostile.ts', import.meta.url));

const ScanSchema = z.object({
  ms: z.number(),
  peakMb: z.number(),
  good: z.number(),
  failed: z.number(),
});
const ReadSchema = z.object({ name: z.string(), ms: z.number(), mb: z.number() });

export async function measureHostile(options: BenchOptions): Promise<Measurement[]> {
  const music = join(options.scratch, 'hostile');
  const files = HOSTILE_FILES.slice(0, options.samples * FILES_PER_SAMPLE);
  writeHostileFiles(music, files);
  const { ms, peakMb, good, failed } = ScanSchema.parse(
    JSON.parse(run(SCAN, music, join(options.scratch, 'hostile-library'))),
  );
  const reads = run(READ, music)
    .split('\n')
    .map((line) => ReadSchema.parse(JSON.parse(line)));
  const [slowest] = reads.toSorted((a, b) => b.ms - a.ms);
  const [heaviest] = reads.toSorted((a, b) => b.mb - a.mb);
  const among = `Scanning ${files.length} hostile files`;
  return [
    judged(`${among}, ${GOOD_TRACKS} good tracks among them: good ones that are missed`, {
      value: GOOD_TRACKS - good,
      limit: 0,
      unit: '',
      beside: `${failed} files are problems`,
    }),
    judged(`${among}: time of it`, {
      value: ms,
      limit: MOST_MS,
      unit: 'ms',
      beside: `the slowest alone: ${slowest?.name}, ${inMilliseconds(slowest?.ms ?? 0)}`,
    }),
    judged(`${among}: most memory of the process`, {
      value: peakMb,
      limit: MOST_MB,
      unit: 'MB',
      beside: `the heaviest alone: ${heaviest?.name}, ${Math.round(heaviest?.mb ?? 0)} MB`,
    }),
  ];
}

function run(script: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
}
