/** *Library Health*: what there is to know of the library, whatever state it is in. */
import { Dialog } from '../elements/dialog/Dialog.tsx';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { BrowserSessions } from './BrowserSessions.tsx';
import { CheckPanel } from './CheckPanel.tsx';
import { HealthFacts } from './HealthFacts.tsx';
import { SaveReport } from './SaveReport.tsx';
import { useHealth } from './use-health.ts';
import './health.css';
import { t } from '../../shared/words/words.ts';

export function HealthDialog({ onClose }: { readonly onClose: () => void }) {
  const { facts, check, failure, start, cancel } = useHealth();
  return (
    <Dialog title={t('health.title')} onClose={onClose}>
      {failure !== null && <FailurePanel failure={failure} />}
      {facts !== undefined && check !== undefined && (
        <div className="health">
          <CheckPanel last={facts.lastCheck} check={check} onStart={start} onCancel={cancel} />
          <HealthFacts health={facts} />
          <BrowserSessions />
        </div>
      )}
      <div className="dialog-actions">
        <SaveReport />
        <button type="button" className="button" onClick={onClose}>
          {t('actions.close')}
        </button>
      </div>
    </Dialog>
  );
}
