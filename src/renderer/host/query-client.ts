/** How a page keeps what the API answered. */
import { QueryClient } from '@tanstack/react-query';

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The host says when something has changed; on its own, nothing becomes old.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        retry: false,
        // The host is on this machine, whatever the network is like.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
