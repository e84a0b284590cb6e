/** The list of tracks: only the rows that can be seen are there, however many there are. */
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Track } from '../../shared/api/tracks.ts';
import type { Player } from '../player/player.ts';
import { rowAfterKey } from './row-keys.ts';
import { TrackHeader } from './TrackHeader.tsx';
import { TrackRow } from './TrackRow.tsx';
import { type TrackListQuery, type TrackOrder, useTracks } from './track-pages.ts';
import { useMediaQuery } from './use-media-query.ts';
import './track-list.css';

/** Row heights in pixels; on narrow windows a row has two lines (track-list.css). */
const ROW_HEIGHT = 36;
const NARROW_ROW_HEIGHT = 56;
const NARROW = '(max-width: 640px)';

/** Rows drawn beyond the edges, so that scrolling does not show a gap. */
const OVERSCAN = 12;

interface TrackListProps {
  /** What is shown, and how many tracks that are: at least one. */
  readonly query: TrackListQuery;
  readonly total: number;
  /** What was asked for last: the query follows as soon as its answer is there. */
  readonly order: TrackOrder;
  readonly player: Player;
  readonly onOrder: (order: TrackOrder) => void;
}

export function TrackList({ query, total, order, player, onOrder }: TrackListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [activeRow, setActiveRow] = useState<number | null>(null);
  const rowHeight = useMediaQuery(NARROW) ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    // The header lies over the first row's height.
    scrollPaddingStart: ROW_HEIGHT,
    paddingStart: 0,
  });
  useEffect(() => {
    if (rowHeight > 0) rows.measure();
  }, [rows, rowHeight]);
  const visible = rows.getVirtualItems();
  const trackAt = useTracks(query, visible[0]?.index ?? 0, visible.at(-1)?.index ?? -1);

  const playedId = useSyncExternalStore(player.subscribe, () => player.state().track?.id ?? null);
  // Rows are drawn again only when something of them changes.
  const play = useCallback(
    (track: Track) => void player.playFrom(query, track.id),
    [player, query],
  );

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const active = activeRow === null ? null : trackAt(activeRow);
    if (event.key === 'Enter' && active !== null) play(active);
    const rowsAScreen = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2;
    const row = rowAfterKey(event.key, activeRow, total, Math.max(1, rowsAScreen));
    if (row === null) return;
    event.preventDefault();
    setActiveRow(row);
    rows.scrollToIndex(row);
  };

  const isActiveDrawn = visible.some(({ index }) => index === activeRow);
  return (
    <div ref={scroller} className="tracks">
      <table
        id="tracks"
        role="grid"
        aria-label="Tracks"
        aria-rowcount={total + 1}
        aria-activedescendant={isActiveDrawn ? rowId(activeRow) : undefined}
        tabIndex={0}
        onFocus={() => setActiveRow(activeRow ?? rows.range?.startIndex ?? 0)}
        onKeyDown={onKeyDown}
      >
        <TrackHeader order={order} onOrder={onOrder} />
        <tbody style={{ height: rows.getTotalSize() }}>
          {visible.map(({ index, start }) => (
            <TrackRow
              key={index}
              id={rowId(index)}
              index={index}
              top={start}
              track={trackAt(index)}
              isActive={index === activeRow}
              isPlayed={playedId !== null && trackAt(index)?.id === playedId}
              onActivate={setActiveRow}
              onPlay={play}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rowId(index: number | null): string {
  return `track-${index}`;
}
