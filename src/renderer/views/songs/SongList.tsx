/** A list of songs: sorted by its heads, selected and played by mouse, keyboard and touch. */
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Track } from '../../../shared/api/tracks.ts';
import { LongList } from '../../elements/long-list/LongList.tsx';
import { NOTHING_SELECTED } from '../../features/selection/selection.ts';
import {
  rowIdOf,
  type TrackListQuery,
  type TrackOrder,
  useRowFinder,
  useTracks,
} from '../../library/track-pages.ts';
import { useMediaQuery } from '../../library/use-media-query.ts';
import type { Player } from '../../player/player.ts';
import { ONE_COLUMN } from '../../style/breakpoints.ts';
import { SongCells } from './SongCells.tsx';
import { SongHeader } from './SongHeader.tsx';

/** In pixels; on narrow windows a row has a larger cover, for fingers (songs.module.css). */
const ROW_HEIGHT = 44;
const NARROW_ROW_HEIGHT = 56;
const HEADER_HEIGHT = 32;

interface SongListProps {
  /** What is shown, and how many songs that are: at least one. */
  readonly query: TrackListQuery;
  readonly total: number;
  /** What was asked for last: the query follows as soon as its answer is there. */
  readonly order: TrackOrder;
  readonly player: Player;
  readonly onOrder: (order: TrackOrder) => void;
}

export function SongList({ query, total, order, player, onOrder }: SongListProps) {
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [shown, setShown] = useState({ first: 0, last: -1 });
  const isNarrow = useMediaQuery(ONE_COLUMN);
  const trackAt = useTracks(query, shown.first, shown.last);
  const { idsOf, findPrefix } = useRowFinder(query);
  const playedId = useSyncExternalStore(player.subscribe, () => player.state().track?.id ?? null);

  // Rows are drawn again only when something of them changes.
  const play = useCallback(
    (track: Track) => void player.playFrom(query, track.id),
    [player, query],
  );
  const cells = useCallback(
    (track: Track | null, index: number) => <SongCells track={track} index={index} onPlay={play} />,
    [play],
  );
  return (
    <LongList
      id="tracks"
      label="Tracks"
      total={total}
      rowHeight={isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT}
      header={<SongHeader order={order} onOrder={onOrder} />}
      headerHeight={HEADER_HEIGHT}
      rowAt={trackAt}
      idOf={rowIdOf}
      idsOf={idsOf}
      cells={cells}
      marks={(track) => ({
        isCurrent: track.id === playedId,
        isAway: track.missingSince !== null,
      })}
      selection={selection}
      onSelect={setSelection}
      onShown={(first, last) => setShown({ first, last })}
      onOpen={play}
      findPrefix={findPrefix}
    />
  );
}
