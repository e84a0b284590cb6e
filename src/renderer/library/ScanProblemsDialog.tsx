import { shownPath } from '../../shared/shown-path.ts';
import { tellKept } from '../../shared/words/kept-words.ts';
import { t } from '../../shared/words/words.ts';
import { Dialog } from '../elements/dialog/Dialog.tsx';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { FailurePanel } from './FailurePanel.tsx';

export function ScanProblemsDialog({ onClose }: { readonly onClose: () => void }) {
  const { data, error } = useRead(api.scanProblems, {});
  const problems = data ?? [];
  return (
    <Dialog title={t('scan.problemsTitle', { count: problems.length })} onClose={onClose}>
      <p className="faint">{t('scan.problemsKept')}</p>
      {error !== null && <FailurePanel failure={error} />}
      <ul className="problems">
        {problems.map(({ path, reason }) => (
          <li key={path}>
            <span className="problem-path">{shownPath(path)}</span>
            <span className="problem-reason">{tellKept(reason, 'scanReasons')}</span>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('actions.close')}
        </button>
      </div>
    </Dialog>
  );
}
