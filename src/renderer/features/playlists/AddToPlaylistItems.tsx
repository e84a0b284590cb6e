/** The playlists that tracks can be added to, as the items of a menu, and a new one. */
import { ListMusic, Plus } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { MenuItem, MenuSeparator } from '../../elements/menu/Menu.tsx';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import type { NamedPlaylist } from './playlist-edits.ts';

interface AddToPlaylistItemsProps {
  readonly onAdd: (playlist: NamedPlaylist) => void;
  readonly onNew: () => void;
}

export function AddToPlaylistItems({ onAdd, onNew }: AddToPlaylistItemsProps) {
  const { data: playlists = [] } = useRead(api.playlists, {});
  return (
    <>
      <MenuItem label={t('playlists.new')} icon={Plus} onSelect={onNew} />
      {playlists.length > 0 && <MenuSeparator />}
      {playlists.map((playlist) => (
        <MenuItem
          key={playlist.id}
          label={playlist.name}
          icon={ListMusic}
          onSelect={() => onAdd(playlist)}
        />
      ))}
    </>
  );
}
