/** A list of songs: sorted by its heads, selected and played by mouse, keyboard and touch. */
import { Heart, Play, Star } from 'lucide-react';
import { type KeyboardEvent, useCallback, useState, useSyncExternalStore } from 'react';
import type { Track } from '../../../shared/api/tracks.ts';
import { LongList } from '../../elements/long-list/LongList.tsx';
import { ContextMenu, MenuItem, MenuSeparator, Submenu } from '../../elements/menu/Menu.tsx';
import { NOTHING_SELECTED, selectedCount } from '../../features/selection/selection.ts';
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
import { RatingItems } from './RatingItems.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { SongCells } from './SongCells.tsx';
import { SongHeader } from './SongHeader.tsx';
import styles from './songs.module.css';
import { useSelectedSongs } from './use-selected-songs.ts';
import { useSongEdits } from './use-song-edits.ts';

/** In pixels; on narrow windows a row has a larger cover, for fingers (songs.module.css). */
const ROW_HEIGHT = 44;
const NARROW_ROW_HEIGHT = 56;
const HEADER_HEIGHT = 32;
/** The last row can be seen beside the selection bar. */
const BAR_HEIGHT = 84;

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

  const edits = useSongEdits();
  const selected = useSelectedSongs({ query, total, selection, edits });
  const count = selectedCount(selection, total);

  // Rows are drawn again only when something of them changes.
  const play = useCallback(
    (track: Track) => void player.playFrom(query, track.id),
    [player, query],
  );
  const cells = useCallback(
    (track: Track | null, index: number) => (
      <SongCells track={track} index={index} onPlay={play} edits={edits} />
    ),
    [play, edits],
  );
  const onKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    if (ctrlKey || metaKey || altKey || count === 0) return false;
    if (/^[0-5]$/.test(key)) void selected.rate(key === '0' ? null : Number(key));
    else if (key.toLowerCase() === 'l') void selected.toggleFavourite();
    else return false;
    return true;
  };
  const rate = (rating: number | null) => void selected.rate(rating);
  const toggleFavourite = () => void selected.toggleFavourite();
  const menu = (
    <>
      <MenuItem label="Play" icon={Play} keys="Enter" onSelect={() => void selected.play(player)} />
      <MenuSeparator />
      <Submenu label="Rating" icon={Star}>
        <RatingItems onRate={rate} />
      </Submenu>
      <MenuItem label="Favourite" icon={Heart} keys="L" onSelect={toggleFavourite} />
    </>
  );
  return (
    <ContextMenu place={<div className={styles.list} />} items={menu}>
      <LongList
        id="tracks"
        label="Tracks"
        total={total}
        rowHeight={isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT}
        header={<SongHeader order={order} onOrder={onOrder} />}
        headerHeight={HEADER_HEIGHT}
        footerHeight={count > 1 ? BAR_HEIGHT : 0}
        onKey={onKey}
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
      {count > 1 && (
        <SelectionBar
          count={count}
          onRate={rate}
          onFavourite={toggleFavourite}
          onClear={() => setSelection(NOTHING_SELECTED)}
        />
      )}
    </ContextMenu>
  );
}
