/** What can be done with the songs that are selected: floats over the list. */
import { Heart, ListPlus, Star, Trash2, X } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { Menu } from '../../elements/menu/Menu.tsx';
import { SelectionBar as Bar } from '../../elements/selection-bar/SelectionBar.tsx';
import { AddToPlaylistItems } from '../../features/playlists/AddToPlaylistItems.tsx';
import { RatingItems } from './RatingItems.tsx';
import type { SongActions } from './song-actions.ts';

interface SelectionBarProps {
  readonly count: number;
  readonly actions: SongActions;
  readonly onClear: () => void;
}

export function SelectionBar({ count, actions, onClear }: SelectionBarProps) {
  return (
    <Bar label={t('songs.selection')} count={count}>
      <Menu trigger={<IconButton icon={ListPlus} label={t('playlists.addTo')} />}>
        <AddToPlaylistItems onAdd={actions.addTo} onNew={actions.addToNew} />
      </Menu>
      <Menu trigger={<IconButton icon={Star} label={t('songs.rate')} />}>
        <RatingItems onRate={actions.rate} />
      </Menu>
      <IconButton icon={Heart} label={t('songs.favourite')} onClick={actions.toggleFavourite} />
      {actions.remove !== null && (
        <IconButton icon={Trash2} label={actions.remove.label} onClick={actions.remove.run} />
      )}
      <IconButton icon={X} label={t('songs.clearSelection')} onClick={onClear} />
    </Bar>
  );
}
