/** A disk of a few megabytes, to run out of room on: a tmpfs that only some processes see. */
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { systemCode } from '../../src/shared/errors.ts';
import { type MountNamespace, makeMountNamespace } from './mount-namespace.ts';

export interface SmallDisk extends MountNamespace {
  /** Writes a file until not a byte is left. */
  fill(): Promise<void>;
}

/**
 * Mounts a small disk over a folder (made if missing); skips the test where that is not allowed.
 *
 * @param options of mount(8) for a tmpfs: `size=64m`
 */
export async function mountSmallDisk(
  context: TestContext,
  folder: string,
  options: string,
): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true });
  const script = `mount -t tmpfs -o ${options} none "$0"`;
  const namespace = await makeMountNamespace(context, script, folder);
  return { ...namespace, fill: () => fill(namespace.seen(join(folder, 'filler'))) };
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
