/** Saves what the dialog shows, without paths and names: to be sent to somebody who helps. */
import { useMutation } from '@tanstack/react-query';
import { SavedReportSchema } from '../../shared/desktop-bridge.ts';
import { errorFromReport } from '../../shared/errors.ts';
import { t } from '../../shared/words/words.ts';
import { apiAddress } from '../host/api-address.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';

export function SaveReport() {
  const desktop = window.fermataDesktop ?? window.fermataSplash;
  const saving = useMutation({
    mutationFn: async () => SavedReportSchema.parse(await desktop?.saveReport()),
  });
  if (desktop === undefined) {
    return (
      <a className="button" href={apiAddress('/api/health/report')} download>
        {t('health.saveReport')}
      </a>
    );
  }
  const failed = saving.data?.error ?? null;
  const failure = failed === null ? saving.error : errorFromReport(failed);
  return (
    <>
      {failure !== null && <FailurePanel failure={failure} />}
      <p className="faint" role="status">
        {saving.data?.isSaved === true ? t('health.reportSaved') : ''}
      </p>
      <button
        type="button"
        className="button"
        disabled={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {t('health.saveReport')}
      </button>
    </>
  );
}
