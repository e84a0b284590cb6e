/** All genres of the library, by name. */
import { useNavigate } from '@tanstack/react-router';
import { Tags } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Genre } from '../../../shared/api/artists.ts';
import { t } from '../../../shared/words/words.ts';
import { CoverGrid } from '../../elements/cover-grid/CoverGrid.tsx';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { NOTHING_SELECTED } from '../../features/selection/selection.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import { NameTile } from '../artists/NameTile.tsx';
import { usePages } from '../artists/use-pages.ts';

/** In pixels. */
const SIZE = 150;

export function GenresView() {
  const navigate = useNavigate();
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [shown, setShown] = useState({ first: 0, last: -1 });
  const { data, error, refetch } = useRead(api.genres, FIRST_PAGE);
  const { rowAt, idsOf } = usePages(api.genres, genresOf, shown);
  const total = data?.total;
  const tile = useCallback(
    (genre: Genre | null) => (
      <NameTile
        name={genre?.name ?? null}
        artwork={genre?.artwork ?? null}
        second={genre === null ? '' : t('songs.count', { count: genre.tracks })}
      />
    ),
    [],
  );
  return (
    <>
      <ViewHeader
        title={t('albums.genres')}
        count={total === undefined ? '' : t('albums.genreCount', { count: total })}
      />
      {error !== null && (
        <FailurePanel
          failure={error}
          action={{ label: t('actions.retry'), onClick: () => void refetch() }}
        />
      )}
      {total === undefined && error === null && <div className="blank" />}
      {total === 0 && (
        <EmptyState icon={Tags} title={t('albums.noGenres')} advice={t('albums.noGenresAdvice')} />
      )}
      {total !== undefined && total > 0 && (
        <CoverGrid
          id="genres"
          label={t('albums.genres')}
          total={total}
          order="name"
          place="genres"
          coverSize={SIZE}
          itemAt={rowAt}
          idOf={idOfGenre}
          idsOf={idsOf}
          tile={tile}
          selection={selection}
          onSelect={setSelection}
          onShown={(first, last) => setShown({ first, last })}
          onOpen={({ id }) =>
            void navigate({ to: '/genres/$genreId', params: { genreId: String(id) }, search: {} })
          }
          findPrefix={findGenre}
        />
      )}
    </>
  );
}

const FIRST_PAGE = { offset: 0, limit: 100 };

/** Some hundreds are all that there are, mostly: one answer has them. */
async function findGenre(prefix: string): Promise<number | null> {
  const { genres } = await api.genres({ offset: 0, limit: 500 });
  const typed = prefix.toLowerCase();
  const index = genres.findIndex(({ name }) => name.toLowerCase().startsWith(typed));
  return index === -1 ? null : index;
}

function genresOf({ genres }: { readonly genres: readonly Genre[] }): readonly Genre[] {
  return genres;
}

function idOfGenre({ id }: Genre): number {
  return id;
}
