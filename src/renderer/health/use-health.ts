/** How the library is, the check that runs or ran last, and how to start and cancel one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CheckDepth, HealthCheck, LibraryHealth } from '../../shared/health.ts';
import { api } from '../host/api-client.ts';
import { HEALTH_CHECK_QUERY, HEALTH_QUERY } from '../host/queries.ts';

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
    queryKey: HEALTH_QUERY,
    queryFn: api.health,
    refetchOnMount: 'always',
  });
  // The events keep it up to date from the first answer on.
  const check = useQuery({ queryKey: HEALTH_CHECK_QUERY, queryFn: api.healthCheck });
  const asking = useMutation({
    mutationFn: (ask: () => Promise<HealthCheck>) => ask(),
    // Only the events say how it goes: an answer may arrive after one that is newer than it.
    onSuccess: () => queries.invalidateQueries({ queryKey: HEALTH_CHECK_QUERY }),
  });
  return {
    facts: facts.data,
    check: check.data,
    failure: facts.error ?? check.error ?? asking.error,
    start: (depth) => asking.mutate(() => api.startCheck(depth)),
    cancel: () => asking.mutate(api.cancelCheck),
  };
}
