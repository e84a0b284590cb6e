/** What is about to be written into which files, and afterwards into which of them it could not be. */
import type { EditedTags } from '../../../shared/api/tags.ts';
import { errorFromReport, sentencesOf } from '../../../shared/errors.ts';
import { shownPath } from '../../../shared/shown-path.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import styles from './info.module.css';
import type { TrackChanges } from './tag-fields.ts';
import { tagLabel } from './tag-words.ts';

/** As many as a person looks through. */
const MOST_SHOWN = 100;

export function TagPreview({ changes }: { readonly changes: readonly TrackChanges[] }) {
  const more = changes.length - MOST_SHOWN;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard too
    <section className={styles.preview} aria-label={t('info.previewTitle')} tabIndex={0}>
      <ul>
        {changes.slice(0, MOST_SHOWN).map(({ id, path, changes: changed }) => (
          <li key={id}>
            <p dir="auto" className={styles.fileName}>
              {fileNameOf(path)}
            </p>
            {changed.map(({ name, before, after }) => (
              <p key={name} dir="auto" className={styles.change}>
                <span className="faint">{tagLabel(name)}</span>{' '}
                {before.length === 0 ? t('info.nothing') : <del>{before.join(' · ')}</del>}{' '}
                <ins>{after.join(' · ') || t('info.nothing')}</ins>
              </p>
            ))}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="faint">{t('info.moreFiles', { count: more })}</p>}
    </section>
  );
}

interface FailedFilesProps {
  readonly failed: EditedTags['failed'];
  readonly onClose: () => void;
}

export function FailedFiles({ failed, onClose }: FailedFilesProps) {
  return (
    <>
      <p role="alert">{t('info.notWritten', { count: failed.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard too */}
      <section className={styles.preview} aria-label={t('info.failedTitle')} tabIndex={0}>
        <ul>
          {failed.slice(0, MOST_SHOWN).map(({ id, path, error }) => {
            const { message, advice } = sentencesOf(errorFromReport(error));
            return (
              <li key={id}>
                <p dir="auto" className={styles.fileName}>
                  {path === null ? '' : fileNameOf(path)}
                </p>
                <p dir="auto" className={styles.change}>
                  {message} {advice}
                </p>
              </li>
            );
          })}
        </ul>
      </section>
      <div className="dialog-actions">
        <Button look="main" onClick={onClose}>
          {t('actions.close')}
        </Button>
      </div>
    </>
  );
}

function fileNameOf(path: string): string {
  return shownPath(fileOfTrack(path).split(/[\\/]/).at(-1) ?? path);
}
