/** The path of a folder, or of a track's file: typed, or chosen where there is a dialog for it. */
import { useId } from 'react';
import type { FolderPurpose } from '../../shared/desktop-bridge.ts';
import { t } from '../../shared/words/words.ts';
import { chooseInNativeDialog, hasNativeDialogs } from './choose-folders.ts';
import './folder-field.css';

interface FolderFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (folder: string) => void;
  readonly isRequired?: boolean;
  /** What it is for, which the dialog says. */
  readonly purpose: FolderPurpose;
}

export function FolderField({
  label,
  value,
  onChange,
  isRequired = false,
  purpose,
}: FolderFieldProps) {
  const id = useId();
  const choose = async () => {
    const [folder] = (await chooseInNativeDialog(purpose)) ?? [];
    if (folder !== undefined) onChange(folder);
  };
  return (
    <div className="folder-field">
      <label htmlFor={id}>{label}</label>
      <div className="folder-field-choice">
        <input
          id={id}
          className="field"
          type="text"
          spellCheck={false}
          required={isRequired}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        {hasNativeDialogs() && (
          <button type="button" className="button" onClick={() => void choose()}>
            {t('backups.choose')}
          </button>
        )}
      </div>
    </div>
  );
}
