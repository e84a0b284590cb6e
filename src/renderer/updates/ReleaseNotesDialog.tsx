/** What is new in the version that is offered. */
import type { UpdateOffer } from '../../shared/updates.ts';
import { Dialog } from '../elements/dialog/Dialog.tsx';
import { plainNotes } from './release-notes.ts';
import './updates.css';

interface ReleaseNotesDialogProps {
  readonly offer: UpdateOffer;
  readonly onClose: () => void;
}

export function ReleaseNotesDialog({ offer, onClose }: ReleaseNotesDialogProps) {
  const notes = plainNotes(offer.notes);
  return (
    <Dialog title={`New in Fermata ${offer.version}`} onClose={onClose}>
      {notes === '' ? (
        <p className="faint">This version comes without release notes.</p>
      ) : (
        <p className="release-notes">{notes}</p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
