/** Says that nothing of the library can be changed here, before a person tries to. */
import { t } from '../../shared/words/words.ts';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';

export function ReadOnlyStrip() {
  const { data: summary } = useRead(api.summary, {});
  if (summary?.isReadOnly !== true) return null;
  return (
    <section className="strip" aria-label={t('access.strip')} role="status">
      <p>{t('access.onlyReadStrip')}</p>
    </section>
  );
}
