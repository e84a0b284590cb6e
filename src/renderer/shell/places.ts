/** The views that the sidebar and the tabs of a narrow window lead to, in their order. */
import {
  Clock,
  Disc3,
  Flame,
  Folder,
  Heart,
  type LucideIcon,
  MicVocal,
  Music,
  Sparkles,
  Tags,
} from 'lucide-react';
import type { LibrarySummary } from '../../shared/api/library.ts';
import { t } from '../../shared/words/words.ts';

type Address =
  | '/albums'
  | '/artists'
  | '/songs'
  | '/genres'
  | '/folders'
  | '/recently-added'
  | '/most-played'
  | '/favourites'
  | '/unplayed';

export interface Place {
  readonly to: Address;
  readonly name: () => string;
  readonly icon: LucideIcon;
  /** What of the library's numbers is said beside it. */
  readonly counted?: 'albums' | 'artists' | 'tracks';
}

export type Counts = LibrarySummary['counts'];

/** What the library consists of. */
export const PLACES: readonly Place[] = [
  { to: '/albums', name: () => t('albums.title'), icon: Disc3, counted: 'albums' },
  { to: '/artists', name: () => t('albums.artists'), icon: MicVocal, counted: 'artists' },
  { to: '/songs', name: () => t('songs.title'), icon: Music, counted: 'tracks' },
  { to: '/genres', name: () => t('albums.genres'), icon: Tags },
  { to: '/folders', name: () => t('folders.title'), icon: Folder },
];

/** What keeps itself up to date. */
export const ALWAYS: readonly Place[] = [
  { to: '/recently-added', name: () => t('albums.recentlyAdded'), icon: Clock },
  { to: '/most-played', name: () => t('albums.mostPlayed'), icon: Flame },
  { to: '/favourites', name: () => t('songs.favourites'), icon: Heart },
  { to: '/unplayed', name: () => t('albums.unplayed'), icon: Sparkles },
];

/** The few that a narrow window has tabs for. */
export const TABS: readonly Place[] = PLACES.filter(({ to }) =>
  ['/albums', '/artists', '/songs'].includes(to),
);
