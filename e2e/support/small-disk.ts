/**
 * A disk of a few megabytes, to run out of room on: a tmpfs in a mount namespace of its own, which
 * only the processes started through it see, and which is gone with the test.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import { systemCode } from '../../src/shared/errors.ts';

const IS_ROOT = process.getuid?.() === 0;
const UNSHARE = IS_ROOT ? ['--mount'] : ['--map-root-user', '--mount'];
const NSENTER = IS_ROOT ? ['--mount'] : ['--user', '--mount', '--preserve-credentials'];

export interface SmallDisk {
  /** The command through which a process sees the disk at its folder. */
  readonly through: readonly [string, ...string[]];
  /** Where this process finds what processes on the disk know by a path. */
  seen(path: string): string;
  /** Writes a file until not a byte is left. */
  fill(): Promise<void>;
}

/**
 * Mounts a small disk over a folder (made if missing); skips the test where that is not allowed.
 *
 * @param options of mount(8) for a tmpfs: `size=64m`
 */
export async function mountSmallDisk(
  { skip }: TestContext,
  folder: string,
  options: string,
): Promise<SmallDisk> {
  if (spawnSync('unshare', [...UNSHARE, 'true']).status !== 0) {
    return skip('this machine lets nobody mount a disk for a test (unshare --mount)');
  }
  await mkdir(folder, { recursive: true });
  const script = `mount -t tmpfs -o ${options} none "$0" && echo mounted && exec sleep infinity`;
  const keeper = spawn('unshare', [...UNSHARE, 'sh', '-c', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void keeper.kill('SIGKILL'));
  await once(keeper.stdout, 'data');
  const seen = (path: string) => `/proc/${keeper.pid}/root${path}`;
  return {
    through: ['nsenter', '--target', String(keeper.pid), ...NSENTER],
    seen,
    fill: () => fill(seen(join(folder, 'filler'))),
  };
}

async function fill(file: string): Promise<void> {
  for (const bytes of [1024 * 1024, 4096, 1]) {
    const block = Buffer.alloc(bytes);
    while (await fits(file, block));
  }
}

async function fits(file: string, block: Buffer): Promise<boolean> {
  try {
    await appendFile(file, block);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOSPC') return false;
    throw error;
  }
}
