/** What the host tells by itself, put where the page keeps what it asked for. */
import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Makes what was told the present data of a query. An answer to the same query that is still under
 * way may be older, and would take its place: it is asked for anew.
 */
export function setReportedData(queries: QueryClient, queryKey: QueryKey, data: unknown): void {
  const isAskedFor = queries.isFetching({ queryKey, exact: true }) > 0;
  queries.setQueryData(queryKey, data);
  if (isAskedFor) void queries.invalidateQueries({ queryKey, exact: true });
}
