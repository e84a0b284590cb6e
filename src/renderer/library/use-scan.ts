/** The scan that runs or ran last, and how to start and cancel one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ScanState } from '../../shared/api.ts';
import { api } from '../host/api-client.ts';
import { SCAN_QUERY } from '../host/queries.ts';

export interface Scan {
  readonly state: ScanState | null;
  readonly isRunning: boolean;
  /** Why the last attempt to start or cancel a scan came to nothing. */
  readonly failure: Error | null;
  readonly forgetFailure: () => void;
  /** Whether the scan could be started. */
  readonly start: (folders: readonly string[]) => Promise<boolean>;
  readonly cancel: () => void;
}

export function useScan(): Scan {
  const queries = useQueryClient();
  // The events keep it up to date from the first answer on.
  const state = useQuery({ queryKey: SCAN_QUERY, queryFn: api.scan }).data ?? null;
  const onSuccess = (scan: ScanState) => queries.setQueryData(SCAN_QUERY, scan);
  const starting = useMutation({ mutationFn: api.startScan, onSuccess });
  const cancelling = useMutation({ mutationFn: api.cancelScan, onSuccess });
  return {
    state,
    isRunning: state?.state === 'scanning' || starting.isPending,
    failure: starting.error ?? cancelling.error,
    forgetFailure: () => {
      starting.reset();
      cancelling.reset();
    },
    start: async (folders) => {
      try {
        await starting.mutateAsync(folders);
        return true;
      } catch {
        // It is shown as the failure.
        return false;
      }
    },
    cancel: () => cancelling.mutate(),
  };
}
