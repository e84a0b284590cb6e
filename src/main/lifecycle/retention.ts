/** Which backups are kept and which make room for newer ones. */
import { rm } from 'node:fs/promises';
import { type CatalogedBackup, listBackups } from './backup-catalog.ts';
import type { BackupKind } from './backup-manifest.ts';

/** How many of each kind are kept; those made by hand stay until their maker removes them. */
const KEEP: Record<BackupKind, number> = {
  'before-migration': 5,
  'before-restore': 5,
  scheduled: 7,
  manual: Number.POSITIVE_INFINITY,
};

export interface Pruning {
  readonly id: string;
  readonly reason: string;
}

/**
 * Decides which backups go. Never the newest, never the newest one of an older schema version (the
 * way back to the app before this one), never one made by hand.
 *
 * @param backups newest first, as the catalog lists them
 */
export function planRetention(
  backups: readonly CatalogedBackup[],
  schemaVersion: number,
): (CatalogedBackup & Pruning)[] {
  const newest = backups[0];
  const wayBack = backups.find(({ manifest }) => manifest.schemaVersion < schemaVersion);
  const seen = new Map<BackupKind, number>();
  return backups.flatMap((backup) => {
    const { id, kind } = backup.manifest;
    const position = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, position);
    if (position <= KEEP[kind] || backup === newest || backup === wayBack) return [];
    return [{ ...backup, id, reason: `there are ${KEEP[kind]} newer ones of its kind (${kind})` }];
  });
}

/**
 * Removes the backups that {@link planRetention} lets go.
 *
 * @returns which went, and why
 * @throws the system error if a backup cannot be removed
 */
export async function pruneBackups(backupsDir: string, schemaVersion: number): Promise<Pruning[]> {
  const going = planRetention(await listBackups(backupsDir), schemaVersion);
  for (const { file } of going) {
    // The backup first: a manifest without a backup is cleaned up later, the reverse is not.
    await rm(file, { force: true });
    await rm(file.replace(/\.db$/, '.json'), { force: true });
  }
  return going.map(({ id, reason }) => ({ id, reason }));
}
