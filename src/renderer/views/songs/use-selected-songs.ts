/** What can be done with the songs of a list that are selected, all of a million included. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ListRow } from '../../../shared/api/tracks.ts';
import { removeTracks } from '../../features/folders/folder-edits.ts';
import {
  addToPlaylist,
  moveInPlaylist,
  type NamedPlaylist,
  removeFromPlaylist,
} from '../../features/playlists/playlist-edits.ts';
import { isSelected, type Selection } from '../../features/selection/selection.ts';
import { api } from '../../host/api-client.ts';
import { idsByBatches, rowIdOf, type TrackListQuery } from '../../library/track-pages.ts';
import type { Player } from '../../player/player.ts';
import { allRows, knownRows } from './list-rows.ts';
import type { SongEdits } from './use-song-edits.ts';

interface SelectedSongsOptions {
  readonly query: TrackListQuery;
  readonly total: number;
  readonly selection: Selection;
  readonly edits: SongEdits;
  /** The playlist that is listed; null for other lists. */
  readonly playlist: NamedPlaylist | null;
}

export function useSelectedSongs(options: SelectedSongsOptions) {
  const { query, total, selection, edits, playlist } = options;
  const queries = useQueryClient();
  /** One move after the other: each begins with what the one before has made. */
  const moving = useRef<Promise<void>>(Promise.resolve());

  /** The selected rows in the order of the list. */
  const rows = async (): Promise<readonly ListRow[]> => {
    const known = knownRows(queries, query, total).filter((row) =>
      isSelected(selection, rowIdOf(row)),
    );
    if (selection.kind === 'some' && known.length === selection.ids.size) return known;
    if (playlist !== null) {
      const all = await allRows(queries, query, total);
      return all.filter((row) => isSelected(selection, rowIdOf(row)));
    }
    const ids =
      selection.kind === 'some' ? [...selection.ids] : await idsByBatches(query, 0, total - 1);
    return ids.filter((id) => isSelected(selection, id)).map((id) => ({ id, entryId: null }));
  };
  const trackIds = async () => [...new Set((await rows()).map(({ id }) => id))];

  const readListAgain = () => queries.invalidateQueries({ queryKey: [api.tracks.callName] });
  /** Moves entries of the playlist, whose rows are given, before a row; null for its end. */
  const moveBefore = async (moved: readonly ListRow[], before: ListRow | null): Promise<void> => {
    if (playlist === null || moved.length === 0) return;
    await moveInPlaylist(playlist, moved.map(rowIdOf), before && rowIdOf(before));
    await readListAgain();
  };
  const moveBy = async (step: 1 | -1): Promise<void> => {
    const all = await allRows(queries, query, total);
    const places = all.flatMap((row, index) =>
      isSelected(selection, rowIdOf(row)) ? [index] : [],
    );
    const [first, last] = [places.at(0), places.at(-1)];
    if (first === undefined || last === undefined) return;
    if (step === -1 ? first === 0 : last === all.length - 1) return;
    const before = step === -1 ? all[first - 1] : all[last + 2];
    await moveBefore(
      places.flatMap((index) => all[index] ?? []),
      before ?? null,
    );
  };

  return {
    rows,
    rate: async (rating: number | null) => edits.rate(await trackIds(), rating),
    /** Marks all of them, unless all of them are favourites already. */
    toggleFavourite: async () => {
      const wanted = await trackIds();
      const known = knownRows(queries, query, total);
      const set = new Set(wanted);
      const areAll = known.filter(({ id }) => set.has(id)).every(({ favourite }) => favourite);
      edits.mark(wanted, !areAll);
    },
    /** Plays the list from the first of them on. */
    play: async (player: Player) => {
      const [first] = await rows();
      if (first !== undefined) await player.playFrom(query, first);
    },
    addTo: async (target: NamedPlaylist) => addToPlaylist(target, await trackIds()),
    trackIds,
    /** From the playlist, or from the library. */
    remove: async () => {
      if (playlist !== null) await removeFromPlaylist(playlist, (await rows()).map(rowIdOf));
      else await removeTracks(await trackIds());
    },
    moveBefore,
    /** Moves them one row up or down in the playlist. */
    moveBy: (step: 1 | -1) => {
      moving.current = moving.current.then(() => moveBy(step));
    },
  };
}

export type SelectedSongs = ReturnType<typeof useSelectedSongs>;
