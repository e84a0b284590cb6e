/**
 * `npm run bench`: measures Fermata beside its peers in one run and prints a table with each target
 * and whether it was met. `npm run bench -- --help` lists the sections and sizes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { measureApi } from './api.ts';
import { measureBackup } from './backup.ts';
import { measureBrowsing } from './browsing.ts';
import { measureBusyWriter } from './busy-writer.ts';
import { measureCollectionScan } from './collection-scan.ts';
import { measureCopy } from './copy.ts';
import { measureFrames } from './frames.ts';
import { measureHostile } from './hostile.ts';
import { measureLock } from './lock.ts';
import { describeMachine, watchOthers } from './machine.ts';
import { measureMigration } from './migration.ts';
import { measurePageWeight } from './page-weight.ts';
import { measureReadsAndWrites } from './reads-and-writes.ts';
import { measureRestore } from './restore.ts';
import { measureScan } from './scan.ts';
import { measureSearch } from './search.ts';
import type { BenchOptions, Measurement } from './section.ts';
import { measureStart } from './start.ts';
import { formatMeasurements } from './table.ts';
import { measureUpToDate } from './up-to-date.ts';
import { measureVerification } from './verification.ts';

const SECTIONS: Record<string, (options: BenchOptions) => Promise<Measurement[]>> = {
  'up-to-date': measureUpToDate,
  lock: measureLock,
  migration: measureMigration,
  backup: measureBackup,
  copy: measureCopy,
  verification: measureVerification,
  restore: measureRestore,
  'busy-writer': measureBusyWriter,
  api: measureApi,
  'reads-and-writes': measureReadsAndWrites,
  browsing: measureBrowsing,
  search: measureSearch,
  scan: measureScan,
  'collection-scan': measureCollectionScan,
  hostile: measureHostile,
  frames: measureFrames,
  'page-weight': measurePageWeight,
  start: measureStart,
};

const OptionsSchema = z.object({
  scratch: z.string(),
  rounds: z.number(),
  samples: z.number(),
  tracks: z.number(),
  megabytes: z.number(),
  beside: z.string().optional(),
});

const program = new Command('npm run bench --')
  .description('Measures Fermata beside its peers.')
  .addArgument(new Argument('[section...]', 'all by default').choices(Object.keys(SECTIONS)))
  .option('--scratch <folder>', 'on the disk to measure', tmpdir())
  .option('--rounds <count>', 'of what takes seconds', toCount, 5)
  .option('--samples <count>', 'of what takes milliseconds', toCount, 41)
  .option('--tracks <count>', 'in the library that is migrated', toCount, 100_000)
  .option('--megabytes <count>', 'of the library that is backed up', toCount, 1_000)
  .option('--beside <checkout>', 'of another version, installed: up-to-date measures it, too')
  .parse();

const chosen = program.args.length === 0 ? Object.keys(SECTIONS) : program.args;
const options = OptionsSchema.parse(program.opts());
const scratch = mkdtempSync(join(options.scratch, 'fermata-bench-'));
try {
  console.log(`${describeMachine(scratch)}\n`);
  const others = watchOthers();
  const measurements: Measurement[] = [];
  for (const name of chosen) {
    console.error(`Measuring: ${name}`);
    measurements.push(...((await SECTIONS[name]?.({ ...options, scratch })) ?? []));
  }
  console.log(formatMeasurements(measurements));
  const disturbance = others();
  if (disturbance !== null) console.log(`\n${disturbance}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It needs a number above 0.');
  return Number(text);
}
