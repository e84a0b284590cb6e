/** Albums as a grid of covers: opened, played, selected, dragged to playlists, found by typing. */
import { useNavigate } from '@tanstack/react-router';
import { ListPlus, X } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Album, AlbumOrderQuery } from '../../../shared/api/albums.ts';
import { t } from '../../../shared/words/words.ts';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { CoverGrid } from '../../elements/cover-grid/CoverGrid.tsx';
import { ContextMenu, Menu } from '../../elements/menu/Menu.tsx';
import { SelectionBar } from '../../elements/selection-bar/SelectionBar.tsx';
import { addToQueue, playNext, rowsOf } from '../../player/queue-acts.ts';
import { useLibrary } from '../../shell/library-context.ts';
import { AddToPlaylistItems } from '../playlists/AddToPlaylistItems.tsx';
import { addToPlaylist } from '../playlists/playlist-edits.ts';
import { dragTracks } from '../playlists/track-drag.ts';
import { useNewPlaylist } from '../playlists/use-new-playlist.ts';
import {
  isSelected,
  NOTHING_SELECTED,
  type Selection,
  selectedCount,
} from '../selection/selection.ts';
import { type AlbumActions, AlbumMenu } from './AlbumMenu.tsx';
import { AlbumTile } from './AlbumTile.tsx';
import { playAlbum, trackIdsOf } from './album-actions.ts';
import styles from './album-grid.module.css';
import { useAlbumFinder, useAlbums } from './album-pages.ts';

/** So many songs of several albums are played, as many as the queue takes at once. */
const MOST_SONGS = 10_000;

/** The last row can be seen beside the selection bar. */
const BAR_HEIGHT = 84;

interface AlbumGridProps {
  /** What is shown, and how many albums that are: at least one. */
  readonly query: AlbumOrderQuery;
  readonly total: number;
  /** In pixels. */
  readonly coverSize: number;
  readonly label: string;
  /** Whose page it stands on: the tiles do not name the artist again. */
  readonly isOfArtist?: boolean;
}

export function AlbumGrid({ query, total, coverSize, label, isOfArtist = false }: AlbumGridProps) {
  const { player } = useLibrary();
  const navigate = useNavigate();
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [shown, setShown] = useState({ first: 0, last: -1 });
  const albumAt = useAlbums(query, shown.first, shown.last);
  const { idsOf, findPrefix } = useAlbumFinder(query);
  const makePlaylist = useNewPlaylist();
  const count = selectedCount(selection, total);

  const open = useCallback(
    ({ id }: Album) =>
      void navigate({ to: '/albums/$albumId', params: { albumId: String(id) }, search: {} }),
    [navigate],
  );
  const play = useCallback(({ id }: Album) => playAlbum(player, id), [player]);
  const tile = useCallback(
    (album: Album | null) => <AlbumTile album={album} onPlay={play} isOfArtist={isOfArtist} />,
    [play, isOfArtist],
  );

  /** The selected albums in their order. */
  const selectedIds = async () => {
    if (selection.kind === 'some' && selection.ids.size === 1) return [...selection.ids];
    const all = await idsOf(0, total - 1);
    return all.filter((id) => isSelected(selection, id));
  };
  const selectedTracks = async () => trackIdsOf(await selectedIds());
  const only = onlySelected(selection, albumAt);
  const artist = only?.artists[0];
  const actions: AlbumActions = {
    addTo: (playlist) => void selectedTracks().then((ids) => addToPlaylist(playlist, ids)),
    addToNew: () => void selectedTracks().then(makePlaylist),
    playNext: () => void selectedTracks().then((ids) => playNext(player, rowsOf(ids))),
    addToQueue: () => void selectedTracks().then((ids) => addToQueue(player, rowsOf(ids))),
    play: () => {
      if (only !== null) play(only);
      else void selectedTracks().then((ids) => player.playTracks(rowsOf(ids.slice(0, MOST_SONGS))));
    },
    open: only === null ? null : () => open(only),
    openArtist:
      artist === undefined
        ? null
        : () =>
            void navigate({
              to: '/artists/$artistId',
              params: { artistId: String(artist.id) },
              search: {},
            }),
  };
  const attach = useAlbumDrag(albumAt);
  return (
    <ContextMenu place={<div className={styles.grid} />} items={<AlbumMenu actions={actions} />}>
      <CoverGrid
        id="albums"
        label={label}
        total={total}
        order={`${query.sort} ${query.direction}`}
        place={JSON.stringify(query)}
        coverSize={coverSize}
        footerHeight={count > 1 ? BAR_HEIGHT : 0}
        itemAt={albumAt}
        idOf={idOfAlbum}
        idsOf={idsOf}
        tile={tile}
        isAway={isAway}
        attach={attach}
        selection={selection}
        onSelect={setSelection}
        onShown={(first, last) => setShown({ first, last })}
        onOpen={open}
        findPrefix={findPrefix}
      />
      {count > 1 && (
        <SelectionBar label={t('albums.selection')} count={count}>
          <Menu trigger={<IconButton icon={ListPlus} label={t('playlists.addTo')} />}>
            <AddToPlaylistItems onAdd={actions.addTo} onNew={actions.addToNew} />
          </Menu>
          <IconButton
            icon={X}
            label={t('songs.clearSelection')}
            onClick={() => setSelection(NOTHING_SELECTED)}
          />
        </SelectionBar>
      )}
    </ContextMenu>
  );
}

function idOfAlbum({ id }: Album): number {
  return id;
}

function isAway(album: Album): boolean {
  return album.isAway;
}

/** The album that is selected alone, if the page shows it. */
function onlySelected(
  { kind, ids, anchor }: Selection,
  albumAt: (index: number) => Album | null,
): Album | null {
  if (kind !== 'some' || ids.size !== 1 || anchor === null) return null;
  const album = albumAt(anchor.index);
  return album !== null && ids.has(album.id) ? album : null;
}

/** An album is dragged to a playlist with its tracks. */
function useAlbumDrag(albumAt: (index: number) => Album | null) {
  const latest = useRef(albumAt);
  useEffect(() => {
    latest.current = albumAt;
  });
  return useCallback(
    (element: HTMLElement, index: number) =>
      dragTracks(element, () => {
        const album = latest.current(index);
        if (album === null) return null;
        return {
          count: album.tracks,
          playlistId: null,
          rows: async () => (await trackIdsOf([album.id])).map((id) => ({ id, entryId: null })),
        };
      }),
    [],
  );
}
