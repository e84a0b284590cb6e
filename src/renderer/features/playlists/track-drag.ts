/** Tracks that are dragged from a list: to a playlist in the sidebar, or within a playlist. */
import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import type { ListRow } from '../../../shared/api/tracks.ts';
import { t } from '../../../shared/words/words.ts';
import styles from './track-drag.module.css';

export interface DraggedTracks {
  readonly count: number;
  /** The playlist that they are dragged from; null for other lists. */
  readonly playlistId: number | null;
  /** The rows of the queue that they are, where they are dragged from there. */
  readonly queueKeys?: readonly number[];
  /** In the order of their list. */
  readonly rows: () => Promise<readonly ListRow[]>;
}

const DRAGGED = Symbol('tracks');

/**
 * Lets an element be dragged.
 *
 * @param dragged what is dragged with it; null where it cannot be dragged now
 * @returns takes that away again
 */
export function dragTracks(element: HTMLElement, dragged: () => DraggedTracks | null): () => void {
  return draggable({
    element,
    canDrag: () => dragged() !== null,
    getInitialData: () => ({ [DRAGGED]: dragged() }),
    onGenerateDragPreview: ({ nativeSetDragImage, source }) => {
      const count = tracksOf(source.data)?.count ?? 0;
      setCustomNativeDragPreview({
        nativeSetDragImage,
        render: ({ container }) => {
          const preview = document.createElement('div');
          preview.className = styles.preview ?? '';
          preview.textContent = t('playlists.dragged', { count });
          container.append(preview);
        },
      });
    },
  });
}

interface TrackTarget {
  /** Whether the tracks can be dropped here; always by default. */
  readonly accepts?: (dragged: DraggedTracks) => boolean;
  readonly onDrop: (dragged: DraggedTracks, pointerY: number) => void;
  /** Is told where the pointer is over it, in pixels of the window; null when it has left. */
  readonly onOver: (pointerY: number | null) => void;
}

/** Lets tracks be dropped on an element; answers with what takes that away again. */
export function acceptTracks(element: HTMLElement, target: TrackTarget): () => void {
  const { accepts = () => true, onDrop, onOver } = target;
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => {
      const dragged = tracksOf(source.data);
      return dragged !== null && accepts(dragged);
    },
    getDropEffect: ({ source }) => {
      const dragged = tracksOf(source.data);
      return dragged?.playlistId === null && dragged.queueKeys === undefined ? 'copy' : 'move';
    },
    onDrag: ({ location, self }) => {
      // The innermost target counts: a row of a list that takes tracks, too.
      const isInnermost = location.current.dropTargets[0]?.element === self.element;
      onOver(isInnermost ? location.current.input.clientY : null);
    },
    onDragLeave: () => onOver(null),
    onDrop: ({ location, self, source }) => {
      onOver(null);
      const dragged = tracksOf(source.data);
      if (dragged === null || location.current.dropTargets[0]?.element !== self.element) return;
      onDrop(dragged, location.current.input.clientY);
    },
  });
}

function tracksOf(data: Record<string | symbol, unknown>): DraggedTracks | null {
  // Only dragTracks puts something under this symbol, which no other code has.
  return (data[DRAGGED] as DraggedTracks | undefined) ?? null;
}
