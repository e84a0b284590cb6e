/** How the library is, the check that runs or ran last, and how to start and cancel one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CheckDepth, HealthCheck, LibraryHealth } from '../../shared/health.ts';
import { api } from '../host/api-client.ts';
import { keyOf, queryOf, useRead } from '../host/queries.ts';

interface Health {
  /** Undefined until it is known. */
  readonly facts: LibraryHealth | undefined;
  readonly check: HealthCheck | undefined;
  /** Why the facts cannot be read, or a check not be started or cancelled. */
  readonly failure: Error | null;
  readonly start: (depth: CheckDepth) => void;
  readonly cancel: () => void;
}

export function useHealth(): Health {
  const queries = useQueryClient();
  // It is read anew each time the dialog opens: backups and locks come and go without an event.
  const facts = useQuery({
    ...queryOf(api.health, {}),
    refetchOnMount: 'always',
  });
  // The events keep it up to date from the first answer on.
  const check = useRead(api.healthCheck, {});
  const asking = useMutation({
    mutationFn: (ask: () => Promise<HealthCheck>) => ask(),
    // Only the events say how it goes: an answer may arrive after one that is newer than it.
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(api.healthCheck, {}) }),
  });
  return {
    facts: facts.data,
    check: check.data,
    failure: facts.error ?? check.error ?? asking.error,
    start: (depth) => asking.mutate(() => api.startCheck({ depth })),
    cancel: () => asking.mutate(() => api.cancelCheck({})),
  };
}
