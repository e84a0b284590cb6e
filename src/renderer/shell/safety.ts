/** In words, how safe the library is: how long ago it was backed up, against what is planned. */

import type { BackupList } from '../../shared/backups.ts';
import { t } from '../../shared/words/words.ts';

interface Safety {
  readonly state: 'safe' | 'late' | 'none';
  readonly title: string;
  readonly detail: string;
}

const HOUR_MS = 3_600_000;

/** A backup that is due is made when there is time for it: so many times its interval is too late. */
const LATE_AFTER = 2;

/** @param list undefined until it is known */
export function safetyOf(list: BackupList | undefined, now: number): Safety {
  if (list === undefined) return { state: 'none', title: t('app.unknownSafety'), detail: '' };
  const newest = list.backups.find(({ understood }) => understood);
  if (newest === undefined) {
    return { state: 'none', title: t('app.noBackup'), detail: t('app.noBackupDetail') };
  }
  const age = Math.max(0, now - Date.parse(newest.createdAt));
  const detail = backedUpWords(age);
  const isLate = age > LATE_AFTER * list.settings.everyHours * HOUR_MS;
  return isLate
    ? { state: 'late', title: t('app.late'), detail }
    : { state: 'safe', title: t('app.safe'), detail };
}

function backedUpWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t('app.backedUpNow');
  if (minutes < 60) return t('app.backedUpMinutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t('app.backedUpHours', { count: hours });
  return t('app.backedUpDays', { count: Math.floor(hours / 24) });
}
