/** The backups whose files are not here now: what is known of them, and how to get them back. */
import type { BackupList } from '../../shared/backups.ts';
import { formatBytes } from '../../shared/formats.ts';
import { tellSent } from '../../shared/words/sent-words.ts';
import { t } from '../../shared/words/words.ts';
import { contentsName, kindName, timeName } from './backup-words.ts';

export function AwayBackups({ backups }: { readonly backups: BackupList['away'] }) {
  if (backups.length === 0) return null;
  return (
    <section className="away-backups" aria-label={t('backups.notHere')}>
      <p>
        {t('backups.awayCount', { count: backups.length })}.{' '}
        <span className="faint">{t('backups.awayHint')}</span>
      </p>
      <ul className="backups">
        {backups.map((backup) => (
          <li className="backup-item" key={backup.id}>
            <div className="backup">
              <span className="backup-time">{timeName(backup.createdAt)}</span>
              <span className="backup-kind">{kindName(backup.kind)}</span>
              <span className="backup-size numbers">{formatBytes(backup.bytes)}</span>
              {backup.note !== null && (
                <span className="backup-note">{t('backups.quoted', { name: backup.note })}</span>
              )}
              <span className="backup-more faint numbers">{contentsName(backup)}</span>
              <span className="backup-more faint">
                {tellSent(backup.reason, backup.reasonWords)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
