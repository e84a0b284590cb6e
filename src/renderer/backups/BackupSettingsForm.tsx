/** When backups are made by themselves, where else they go, and how much room they may take. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { BackupSettings } from '../../shared/backups.ts';
import { t } from '../../shared/words/words.ts';
import { api } from '../host/api-client.ts';
import { keyOf } from '../host/queries.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { FolderField } from '../library/FolderField.tsx';

const GIGABYTE = 1_000_000_000;

interface BackupSettingsFormProps {
  readonly settings: BackupSettings;
  /** Where the backups are. */
  readonly folder: string;
}

export function BackupSettingsForm({ settings, folder }: BackupSettingsFormProps) {
  const queries = useQueryClient();
  const [everyHours, setEveryHours] = useState(String(settings.everyHours));
  const [secondDir, setSecondDir] = useState(settings.secondDir ?? '');
  const [gigabytes, setGigabytes] = useState(
    settings.maxTotalBytes === null ? '' : String(settings.maxTotalBytes / GIGABYTE),
  );
  const saving = useMutation({
    mutationFn: (settings: BackupSettings) => api.saveBackupSettings(settings),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(api.backups, {}) }),
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate({
      everyHours: Number(everyHours),
      secondDir: secondDir.trim() === '' ? null : secondDir.trim(),
      maxTotalBytes: gigabytes === '' ? null : Math.round(Number(gigabytes) * GIGABYTE),
    });
  };
  return (
    <details className="backup-settings">
      <summary>{t('backups.settings')}</summary>
      <form onSubmit={onSubmit}>
        <p className="faint problem-path">{t('backups.keptIn', { folder })}</p>
        <label>
          {t('backups.everyHours')}
          <input
            className="field"
            type="number"
            min={1}
            max={720}
            required
            value={everyHours}
            onChange={(event) => setEveryHours(event.target.value)}
          />
        </label>
        <FolderField
          label={t('backups.secondFolder')}
          value={secondDir}
          onChange={setSecondDir}
          purpose="copies-of-backups"
        />
        <label>
          {t('backups.space')}
          <input
            className="field"
            type="number"
            min={0.1}
            step="any"
            value={gigabytes}
            onChange={(event) => setGigabytes(event.target.value)}
          />
        </label>
        {saving.error !== null && <FailurePanel failure={saving.error} />}
        <div className="restore-actions">
          <p className="faint" role="status">
            {saving.isSuccess ? t('backups.saved') : ''}
          </p>
          <button type="submit" className="button" disabled={saving.isPending}>
            {t('backups.save')}
          </button>
        </div>
      </form>
    </details>
  );
}
