/** What lies in the backups folder and cannot be relied on, with the reason. */
import type { UnusableFile } from '../../shared/backups.ts';
import { tellSent } from '../../shared/words/sent-words.ts';
import { t } from '../../shared/words/words.ts';

export function UnusableFiles({ files }: { readonly files: readonly UnusableFile[] }) {
  if (files.length === 0) return null;
  return (
    <details className="unusable" open={hasBadBackup(files)}>
      <summary>{t('backups.unusable', { count: files.length })}</summary>
      <ul>
        {files.map(({ file, reason, reasonWords }) => (
          <li key={file}>
            <span className="problem-path">{nameOf(file)}</span>{' '}
            <span className="problem-reason">{tellSent(reason, reasonWords)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Whether one was a backup: it is missed by somebody; what never was one is only explained. */
export function hasBadBackup(files: readonly UnusableFile[]): boolean {
  return files.some(({ state }) => state === 'damaged' || state === 'unreadable');
}

/** The folder is the same for all of them; on Windows its path has other separators. */
function nameOf(file: string): string {
  return file.split(/[/\\]/).at(-1) ?? file;
}
