/** How far work is that a strip tells of, in bytes. */
import { formatBytes } from '../../shared/formats.ts';
import { t } from '../../shared/words/words.ts';

interface StripProgressProps {
  /** What is being done: "Verifying backups". */
  readonly name: string;
  /** Null until it is known. */
  readonly progress: { readonly done: number; readonly total: number } | null;
}

export function StripProgress({ name, progress }: StripProgressProps) {
  return (
    <div className="strip-progress">
      <p>
        {name}{' '}
        {progress !== null && (
          <span className="faint numbers">
            {t('formats.progress', {
              done: formatBytes(progress.done),
              total: formatBytes(progress.total),
            })}
          </span>
        )}
      </p>
      <progress
        aria-label={name}
        {...(progress === null ? {} : { max: progress.total, value: progress.done })}
      />
    </div>
  );
}
