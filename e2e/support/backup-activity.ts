/** Work on backups that a page has started, as the page itself is told of it. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { type BackupActivity, BackupActivitySchema } from '../../src/shared/backups.ts';

/**
 * Waits until a restore has ended well; until then nobody else should read the library's files.
 *
 * @param undo what the restore before offered to undo, to tell its end from this one's
 * @returns the backup to restore to undo this one
 */
export async function untilRestored(page: Page, undo: string | null): Promise<string | null> {
  await expect
    .poll(() => activityIn(page))
    .toSatisfy((now: BackupActivity) => now.state === 'done' && now.undo !== undo);
  return (await activityIn(page)).undo;
}

async function activityIn(page: Page): Promise<BackupActivity> {
  const answer = `fetch('/api/backups/activity').then((response) => response.json())`;
  return BackupActivitySchema.parse(await page.evaluate(answer));
}
