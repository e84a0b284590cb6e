/** What can be done with the albums that are selected, as the items of their menu. */
import { Disc3, ListEnd, ListPlus, ListStart, MicVocal, Play } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { MenuItem, MenuSeparator, Submenu } from '../../elements/menu/Menu.tsx';
import { AddToPlaylistItems } from '../playlists/AddToPlaylistItems.tsx';
import type { NamedPlaylist } from '../playlists/playlist-edits.ts';

export interface AlbumActions {
  readonly addTo: (playlist: NamedPlaylist) => void;
  readonly addToNew: () => void;
  readonly playNext: () => void;
  readonly addToQueue: () => void;
  readonly play: () => void;
  /** Of one album; null for several. */
  readonly open: (() => void) | null;
  /** Null where it has no artist, and for several. */
  readonly openArtist: (() => void) | null;
}

export function AlbumMenu({ actions }: { readonly actions: AlbumActions }) {
  const { play, playNext, addToQueue, open, openArtist, addTo, addToNew } = actions;
  return (
    <>
      <MenuItem label={t('actions.play')} icon={Play} onSelect={play} />
      <MenuItem label={t('queue.playNext')} icon={ListStart} onSelect={playNext} />
      <MenuItem label={t('queue.addLast')} icon={ListEnd} onSelect={addToQueue} />
      <Submenu label={t('playlists.addTo')} icon={ListPlus}>
        <AddToPlaylistItems onAdd={addTo} onNew={addToNew} />
      </Submenu>
      {open !== null && (
        <>
          <MenuSeparator />
          <MenuItem label={t('albums.open')} icon={Disc3} keys="Enter" onSelect={open} />
        </>
      )}
      {openArtist !== null && (
        <MenuItem label={t('albums.goToArtist')} icon={MicVocal} onSelect={openArtist} />
      )}
    </>
  );
}
