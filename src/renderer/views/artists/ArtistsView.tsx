/** All artists of the library, by name. */
import { useNavigate } from '@tanstack/react-router';
import { MicVocal } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { Artist } from '../../../shared/api/artists.ts';
import { t } from '../../../shared/words/words.ts';
import { CoverGrid } from '../../elements/cover-grid/CoverGrid.tsx';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { NOTHING_SELECTED } from '../../features/selection/selection.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import { NameTile } from './NameTile.tsx';
import { usePages } from './use-pages.ts';

/** In pixels: a face is smaller than a cover. */
const SIZE = 150;

export function ArtistsView() {
  const navigate = useNavigate();
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [shown, setShown] = useState({ first: 0, last: -1 });
  const { data, error, refetch } = useRead(api.artists, FIRST_PAGE);
  const { rowAt, idsOf } = usePages(api.artists, artistsOf, shown);
  const total = data?.total;
  const tile = useCallback(
    (artist: Artist | null) => (
      <NameTile
        name={artist?.name ?? null}
        artwork={artist?.artwork ?? null}
        second={artist === null ? '' : contentsOf(artist)}
        isRound
      />
    ),
    [],
  );
  const findPrefix = useMemo(
    () => (prefix: string) => api.findArtistByPrefix({ direction: 'asc', prefix }),
    [],
  );
  return (
    <>
      <ViewHeader
        title={t('albums.artists')}
        count={total === undefined ? '' : t('albums.artistCount', { count: total })}
      />
      {error !== null && (
        <FailurePanel
          failure={error}
          action={{ label: t('actions.retry'), onClick: () => void refetch() }}
        />
      )}
      {total === undefined && error === null && <div className="blank" />}
      {total === 0 && (
        <EmptyState
          icon={MicVocal}
          title={t('albums.noArtists')}
          advice={t('albums.noArtistsAdvice')}
        />
      )}
      {total !== undefined && total > 0 && (
        <CoverGrid
          id="artists"
          label={t('albums.artists')}
          total={total}
          order="name"
          place="artists"
          coverSize={SIZE}
          itemAt={rowAt}
          idOf={idOfArtist}
          idsOf={idsOf}
          tile={tile}
          selection={selection}
          onSelect={setSelection}
          onShown={(first, last) => setShown({ first, last })}
          onOpen={({ id }) =>
            void navigate({
              to: '/artists/$artistId',
              params: { artistId: String(id) },
              search: {},
            })
          }
          findPrefix={findPrefix}
        />
      )}
    </>
  );
}

const FIRST_PAGE = { offset: 0, limit: 100 };

function artistsOf({ artists }: { readonly artists: readonly Artist[] }): readonly Artist[] {
  return artists;
}

function idOfArtist({ id }: Artist): number {
  return id;
}

/** "3 albums", or of who has none, "2 tracks". */
function contentsOf({ albums, tracks }: Artist): string {
  return albums === 0 ? t('songs.count', { count: tracks }) : t('albums.count', { count: albums });
}
