/** After the work: old backups make room, and what goes is told. It never makes the work fail. */
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import type { BackupsFolder } from './catalog.ts';
import { pruneBackups } from './retention.ts';
import { readBackupSettings } from './settings.ts';

/**
 * Removes the backups that the retention rule lets go, telling each; a failure is a notice.
 *
 * @param schemaVersion the library's present one
 * @param kept the ids of those that the work made, or names: they stay whatever the rule says
 */
export async function tidyBackups(
  folder: BackupsFolder,
  schemaVersion: number,
  kept: readonly (string | null)[],
  onEvent: OnLifecycleEvent,
): Promise<void> {
  const { backupsDir } = folder;
  try {
    const { maxTotalBytes } = await readBackupSettings(backupsDir, folder);
    const named = new Set(kept.filter((id) => id !== null));
    const rule = { schemaVersion, maxTotalBytes, kept: named };
    for (const { id, reason } of await pruneBackups(folder, rule)) {
      onEvent({ event: 'backup-pruned', folder: backupsDir, id, reason });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onEvent(notice(words('notices.notRemoved', { reason })));
  }
}
