/** Dragging the songs of a list, and dropping songs between the rows of a playlist. */
import { useCallback, useEffect, useRef } from 'react';
import type { Track } from '../../../shared/api/tracks.ts';
import { addToPlaylist, type NamedPlaylist } from '../../features/playlists/playlist-edits.ts';
import {
  acceptTracks,
  type DraggedTracks,
  dragTracks,
} from '../../features/playlists/track-drag.ts';
import { isSelected, type Selection, selectedCount } from '../../features/selection/selection.ts';
import { rowIdOf } from '../../library/track-pages.ts';
import type { SelectedSongs } from './use-selected-songs.ts';

interface SongDragOptions {
  readonly trackAt: (index: number) => Track | null;
  readonly selection: Selection;
  readonly total: number;
  readonly selected: SelectedSongs;
  /** The playlist that is listed; null for other lists. */
  readonly playlist: NamedPlaylist | null;
  /** Whether the rows stand in the playlist's own order. */
  readonly canReorder: boolean;
}

/** @returns for LongList's `attach` */
export function useSongDrag(options: SongDragOptions) {
  // What a row is dragged with is asked for when that begins: the rows are not drawn again for it.
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  return useCallback((element: HTMLElement, index: number) => {
    const stopDragging = dragTracks(element, () => draggedWith(latest.current, index));
    const indexAt = (pointerY: number) => {
      const { top, height } = element.getBoundingClientRect();
      return pointerY < top + height / 2 ? index : index + 1;
    };
    const stopAccepting = acceptTracks(element, {
      accepts: () => latest.current.canReorder,
      onOver: (pointerY) => {
        if (pointerY === null) delete element.dataset.drop;
        else element.dataset.drop = indexAt(pointerY) === index ? 'before' : 'after';
      },
      onDrop: (dragged, pointerY) => void drop(latest.current, dragged, indexAt(pointerY)),
    });
    return () => {
      stopDragging();
      stopAccepting();
    };
  }, []);
}

/** The selection, if the row is part of it; otherwise the row alone. */
function draggedWith(
  { trackAt, selection, total, selected, playlist }: SongDragOptions,
  index: number,
): DraggedTracks | null {
  const row = trackAt(index);
  if (row === null) return null;
  const playlistId = playlist?.id ?? null;
  return isSelected(selection, rowIdOf(row))
    ? { count: selectedCount(selection, total), playlistId, rows: selected.rows }
    : { count: 1, playlistId, rows: () => Promise.resolve([row]) };
}

async function drop(
  { trackAt, total, selected, playlist }: SongDragOptions,
  dragged: DraggedTracks,
  index: number,
): Promise<void> {
  if (playlist === null) return;
  const rows = await dragged.rows();
  if (dragged.playlistId === playlist.id) {
    await selected.moveBefore(rows, index < total ? trackAt(index) : null);
  } else {
    await addToPlaylist(
      playlist,
      rows.map(({ id }) => id),
      index,
    );
  }
}
