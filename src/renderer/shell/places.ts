/** The views that the sidebar and the tabs of a narrow window lead to, in their order. */
import { Folder, Heart, type LucideIcon, Music } from 'lucide-react';
import { t } from '../../shared/words/words.ts';

interface Place {
  readonly to: '/songs' | '/favourites' | '/folders';
  readonly name: () => string;
  readonly icon: LucideIcon;
}

export const PLACES: readonly Place[] = [
  { to: '/songs', name: () => t('songs.title'), icon: Music },
  { to: '/favourites', name: () => t('songs.favourites'), icon: Heart },
  { to: '/folders', name: () => t('folders.title'), icon: Folder },
];
