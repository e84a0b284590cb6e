/** Saying where a folder or the file of a track is now: typed, or chosen where there is a dialog for it. */
import { type FormEvent, useState } from 'react';
import { toFermataError } from '../../../shared/errors.ts';
import { t } from '../../../shared/words/words.ts';
import { Dialog } from '../../elements/dialog/Dialog.tsx';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { FolderField } from '../../library/FolderField.tsx';
import { useLibrary } from '../../shell/library-context.ts';
import { locate } from './locate.ts';

export interface Lost {
  /** Where it was. */
  readonly path: string;
  /** Whether it is the file of a track, and not a folder. */
  readonly isTrack: boolean;
}

interface LocateDialogProps {
  readonly lost: Lost;
  readonly onClose: () => void;
}

export function LocateDialog({ lost: { path, isTrack }, onClose }: LocateDialogProps) {
  const { scan } = useLibrary();
  const [place, setPlace] = useState('');
  const [isLooking, setIsLooking] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setIsLooking(true);
    setFailure(null);
    setReason(null);
    try {
      const located = await locate({ from: path, to: place.trim() }, isTrack);
      if (located.folder === null) setReason(located.reason);
      else {
        onClose();
        await scan.start([located.folder]);
      }
    } catch (error) {
      setFailure(toFermataError(error));
    } finally {
      setIsLooking(false);
    }
  };
  return (
    <Dialog title={t('folders.locateTitle')} onClose={onClose}>
      <form onSubmit={(event) => void onSubmit(event)}>
        <p>{t(isTrack ? 'folders.locateFileHint' : 'folders.locateHint')}</p>
        <FolderField
          label={
            isTrack
              ? t('folders.locateFile', { file: path })
              : t('folders.locateFolder', { folder: path })
          }
          value={place}
          onChange={setPlace}
          isRequired
          purpose={isTrack ? 'new-file' : 'new-place'}
        />
        <p role="status">{reason}</p>
        {failure !== null && <FailurePanel failure={failure} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('actions.cancel')}
          </button>
          <button
            type="submit"
            className="button button-main"
            disabled={place.trim() === '' || isLooking}
          >
            {t('folders.locateStart')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
