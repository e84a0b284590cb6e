/**
 * Verifies backups that were made before: bit rot is to be noticed before a backup is needed. One
 * that is found damaged loses its final name, so that nobody relies on it.
 */
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { BackupManifest } from '../../../shared/backups.ts';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { formatTime } from '../../../shared/formats.ts';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { writeDurably } from '../files/durable-files.ts';
import { damagedName, manifestOf } from '../files/file-names.ts';
import type { SectionRange } from '../thread/jobs.ts';
import { type LifecycleThreads, readerOf } from '../thread/lifecycle-thread.ts';
import type { CatalogedBackup } from './catalog.ts';
import { readManifestText } from './manifest-text.ts';

/** A folder that is only there to be read: root's, or one on a disk that is mounted so. */
const READ_ONLY = new Set(['EROFS', 'EACCES', 'EPERM']);

/** What a backup is compared by: `sections` is as quick as the disk, `sha256` leaves nothing to chance. */
export type Measure = 'sections' | 'sha256';

/**
 * Reads all of a backup and compares it with its manifest: the checksums were taken of a file that
 * SQLite had checked and whose rows had been counted, so that the same bytes are the same good backup.
 * Its manifest then says when it was found good.
 *
 * @param measure `sections` takes checksums of sections where the manifest has none, by its SHA-256
 * @returns the manifest, verified now
 * @throws FermataError `BACKUP_INVALID` if it is damaged: it is then called `.db.damaged`;
 *   `INTERRUPTED`
 */
export async function verifyBackup(
  backup: CatalogedBackup,
  measure: Measure,
  threads: LifecycleThreads,
  onEvent: OnLifecycleEvent,
): Promise<BackupManifest> {
  const { file, manifest } = backup;
  onEvent({ event: 'phase', phase: 'verify-backup' });
  const { isGood, sections, where } = await compare(backup, measure, threads);
  if (!isGood) {
    await note(dirname(file), onEvent, () => rename(file, damagedName(file)));
    throw new FermataError(
      'BACKUP_INVALID',
      words('backupErrors.damaged', { time: formatTime(manifest.createdAt) }),
      {
        advice: words('backupErrors.chooseAnother'),
        cause: where,
      },
    );
  }
  const news = { sections, verifiedAt: new Date().toISOString() };
  await note(dirname(file), onEvent, () => rewriteManifest(manifestOf(file), news));
  return { ...manifest, ...news };
}

/** What a newer version of Fermata wrote in it stays. */
async function rewriteManifest(manifestFile: string, news: Partial<BackupManifest>): Promise<void> {
  const written = z.looseObject({}).parse(JSON.parse(await readManifestText(manifestFile)));
  await writeDurably(manifestFile, JSON.stringify({ ...written, ...news }, null, 2));
}

interface Comparison {
  readonly isGood: boolean;
  /** What the manifest is to say of its sections. */
  readonly sections: BackupManifest['sections'];
  /** The place of the damage, where it is known. */
  readonly where?: Error | undefined;
}

async function compare(
  { file, manifest }: CatalogedBackup,
  measure: Measure,
  threads: LifecycleThreads,
): Promise<Comparison> {
  const { bytes, sections, sha256 } = manifest;
  const reader = readerOf(bytes, threads);
  if (measure === 'sha256') {
    return { isGood: (await reader.run('hash', { file })) === sha256, sections };
  }
  const changed =
    sections === undefined ? null : await reader.run('find-changed-section', { file, sections });
  if (sections !== undefined && changed === null) return { isGood: true, sections };
  // Where they differ, it may be the manifest that has rotted: the SHA-256 decides.
  const present = await reader.run('fingerprint', { file });
  return {
    isGood: present.sha256 === sha256,
    sections: present.sections,
    where: changed === null ? undefined : placeOf(changed),
  };
}

function placeOf({ from, to }: SectionRange): Error {
  return new Error(`It differs first between the bytes ${from} and ${to}.`);
}

/** Where a folder cannot be written, what was found is true all the same. */
async function note(
  folder: string,
  onEvent: OnLifecycleEvent,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    const isReadOnly = READ_ONLY.has(systemCode(error) ?? '');
    const reason = error instanceof Error ? error.message : String(error);
    onEvent(
      notice(
        isReadOnly
          ? words('notices.verifiedReadOnly', { folder })
          : words('notices.verificationNotNoted', { reason }),
      ),
    );
  }
}
