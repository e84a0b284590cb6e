/** The playlists in the sidebar: opened, made, renamed, deleted, and dropped on. */
import { Link, useNavigate } from '@tanstack/react-router';
import { ListFilter, ListMusic, Pencil, Play, Plus, Trash2 } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Playlist } from '../../shared/api/playlists.ts';
import { t } from '../../shared/words/words.ts';
import { IconButton } from '../elements/button/IconButton.tsx';
import { ContextMenu, MenuItem, MenuSeparator } from '../elements/menu/Menu.tsx';
import { addToPlaylist, deletePlaylist } from '../features/playlists/playlist-edits.ts';
import { acceptTracks, type DraggedTracks } from '../features/playlists/track-drag.ts';
import { useNewPlaylist } from '../features/playlists/use-new-playlist.ts';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { PLAYLIST_ORDER } from '../views/playlist/playlist-order.ts';
import { useLibrary } from './library-context.ts';
import { SidebarSmart } from './SidebarSmart.tsx';
import styles from './sidebar.module.css';

export function SidebarPlaylists() {
  const { data: playlists = [] } = useRead(api.playlists, {});
  const { openDialog } = useLibrary();
  const makePlaylist = useNewPlaylist();
  const heading = useTracksTarget<HTMLDivElement>((ids) => makePlaylist(ids));
  return (
    <nav className={styles.playlists} aria-label={t('playlists.title')}>
      <div ref={heading} className={styles.heading}>
        <Link to="/playlists" activeOptions={{ exact: true }}>
          {t('playlists.title')}
        </Link>
        <IconButton
          icon={ListFilter}
          label={t('smart.newTitle')}
          onClick={() => openDialog('new-rules')}
        />
        <IconButton icon={Plus} label={t('playlists.new')} onClick={() => void makePlaylist()} />
      </div>
      {playlists.map((playlist) => (
        <SidebarPlaylist key={playlist.id} playlist={playlist} />
      ))}
      <SidebarSmart />
    </nav>
  );
}

function SidebarPlaylist({ playlist }: { readonly playlist: Playlist }) {
  const { player } = useLibrary();
  const navigate = useNavigate();
  const place = useTracksTarget<HTMLDivElement>((ids) => addToPlaylist(playlist, ids));
  const { id, name, tracks } = playlist;
  const address = {
    to: '/playlists/$playlistId',
    params: { playlistId: String(id) },
  } as const;
  const play = () =>
    void player.playFrom({ list: { kind: 'playlist', id }, text: '', ...PLAYLIST_ORDER }, null);
  const menu = (
    <>
      <MenuItem label={t('actions.play')} icon={Play} isDisabled={tracks === 0} onSelect={play} />
      <MenuSeparator />
      <MenuItem
        label={t('playlists.rename')}
        icon={Pencil}
        onSelect={() => void navigate({ ...address, state: { isNaming: true } })}
      />
      <MenuItem
        label={t('playlists.delete')}
        icon={Trash2}
        onSelect={() => void deletePlaylist(playlist)}
      />
    </>
  );
  return (
    <ContextMenu place={<div ref={place} className={styles.target} />} items={menu}>
      <Link {...address} className={styles.place} title={name}>
        <ListMusic aria-hidden="true" strokeWidth={1.8} />
        <span className={styles.name} dir="auto">
          {name}
        </span>
      </Link>
    </ContextMenu>
  );
}

/** Lets tracks be dropped on an element. */
function useTracksTarget<Target extends HTMLElement>(
  onTracks: (trackIds: readonly number[]) => Promise<void>,
) {
  const ref = useRef<Target>(null);
  const drop = useEffectEvent(async (dragged: DraggedTracks) => {
    await onTracks((await dragged.rows()).map(({ id }) => id));
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    return acceptTracks(element, {
      onOver: (pointerY) => {
        if (pointerY === null) delete element.dataset.over;
        else element.dataset.over = '';
      },
      onDrop: (dragged) => void drop(dragged),
    });
  }, []);
  return ref;
}
