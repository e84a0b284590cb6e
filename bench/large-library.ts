/** The large library that several sections measure, and what copying its file takes at the least. */
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import type { LifecycleOptions } from '../src/main/lifecycle/thread/options.ts';
import { shippedMigrationsDir } from '../src/main/locations.ts';
import { WORK_LIMIT_MS } from './limits.ts';
import type { BenchOptions } from './section.ts';

/** What the generator makes of a megabyte, at the latest schema version. */
export const TRACKS_PER_MEGABYTE = 1_000;

/** Built by the first section that asks for it: that takes longer than most measurements. */
export function largeLibrary({ scratch, megabytes }: BenchOptions): string {
  const folder = join(scratch, 'large');
  const file = join(folder, 'library.db');
  if (!existsSync(file)) {
    mkdirSync(folder);
    makeOldLibrary({ file, tracks: megabytes * TRACKS_PER_MEGABYTE });
  }
  return file;
}

/** A copy of the large library that may be changed, in a folder of its own, with its places. */
export function copyOfLargeLibrary(options: BenchOptions, name: string): LifecycleOptions {
  const folder = join(options.scratch, name);
  mkdirSync(folder);
  const libraryFile = join(folder, 'library.db');
  copyAndFlush(largeLibrary(options), libraryFile);
  return {
    libraryFile,
    backupsDir: join(folder, 'backups'),
    migrationsDir: shippedMigrationsDir(),
    appVersion: '0.0.0',
    host: 'a benchmark',
  };
}

/** What every backup has to beat: `cp` and fsync. */
export function copyAndFlush(file: string, destination: string): void {
  // A copy that shares its blocks with the source would be no copy.
  const whole = process.platform === 'linux' ? ['--reflink=never'] : [];
  execFileSync('cp', [...whole, file, destination], { timeout: WORK_LIMIT_MS });
  flush(destination);
}

export function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/**
 * Times some work that begins with nothing left to write to the disk, and removes what it made.
 *
 * @returns milliseconds
 */
export async function timed(work: () => Promise<unknown> | unknown, made: string): Promise<number> {
  execFileSync('sync', { timeout: WORK_LIMIT_MS });
  const startedAt = performance.now();
  await work();
  const duration = performance.now() - startedAt;
  rmSync(made, { recursive: true, force: true });
  return duration;
}
