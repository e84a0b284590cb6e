/** The scan that runs or ran last, and how to start and cancel one. */
import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import type { ScanState } from '../../shared/api/scan.ts';
import { t } from '../../shared/words/words.ts';
import { toast } from '../elements/toast/toast.ts';
import { tellFailure } from '../features/undo/tell-edits.ts';
import { api } from '../host/api-client.ts';
import { keyOf } from '../host/queries.ts';

export interface Scan {
  readonly state: ScanState | null;
  readonly isRunning: boolean;
  /** Why the last attempt to start or cancel a scan came to nothing. */
  readonly failure: Error | null;
  readonly forgetFailure: () => void;
  /** Whether the scan could be started. */
  readonly start: (
    folders: readonly string[],
    options?: { readonly acceptsMissing?: boolean; readonly readsAll?: boolean },
  ) => Promise<boolean>;
  readonly cancel: () => void;
}

/** Reads every file of the music folders that are there, also those that have not changed. */
export async function readAllAgain({ start }: Pick<Scan, 'start'>): Promise<void> {
  try {
    const folders = await api.folders({});
    const present = folders.filter(({ state }) => state === 'there').map(({ path }) => path);
    if (present.length > 0) await start(present, { readsAll: true });
    else toast({ text: t('scan.noFoldersThere') });
  } catch (error) {
    tellFailure(error);
  }
}

export function useScan(): Scan {
  // Only the events say how it goes, from the moment the page listens: an answer to a request may
  // arrive after an event that is newer than it.
  const state =
    useQuery<ScanState>({ queryKey: keyOf(api.scan, {}), queryFn: skipToken }).data ?? null;
  const starting = useMutation({
    mutationFn: (request: Parameters<typeof api.startScan>[0]) => api.startScan(request),
  });
  const cancelling = useMutation({ mutationFn: () => api.cancelScan({}) });
  return {
    state,
    isRunning: state?.state === 'scanning' || starting.isPending,
    failure: starting.error ?? cancelling.error,
    forgetFailure: () => {
      starting.reset();
      cancelling.reset();
    },
    start: async (folders, options) => {
      try {
        await starting.mutateAsync({ folders: [...folders], ...options });
        return true;
      } catch {
        // It is shown as the failure.
        return false;
      }
    },
    cancel: () => cancelling.mutate(),
  };
}
