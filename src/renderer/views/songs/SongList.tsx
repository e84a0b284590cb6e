/** A list of songs: sorted by its heads, selected and played by mouse, keyboard and touch. */
import { lazy, type ReactNode, Suspense, useCallback, useState, useSyncExternalStore } from 'react';
import type { Track } from '../../../shared/api/tracks.ts';
import { t } from '../../../shared/words/words.ts';
import { LongList, type RowHead } from '../../elements/long-list/LongList.tsx';
import { ContextMenu } from '../../elements/menu/Menu.tsx';
import { EncodingDialog } from '../../features/encodings/EncodingDialog.tsx';
import { LocateDialog, type Lost } from '../../features/folders/LocateDialog.tsx';
import type { NamedPlaylist } from '../../features/playlists/playlist-edits.ts';
import {
  isSelected,
  NOTHING_SELECTED,
  type Selection,
  selectedCount,
} from '../../features/selection/selection.ts';
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
import { SelectionBar } from './SelectionBar.tsx';
import { SongCells } from './SongCells.tsx';
import { SongHeader } from './SongHeader.tsx';
import { SongMenu } from './SongMenu.tsx';
import { actByKey } from './song-actions.ts';
import styles from './songs.module.css';
import { useSelectedSongs } from './use-selected-songs.ts';
import { useSongActions } from './use-song-actions.ts';
import { useSongDrag } from './use-song-drag.ts';
import { useSongEdits } from './use-song-edits.ts';

const InfoDialog = lazy(async () => ({
  default: (await import('../../features/info/InfoDialog.tsx')).InfoDialog,
}));

/** In pixels; on narrow windows a row has a larger cover, for fingers (songs.module.css). */
const ROW_HEIGHT = 44;
const NARROW_ROW_HEIGHT = 56;
const HEADER_HEIGHT = 32;
/** Of a disc's head on an album's page. */
const DISC_HEIGHT = 44;
/** The last row can be seen beside the selection bar. */
const BAR_HEIGHT = 84;

interface SongListProps {
  /** What is shown, and how many songs that are: at least one. */
  readonly query: TrackListQuery;
  readonly total: number;
  /** What was asked for last: the query follows as soon as its answer is there. */
  readonly order: TrackOrder;
  /** The playlist that is listed; null for other lists. */
  readonly playlist: NamedPlaylist | null;
  readonly player: Player;
  readonly onOrder: (order: TrackOrder) => void;
  /** The page that the list is a part of; left out for a list alone. */
  readonly page?: SongPage;
}

/** The page of an album round its songs. */
interface SongPage {
  /** What stands above them. */
  readonly lead: ReactNode;
  /** What stands below them. */
  readonly tail: ReactNode;
  /** The heads of its discs. */
  readonly heads: readonly RowHead[];
  /** What is said of a song beside its title; null for nothing. */
  readonly secondOf: (track: Track) => string | null;
}

export function SongList(props: SongListProps) {
  const { query, total, order, playlist, player, onOrder, page } = props;
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [shown, setShown] = useState({ first: 0, last: -1 });
  const isNarrow = useMediaQuery(ONE_COLUMN);
  const trackAt = useTracks(query, shown.first, shown.last);
  const { idsOf, findPrefix } = useRowFinder(query);
  const playedId = useSyncExternalStore(player.subscribe, () => player.state().track?.id ?? null);

  const edits = useSongEdits();
  const selected = useSelectedSongs({ query, total, selection, edits, playlist });
  const count = selectedCount(selection, total);
  const canReorder = playlist !== null && isOwnOrder(query);
  const [lost, setLost] = useState<Lost | null>(null);
  const [misread, setMisread] = useState<readonly number[] | null>(null);
  const [looked, setLooked] = useState<readonly number[] | null>(null);
  const actions = useSongActions({
    selected,
    count,
    playlist,
    albumId: query.list.kind === 'album' ? query.list.id : null,
    isMissing: query.list.kind === 'missing',
    canReorder,
    player,
    only: onlySelected(selection, count, trackAt),
    onLocate: (path) => setLost({ path, isTrack: true }),
    onShowInfo: setLooked,
    onChooseEncoding: setMisread,
  });
  const attach = useSongDrag({ trackAt, selection, total, selected, playlist, canReorder });

  // Rows are drawn again only when something of them changes.
  const play = useCallback((track: Track) => void player.playFrom(query, track), [player, query]);
  const cells = useCallback(
    (track: Track | null, index: number) => (
      <SongCells track={track} index={index} onPlay={play} edits={edits} ofAlbum={page?.secondOf} />
    ),
    [play, edits, page?.secondOf],
  );
  return (
    <ContextMenu place={<div className={styles.list} />} items={<SongMenu actions={actions} />}>
      <LongList
        id="tracks"
        label={t('songs.tracks')}
        total={total}
        order={`${query.sort} ${query.direction}`}
        place={JSON.stringify([query.list, query.text])}
        rowHeight={isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT}
        header={
          page === undefined ? (
            <SongHeader order={order} hasPositions={playlist !== null} onOrder={onOrder} />
          ) : null
        }
        headerHeight={page === undefined ? HEADER_HEIGHT : 0}
        {...(page !== undefined && {
          lead: page.lead,
          tail: page.tail,
          heads: page.heads,
          headHeight: DISC_HEIGHT,
        })}
        footerHeight={count > 1 ? BAR_HEIGHT : 0}
        onKey={(event, cursor) => count > 0 && actByKey(event, actions, cursor)}
        rowAt={trackAt}
        idOf={rowIdOf}
        idsOf={idsOf}
        cells={cells}
        marks={(track) => ({
          isCurrent: track.id === playedId,
          isAway: track.missingSince !== null,
        })}
        attach={attach}
        selection={selection}
        onSelect={setSelection}
        onShown={(first, last) => setShown({ first, last })}
        onOpen={play}
        {...(actions.remove !== null && { onRemove: actions.remove.run })}
        findPrefix={findPrefix}
      />
      {lost !== null && <LocateDialog lost={lost} onClose={() => setLost(null)} />}
      {looked !== null && (
        <Suspense>
          <InfoDialog ids={looked} onClose={() => setLooked(null)} />
        </Suspense>
      )}
      {misread !== null && <EncodingDialog ids={misread} onClose={() => setMisread(null)} />}
      {count > 1 && (
        <SelectionBar
          count={count}
          actions={actions}
          onClear={() => setSelection(NOTHING_SELECTED)}
        />
      )}
    </ContextMenu>
  );
}

/** The song that is selected alone, if the page shows it. */
function onlySelected(
  { anchor, ...selection }: Selection,
  count: number,
  trackAt: (index: number) => Track | null,
): Track | null {
  if (count !== 1 || anchor === null) return null;
  const track = trackAt(anchor.index);
  const isIt = track !== null && isSelected({ ...selection, anchor }, rowIdOf(track));
  return isIt ? track : null;
}

/** Whether a playlist is listed whole and in its own order. */
function isOwnOrder({ sort, direction, text }: TrackListQuery): boolean {
  return sort === 'position' && direction === 'asc' && text === '';
}
