/** Naming a folder to scan, in a browser: it has no dialog for folders of the computer. */
import { type FormEvent, useRef, useState } from 'react';
import { t } from '../../shared/words/words.ts';
import { Dialog } from '../elements/dialog/Dialog.tsx';
import { FailurePanel } from './FailurePanel.tsx';
import type { Scan } from './use-scan.ts';

interface FolderDialogProps {
  readonly scan: Scan;
  readonly onClose: () => void;
}

/** The folder that was scanned last is offered again: new music mostly comes there. */
const LAST_FOLDER = 'last-scanned-folder';

export function FolderDialog({ scan, onClose }: FolderDialogProps) {
  const [folder, setFolder] = useState(() => localStorage.getItem(LAST_FOLDER) ?? '');
  const field = useRef<HTMLInputElement>(null);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await scan.start([folder.trim()]))) return;
    localStorage.setItem(LAST_FOLDER, folder.trim());
    onClose();
  };
  return (
    <Dialog title={t('scan.folderTitle')} onClose={onClose} initialFocus={field}>
      <form onSubmit={(event) => void onSubmit(event)}>
        <label>
          {t('scan.folderLabel')}
          <input
            ref={field}
            className="field"
            type="text"
            value={folder}
            placeholder={t('scan.folderExample')}
            autoComplete="off"
            spellCheck={false}
            required
            onChange={(event) => setFolder(event.target.value)}
          />
        </label>
        {scan.failure !== null && <FailurePanel failure={scan.failure} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('actions.cancel')}
          </button>
          <button
            type="submit"
            className="button button-main"
            disabled={folder.trim() === '' || scan.isRunning}
          >
            {t('scan.start')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
