/** *About Fermata*: which version it is, and the notices of all that it is made of. */
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../shared/words/words.ts';
import { Dialog } from '../../elements/dialog/Dialog.tsx';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import styles from './about.module.css';

export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const { data, error } = useQuery({
    queryKey: ['notices'],
    queryFn: readNotices,
    staleTime: Infinity,
  });
  return (
    <Dialog title={t('about.title')} onClose={onClose}>
      <p className={styles.lead}>{t('about.madeOf')}</p>
      {error !== null && <FailurePanel failure={error} />}
      <section
        className={styles.notices}
        aria-label={t('about.notices')}
        aria-busy={data === undefined && error === null}
        // Reached by the keyboard, which scrolls it.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it has nothing else that takes the keyboard
        tabIndex={0}
      >
        {/* Licences are written in English, whatever the language of the page. */}
        <pre lang="en" dir="ltr">
          {data}
        </pre>
      </section>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('actions.close')}
        </button>
      </div>
    </Dialog>
  );
}

/** The file that the build writes (scripts/notices.ts). */
async function readNotices({ signal }: { readonly signal: AbortSignal }): Promise<string> {
  const response = await fetch('licences/notices.txt', { signal });
  if (!response.ok) throw new Error(t('about.notHere'));
  return response.text();
}
