/**
 * The second folder (another disk, a network share): backups are copied to it and verified there,
 * and what the backups folder itself no longer keeps goes by the same rule.
 */
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FermataError, systemCode } from '../../shared/errors.ts';
import { PARTIAL_NAME } from './backup.ts';
import { type CatalogedBackup, listBackups } from './backup-catalog.ts';
import { flushFile, publishFile, writeDurably } from './durable-files.ts';
import type { LifecycleThread } from './lifecycle-thread.ts';
import { DAY_MS, pruneBackups, type RetentionRule } from './retention.ts';

/** What was not finished in this time was given up, in milliseconds. */
const UNFINISHED_MS = DAY_MS;

/**
 * Copies each backup that the second folder lacks, newest first, and removes from it what the rule
 * lets go and the backups folder does not have either.
 *
 * @param hashing reads each copy back
 * @throws FermataError `BACKUP_FAILED` at the first copy that could not be made; the rest can be
 *   tried again later
 */
export async function updateSecondFolder(
  backups: readonly CatalogedBackup[],
  secondDir: string,
  rule: RetentionRule,
  hashing: LifecycleThread,
): Promise<void> {
  try {
    await makeFolder(secondDir);
    await removeUnfinished(secondDir, rule.now);
    const copied = new Set(idsOf(await listBackups(secondDir)));
    for (const backup of backups) {
      if (!copied.has(backup.manifest.id)) await copyBackup(backup, secondDir, hashing);
    }
    await pruneBackups(secondDir, rule, new Set(idsOf(backups)));
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

function idsOf(backups: readonly CatalogedBackup[]): string[] {
  return backups.map(({ manifest }) => manifest.id);
}

/** Another process may be copying now: its file is young. */
async function removeUnfinished(secondDir: string, now: Date): Promise<void> {
  const names = (await readdir(secondDir)).filter((name) => PARTIAL_NAME.test(name));
  for (const file of names.map((name) => join(secondDir, name))) {
    const { mtimeMs } = await stat(file);
    if (now.getTime() - mtimeMs > UNFINISHED_MS) await rm(file, { force: true });
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
