/** The work on backups that runs or ran last, and how to start some. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BackupActivity } from '../../shared/backups.ts';
import { api } from '../host/api-client.ts';
import { keyOf, useRead } from '../host/queries.ts';

export interface BackupWork {
  readonly activity: BackupActivity | null;
  readonly isRunning: boolean;
  /** Why the last attempt to start something came to nothing. */
  readonly failure: Error | null;
  readonly backUp: (note: string) => void;
  readonly verify: () => void;
  readonly restore: (id: string) => void;
  readonly salvage: () => void;
  /** Takes away how the last work ended, for every page. */
  readonly dismiss: () => void;
}

export function useBackupWork(): BackupWork {
  const queries = useQueryClient();
  // The events keep it up to date from the first answer on.
  const activity = useRead(api.backupActivity, {}).data ?? null;
  const starting = useMutation({
    mutationFn: (start: () => Promise<BackupActivity>) => start(),
    onSuccess: (started) => queries.setQueryData(keyOf(api.backupActivity, {}), started),
  });
  return {
    activity,
    isRunning: activity?.state === 'running' || starting.isPending,
    failure: starting.error,
    backUp: (note) => starting.mutate(() => api.backUp({ note })),
    verify: () => starting.mutate(() => api.verifyBackups({})),
    restore: (id) => starting.mutate(() => api.restore({ id })),
    salvage: () => starting.mutate(() => api.salvage({})),
    dismiss: () => starting.mutate(() => api.dismissBackupActivity({})),
  };
}
