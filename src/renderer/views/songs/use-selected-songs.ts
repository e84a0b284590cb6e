/** What can be done with the songs of a list that are selected, all of a million included. */
import { useQueryClient } from '@tanstack/react-query';
import type { Track, TrackPage } from '../../../shared/api/tracks.ts';
import type { Selection } from '../../features/selection/selection.ts';
import { api } from '../../host/api-client.ts';
import { idsByBatches, type TrackListQuery } from '../../library/track-pages.ts';
import type { Player } from '../../player/player.ts';
import type { SongEdits } from './use-song-edits.ts';

interface SelectedSongsOptions {
  readonly query: TrackListQuery;
  readonly total: number;
  readonly selection: Selection;
  readonly edits: SongEdits;
}

export function useSelectedSongs({ query, total, selection, edits }: SelectedSongsOptions) {
  const queries = useQueryClient();

  const ids = async (): Promise<number[]> => {
    if (selection.kind === 'some') return [...selection.ids];
    const all = await idsByBatches(query, 0, total - 1);
    return all.filter((id) => !selection.ids.has(id));
  };
  /** Those that the page has, which is all that a person has seen of them. */
  const loaded = (wanted: readonly number[]): Track[] => {
    const set = new Set(wanted);
    return queries
      .getQueriesData<TrackPage>({ queryKey: [api.tracks.callName] })
      .flatMap(([, page]) => page?.tracks ?? [])
      .filter(({ id }) => set.has(id));
  };
  return {
    rate: async (rating: number | null) => edits.rate(await ids(), rating),
    /** Marks all of them, unless all of them are favourites already. */
    toggleFavourite: async () => {
      const wanted = await ids();
      edits.mark(wanted, !loaded(wanted).every(({ favourite }) => favourite));
    },
    /** Plays the list from the first of them on. */
    play: async (player: Player) => {
      const [first] = await ids();
      if (first !== undefined) await player.playFrom(query, first);
    },
  };
}
