/** The page of a genre: its albums, and its songs. */
import { Link, useParams } from '@tanstack/react-router';
import { Play, Shuffle, Tags } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { AlbumOrderQuery } from '../../../shared/api/albums.ts';
import type { Genre } from '../../../shared/api/artists.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { AlbumGrid } from '../../features/albums/AlbumGrid.tsx';
import { useAlbumCount } from '../../features/albums/album-pages.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { FIRST_ORDER } from '../../library/track-pages.ts';
import { useLibrary } from '../../shell/library-context.ts';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import { PageHead, partClass } from '../artists/PageHead.tsx';
import { SongListView } from '../songs/SongListView.tsx';

/** In pixels. */
const COVER_SIZE = 160;

/** The albums that have songs of the genre. */
export function GenreAlbums() {
  return <OfGenre>{(genre) => <Albums genre={genre} />}</OfGenre>;
}

/** The songs of the genre. */
export function GenreSongs() {
  return <OfGenre>{(genre) => <Songs genre={genre} />}</OfGenre>;
}

function OfGenre({ children }: { readonly children: (genre: Genre) => ReactNode }) {
  const { genreId } = useParams({ strict: false });
  const { data: genre, error, refetch } = useRead(api.genre, { id: Number(genreId) });
  if (error !== null) {
    return (
      <>
        <ViewHeader title={t('albums.genres')} count="" />
        <FailurePanel
          failure={error}
          action={{ label: t('actions.retry'), onClick: () => void refetch() }}
        />
      </>
    );
  }
  if (genre === undefined) return <div className="blank" />;
  if (genre === null) {
    return (
      <>
        <ViewHeader title={t('albums.genres')} count="" />
        <GoneGenre />
      </>
    );
  }
  return children(genre);
}

function GoneGenre() {
  return (
    <EmptyState icon={Tags} title={t('albums.goneGenre')} advice={t('albums.goneGenreAdvice')} />
  );
}

function Head({ genre }: { readonly genre: Genre }) {
  const { player } = useLibrary();
  const { id, name, artwork, tracks } = genre;
  const params = { genreId: String(id) };
  const songs = { list: { kind: 'genre', id }, text: '', ...FIRST_ORDER } as const;
  return (
    <PageHead
      name={name}
      artwork={artwork}
      count={t('songs.count', { count: tracks })}
      parts={
        <>
          <Link
            to="/genres/$genreId"
            params={params}
            className={partClass}
            activeOptions={{ exact: true }}
          >
            {t('albums.title')}
          </Link>
          <Link to="/genres/$genreId/songs" params={params} className={partClass}>
            {t('songs.title')}
          </Link>
        </>
      }
    >
      <Button look="main" onClick={() => void player.playFrom(songs, null, 'listed')}>
        <Play aria-hidden="true" fill="currentColor" strokeWidth={1.8} />
        {t('actions.play')}
      </Button>
      <Button onClick={() => void player.playFrom(songs, null, 'shuffled')}>
        <Shuffle aria-hidden="true" strokeWidth={1.8} />
        {t('player.shuffle')}
      </Button>
    </PageHead>
  );
}

function Albums({ genre }: { readonly genre: Genre }) {
  const { id } = genre;
  const query: AlbumOrderQuery = useMemo(
    () => ({ list: { kind: 'genre', id }, sort: 'artist', direction: 'asc' }),
    [id],
  );
  const { data, error } = useAlbumCount(query);
  return (
    <>
      <Head genre={genre} />
      {error !== null && <FailurePanel failure={error} />}
      {data?.total === 0 && (
        <EmptyState icon={Tags} title={t('albums.noOwn')} advice={t('albums.noOwnAdvice')} />
      )}
      {data !== undefined && data.total > 0 && (
        <AlbumGrid
          key={id}
          query={data.query}
          total={data.total}
          coverSize={COVER_SIZE}
          label={t('albums.title')}
        />
      )}
    </>
  );
}

function Songs({ genre }: { readonly genre: Genre }) {
  const list = useMemo(() => ({ kind: 'genre', id: genre.id }) as const, [genre.id]);
  return (
    <SongListView
      key={genre.id}
      title={genre.name}
      head={() => <Head genre={genre} />}
      list={list}
      firstOrder={FIRST_ORDER}
      total={undefined}
      empty={<GoneGenre />}
    />
  );
}
