/** The songs that have a heart. */
import { Heart } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { FIRST_ORDER } from '../../library/track-pages.ts';
import { SongListView } from '../songs/SongListView.tsx';

const FAVOURITES = { kind: 'favourites' } as const;

export function FavouritesView() {
  return (
    <SongListView
      title={t('songs.favourites')}
      list={FAVOURITES}
      firstOrder={FIRST_ORDER}
      total={undefined}
      empty={
        <EmptyState
          icon={Heart}
          title={t('songs.noFavourites')}
          advice={t('songs.noFavouritesAdvice')}
        />
      }
    />
  );
}
