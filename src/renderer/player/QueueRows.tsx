/** The songs of the queue, from the one that plays on: moved, taken out and played by mouse, keys and touch. */
import { ListPlus, ListStart, Play, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { t } from '../../shared/words/words.ts';
import { type ListCursor, LongList } from '../elements/long-list/LongList.tsx';
import { ContextMenu, MenuItem, MenuSeparator, Submenu } from '../elements/menu/Menu.tsx';
import { AddToPlaylistItems } from '../features/playlists/AddToPlaylistItems.tsx';
import { addToPlaylist } from '../features/playlists/playlist-edits.ts';
import { acceptTracks, dragTracks } from '../features/playlists/track-drag.ts';
import { useNewPlaylist } from '../features/playlists/use-new-playlist.ts';
import { isSelected, NOTHING_SELECTED, type Selection } from '../features/selection/selection.ts';
import type { PlayQueue, QueueRow } from './play-queue.ts';
import type { Player } from './player.ts';
import { QueueCells } from './QueueCells.tsx';
import styles from './queue.module.css';
import { insertIntoQueue, moveInQueue, removeFromQueue } from './queue-acts.ts';
import type { QueueTracks } from './use-queue-tracks.ts';

export const QUEUE_ROW_HEIGHT = 50;

interface QueueRowsProps {
  readonly player: Player;
  readonly queue: PlayQueue;
  readonly tracks: QueueTracks;
  readonly onShown: (first: number, last: number) => void;
}

export function QueueRows({ player, queue, tracks, onShown }: QueueRowsProps) {
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const makePlaylist = useNewPlaylist();
  const rows = queue.rows.slice(queue.position);
  const chosen = rows.filter(({ key }) => isSelected(selection, key));
  const keys = chosen.map(({ key }) => key);
  const remove = () => {
    if (keys.length > 0) void removeFromQueue(player, keys);
  };
  /** The one that plays stays the first. */
  const top = rows[1]?.key ?? null;
  const moveBy = (step: 1 | -1) => {
    const places = rows.flatMap(({ key }, index) => (keys.includes(key) ? [index] : []));
    const [first, last] = [places.at(0), places.at(-1)];
    if (first === undefined || last === undefined || first === 0) return false;
    if (step === -1 ? first === 1 : last === rows.length - 1) return false;
    const before = step === -1 ? rows[first - 1] : rows[last + 2];
    void moveInQueue(player, keys, before?.key ?? null);
    return true;
  };
  const onKey = (event: KeyboardEvent, cursor: ListCursor) => {
    const step = { ArrowUp: -1, ArrowDown: 1 } as const;
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return false;
    if (moveBy(step[event.key]) && cursor.active !== null) {
      cursor.goTo(cursor.active + step[event.key]);
    }
    return true;
  };
  const { trackOf } = tracks;
  const attach = useQueueDrag({ player, rows, keys });
  return (
    <ContextMenu
      place={<div className={styles.list} />}
      items={
        <>
          <MenuItem
            label={t('actions.play')}
            icon={Play}
            keys="Enter"
            onSelect={() => chosen[0] && player.playRow(chosen[0].key)}
          />
          <MenuItem
            label={t('queue.moveTop')}
            icon={ListStart}
            onSelect={() => void moveInQueue(player, keys, top)}
          />
          <MenuSeparator />
          <Submenu label={t('playlists.addTo')} icon={ListPlus}>
            <AddToPlaylistItems
              onAdd={(playlist) => void addToPlaylist(playlist, idsOf(chosen))}
              onNew={() => void makePlaylist(idsOf(chosen))}
            />
          </Submenu>
          <MenuSeparator />
          <MenuItem
            label={t('queue.remove')}
            icon={Trash2}
            keys={t('songs.deleteKey')}
            onSelect={remove}
          />
        </>
      }
    >
      <LongList
        id="queue"
        label={t('queue.songs')}
        total={rows.length}
        order="queue"
        rowHeight={QUEUE_ROW_HEIGHT}
        header={<HeaderRow />}
        headerHeight={0}
        rowAt={(index) => rows[index] ?? null}
        idOf={({ key }) => key}
        idsOf={(first, last) => Promise.resolve(rows.slice(first, last + 1).map(({ key }) => key))}
        cells={(row) => <QueueCells track={row && trackOf(row.id)} />}
        marks={(row) => ({
          isCurrent: row.key === rows[0]?.key,
          isAway: trackOf(row.id) === null || trackOf(row.id)?.missingSince != null,
        })}
        attach={attach}
        selection={selection}
        onSelect={setSelection}
        onShown={onShown}
        onOpen={({ key }) => player.playRow(key)}
        onRemove={remove}
        onKey={onKey}
        findPrefix={() => Promise.resolve(null)}
      />
    </ContextMenu>
  );
}

/** For screen readers: the columns have no heads that are seen. */
export function HeaderRow() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the keyboard
    <div role="row" aria-rowindex={1} className="only-heard">
      {[t('songs.title'), t('queue.length')].map((head) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <span key={head} role="columnheader">
          {head}
        </span>
      ))}
    </div>
  );
}

const idsOf = (rows: readonly QueueRow[]) => rows.map(({ id }) => id);

interface QueueDragOptions {
  readonly player: Player;
  readonly rows: readonly QueueRow[];
  /** Of the rows that are selected. */
  readonly keys: readonly number[];
}

/** @returns for LongList's `attach` */
function useQueueDrag(options: QueueDragOptions) {
  // Rows are not drawn again for what they are dragged with.
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  return useCallback((element: HTMLElement, index: number) => {
    const stopDragging = dragTracks(element, () => {
      const { rows, keys } = latest.current;
      const row = rows[index];
      if (row === undefined) return null;
      const dragged = keys.includes(row.key) ? rows.filter(({ key }) => keys.includes(key)) : [row];
      return {
        count: dragged.length,
        playlistId: null,
        queueKeys: dragged.map(({ key }) => key),
        rows: () => Promise.resolve(dragged),
      };
    });
    /** Nothing comes before the one that plays. */
    const indexAt = (pointerY: number) => {
      const { top, height } = element.getBoundingClientRect();
      return pointerY < top + height / 2 && index > 0 ? index : index + 1;
    };
    const stopAccepting = acceptTracks(element, {
      onOver: (pointerY) => {
        if (pointerY === null) delete element.dataset.drop;
        else element.dataset.drop = indexAt(pointerY) === index ? 'before' : 'after';
      },
      onDrop: (dragged, pointerY) => {
        const { player, rows } = latest.current;
        const before = rows[indexAt(pointerY)]?.key ?? null;
        if (dragged.queueKeys !== undefined) {
          void moveInQueue(player, dragged.queueKeys, before);
        } else {
          void dragged.rows().then((added) => insertIntoQueue(player, added, before));
        }
      },
    });
    return () => {
      stopDragging();
      stopAccepting();
    };
  }, []);
}
