/** What can be done with the songs that are selected, as the items of their context menu. */
import {
  Disc3,
  FolderSearch,
  Heart,
  Info,
  Languages,
  ListEnd,
  ListPlus,
  ListStart,
  MicVocal,
  Play,
  Star,
  Trash2,
} from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { MenuItem, MenuSeparator, Submenu } from '../../elements/menu/Menu.tsx';
import { AddToPlaylistItems } from '../../features/playlists/AddToPlaylistItems.tsx';
import { RatingItems } from './RatingItems.tsx';
import type { SongActions } from './song-actions.ts';

export function SongMenu({ actions }: { readonly actions: SongActions }) {
  return (
    <>
      <MenuItem label={t('actions.play')} icon={Play} keys="Enter" onSelect={actions.play} />
      <MenuItem label={t('queue.playNext')} icon={ListStart} onSelect={actions.playNext} />
      <MenuItem label={t('queue.addLast')} icon={ListEnd} onSelect={actions.addToQueue} />
      <MenuSeparator />
      <Submenu label={t('playlists.addTo')} icon={ListPlus}>
        <AddToPlaylistItems onAdd={actions.addTo} onNew={actions.addToNew} />
      </Submenu>
      <Submenu label={t('songs.rating')} icon={Star}>
        <RatingItems onRate={actions.rate} />
      </Submenu>
      <MenuItem
        label={t('songs.favourite')}
        icon={Heart}
        keys="L"
        onSelect={actions.toggleFavourite}
      />
      {(actions.openAlbum !== null || actions.openArtist !== null) && <MenuSeparator />}
      {actions.openAlbum !== null && (
        <MenuItem label={t('albums.goToAlbum')} icon={Disc3} onSelect={actions.openAlbum} />
      )}
      {actions.openArtist !== null && (
        <MenuItem label={t('albums.goToArtist')} icon={MicVocal} onSelect={actions.openArtist} />
      )}
      <MenuSeparator />
      <MenuItem label={t('info.menu')} icon={Info} keys="I" onSelect={actions.showInfo} />
      <MenuItem label={t('encodings.menu')} icon={Languages} onSelect={actions.chooseEncoding} />
      {actions.locate !== null && (
        <>
          <MenuSeparator />
          <MenuItem label={t('folders.locate')} icon={FolderSearch} onSelect={actions.locate} />
        </>
      )}
      {actions.remove !== null && (
        <>
          <MenuSeparator />
          <MenuItem
            label={actions.remove.label}
            icon={Trash2}
            keys={t('songs.deleteKey')}
            onSelect={actions.remove.run}
          />
        </>
      )}
    </>
  );
}
