/** Migrating a large library through all versions, beside the same SQL without Fermata. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import { formatCount } from '../src/shared/formats.ts';
import { measureInProcess } from './processes.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { best } from './statistics.ts';

const LIMIT = 1.05;
const FROM_VERSION = 1;

export async function measureMigration({
  scratch,
  rounds,
  tracks,
}: BenchOptions): Promise<Measurement[]> {
  const folder = join(scratch, 'migration');
  mkdirSync(folder);
  const old = join(folder, 'old.db');
  makeOldLibrary({ file: old, version: FROM_VERSION, tracks });

  const engine: number[] = [];
  const bare: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    engine.push(await migrateCopy('migrate-engine', old));
    bare.push(await migrateCopy('migrate-bare', old));
    whole.push(await migrateCopy('upgrade', old));
  }
  return [
    judged(`Migrating a library of ${formatCount(tracks)} tracks through all versions (best)`, {
      value: best(engine) / best(bare),
      limit: LIMIT,
      unit: '×',
      beside: `${inMilliseconds(best(engine))}; bare better-sqlite3: ${inMilliseconds(best(bare))}`,
    }),
    {
      what: 'The whole upgrade of it: lock, verified backup, migration, checks (best)',
      measured: inMilliseconds(best(whole)),
      beside: '',
      target: '',
      met: null,
    },
  ];
}

async function migrateCopy(script: string, old: string): Promise<number> {
  const folder = `${old}-copy`;
  mkdirSync(folder);
  const copy = join(folder, 'library.db');
  copyFileSync(old, copy);
  const duration = await measureInProcess(script, [copy, String(FROM_VERSION)], z.number());
  rmSync(folder, { recursive: true });
  return duration;
}
