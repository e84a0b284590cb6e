/** What is new in the version that is offered. */
import type { UpdateOffer } from '../../shared/updates.ts';
import { Dialog } from '../elements/dialog/Dialog.tsx';
import { plainNotes } from './release-notes.ts';
import './updates.css';
import { t } from '../../shared/words/words.ts';

interface ReleaseNotesDialogProps {
  readonly offer: UpdateOffer;
  readonly onClose: () => void;
}

export function ReleaseNotesDialog({ offer, onClose }: ReleaseNotesDialogProps) {
  const notes = plainNotes(offer.notes);
  return (
    <Dialog title={t('updates.newIn', { version: offer.version })} onClose={onClose}>
      {notes === '' ? (
        <p className="faint">{t('updates.noNotes')}</p>
      ) : (
        <p className="release-notes">{notes}</p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('actions.close')}
        </button>
      </div>
    </Dialog>
  );
}
