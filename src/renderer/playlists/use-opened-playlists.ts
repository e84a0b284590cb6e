/** The playlist files that were opened with Fermata since the page is there, and what became of them. */
import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { z } from 'zod';
import { type OpenedPlaylist, OpenedPlaylistSchema } from '../../shared/desktop-bridge.ts';
import { OPENED_PLAYLISTS_QUERY } from '../host/queries.ts';

/** Each with a key of its own: a file may be opened twice. */
type Keyed = readonly [key: string, opened: OpenedPlaylist];

interface OpenedPlaylists {
  /** The oldest first. */
  readonly opened: readonly Keyed[];
  readonly dismiss: (key: string) => void;
}

export function useOpenedPlaylists(): OpenedPlaylists {
  const queries = useQueryClient();
  // They are told once, and kept while another screen is shown.
  const { data = [] } = useQuery<readonly Keyed[]>({
    queryKey: OPENED_PLAYLISTS_QUERY,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    const stopListening = window.fermataDesktop?.onPlaylistsOpened(() => void take(queries));
    // Those that were opened before the page listened.
    void take(queries);
    return stopListening;
  }, [queries]);
  return {
    opened: data,
    dismiss: (dismissed) => change(queries, (all) => all.filter(([key]) => key !== dismissed)),
  };
}

async function take(queries: QueryClient): Promise<void> {
  const taken = (await window.fermataDesktop?.takeOpenedPlaylists()) ?? [];
  const keyed = z
    .array(OpenedPlaylistSchema)
    .parse(taken)
    .map((opened): Keyed => [crypto.randomUUID(), opened]);
  if (keyed.length > 0) change(queries, (all) => [...all, ...keyed]);
}

function change(queries: QueryClient, to: (all: readonly Keyed[]) => readonly Keyed[]): void {
  queries.setQueryData<readonly Keyed[]>(OPENED_PLAYLISTS_QUERY, (all = []) => to(all));
}
