/** Copies backups to a second folder (another disk, a network share), and verifies them there. */
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FermataError, systemCode } from '../../shared/errors.ts';
import { type CatalogedBackup, listBackups } from './backup-catalog.ts';
import { flushFile, publishFile, writeDurably } from './durable-files.ts';
import type { LifecycleThread } from './lifecycle-thread.ts';

/**
 * Copies each backup that the second folder lacks, newest first.
 *
 * @param hashing reads each copy back
 * @returns how many were copied
 * @throws FermataError `BACKUP_FAILED` at the first one that could not be; the rest can be tried
 *   again later
 */
export async function copyMissingBackups(
  backups: readonly CatalogedBackup[],
  secondDir: string,
  hashing: LifecycleThread,
): Promise<number> {
  try {
    await makeFolder(secondDir);
    const present = new Set((await listBackups(secondDir)).map(({ manifest }) => manifest.id));
    const missing = backups.filter(({ manifest }) => !present.has(manifest.id));
    for (const backup of missing) await copyBackup(backup, secondDir, hashing);
    return missing.length;
  } catch (cause) {
    throw new FermataError(
      'BACKUP_FAILED',
      `Backups could not be copied to the second folder ${secondDir}.`,
      {
        advice: 'Connect its disk or choose another second folder. It is tried again later.',
        cause,
      },
    );
  }
}

/** Only the folder itself: what it lies in is missing where its disk is not connected. */
async function makeFolder(secondDir: string): Promise<void> {
  try {
    await mkdir(secondDir);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

async function copyBackup(
  { file, manifest }: CatalogedBackup,
  secondDir: string,
  hashing: LifecycleThread,
): Promise<void> {
  const partial = join(secondDir, `${randomBytes(8).toString('hex')}.partial`);
  try {
    await copyFile(file, partial);
    await flushFile(partial);
    const sha256 = await hashing.run('hash', { file: partial });
    if (sha256 !== manifest.sha256) throw new Error(`${manifest.id} was not copied correctly`);
    await writeDurably(join(secondDir, `${manifest.id}.json`), JSON.stringify(manifest, null, 2));
    await publishFile(partial, join(secondDir, basename(file)));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
