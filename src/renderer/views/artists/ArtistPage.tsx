/** The page of an artist: albums by year, albums of others, and all songs, the most played first. */
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Disc3, MicVocal, Play, Shuffle } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { AlbumOrderQuery } from '../../../shared/api/albums.ts';
import type { Artist } from '../../../shared/api/artists.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { AlbumGrid } from '../../features/albums/AlbumGrid.tsx';
import { useAlbumCount } from '../../features/albums/album-pages.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import type { TrackListQuery } from '../../library/track-pages.ts';
import { useLibrary } from '../../shell/library-context.ts';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import { SongListView } from '../songs/SongListView.tsx';
import { PageHead, partClass } from './PageHead.tsx';

/** In pixels. */
const COVER_SIZE = 160;

/** The albums that are the artist's own, from the first one on. */
export function ArtistAlbums() {
  return (
    <OfArtist>
      {(artist) => (
        <Albums
          artist={artist}
          kind="artist"
          empty={
            <EmptyState icon={Disc3} title={t('albums.noOwn')} advice={t('albums.noOwnAdvice')}>
              <OpenSongs artist={artist} />
            </EmptyState>
          }
        />
      )}
    </OfArtist>
  );
}

/** The albums of others that the artist is on. */
export function ArtistAppearances() {
  return (
    <OfArtist>
      {(artist) => (
        <Albums
          artist={artist}
          kind="appearances"
          empty={
            <EmptyState
              icon={Disc3}
              title={t('albums.noAppearances')}
              advice={t('albums.noAppearancesAdvice')}
            />
          }
        />
      )}
    </OfArtist>
  );
}

/** All songs of the artist. */
export function ArtistSongs() {
  return <OfArtist>{(artist) => <Songs artist={artist} />}</OfArtist>;
}

function OfArtist({ children }: { readonly children: (artist: Artist) => ReactNode }) {
  const { artistId } = useParams({ strict: false });
  const { data: artist, error, refetch } = useRead(api.artist, { id: Number(artistId) });
  if (error !== null) {
    return (
      <>
        <ViewHeader title={t('albums.artists')} count="" />
        <FailurePanel
          failure={error}
          action={{ label: t('actions.retry'), onClick: () => void refetch() }}
        />
      </>
    );
  }
  if (artist === undefined) return <div className="blank" />;
  if (artist === null) {
    return (
      <>
        <ViewHeader title={t('albums.artists')} count="" />
        <EmptyState
          icon={MicVocal}
          title={t('albums.goneArtist')}
          advice={t('albums.goneArtistAdvice')}
        />
      </>
    );
  }
  return children(artist);
}

function Head({ artist }: { readonly artist: Artist }) {
  const { player } = useLibrary();
  const { id, name, artwork, albums, tracks } = artist;
  const params = { artistId: String(id) };
  const count = [
    ...(albums === 0 ? [] : [t('albums.count', { count: albums })]),
    ...(tracks === 0 ? [] : [t('songs.count', { count: tracks })]),
  ].join(' · ');
  return (
    <PageHead
      name={name}
      artwork={artwork}
      isRound
      count={count}
      parts={
        <>
          <Link
            to="/artists/$artistId"
            params={params}
            className={partClass}
            activeOptions={{ exact: true }}
          >
            {t('albums.title')}
          </Link>
          <Link to="/artists/$artistId/appearances" params={params} className={partClass}>
            {t('albums.appearances')}
          </Link>
          <Link to="/artists/$artistId/songs" params={params} className={partClass}>
            {t('songs.title')}
          </Link>
        </>
      }
    >
      <Button look="main" onClick={() => void player.playFrom(albumOrder(id), null, 'listed')}>
        <Play aria-hidden="true" fill="currentColor" strokeWidth={1.8} />
        {t('actions.play')}
      </Button>
      <Button onClick={() => void player.playFrom(albumOrder(id), null, 'shuffled')}>
        <Shuffle aria-hidden="true" strokeWidth={1.8} />
        {t('player.shuffle')}
      </Button>
    </PageHead>
  );
}

/** All that an artist is on, album after album. */
function albumOrder(id: number): TrackListQuery {
  return { list: { kind: 'artist', id }, text: '', sort: 'year', direction: 'asc' };
}

interface AlbumsProps {
  readonly artist: Artist;
  readonly kind: 'artist' | 'appearances';
  readonly empty: ReactNode;
}

function Albums({ artist, kind, empty }: AlbumsProps) {
  const { id } = artist;
  const query: AlbumOrderQuery = useMemo(
    () => ({ list: { kind, id }, sort: 'year', direction: 'asc' }),
    [kind, id],
  );
  const { data, error } = useAlbumCount(query);
  const isOfQuery = data !== undefined && JSON.stringify(data.query) === JSON.stringify(query);
  return (
    <>
      <Head artist={artist} />
      {error !== null && <FailurePanel failure={error} />}
      {isOfQuery && data.total === 0 && empty}
      {isOfQuery && data.total > 0 && (
        <AlbumGrid
          key={`${kind} ${id}`}
          query={query}
          total={data.total}
          coverSize={COVER_SIZE}
          label={t(kind === 'artist' ? 'albums.title' : 'albums.appearances')}
          isOfArtist={kind === 'artist'}
        />
      )}
    </>
  );
}

function Songs({ artist }: { readonly artist: Artist }) {
  const list = useMemo(() => ({ kind: 'artist', id: artist.id }) as const, [artist.id]);
  return (
    <SongListView
      key={artist.id}
      title={artist.name}
      head={() => <Head artist={artist} />}
      list={list}
      firstOrder={MOST_PLAYED}
      total={undefined}
      empty={
        <EmptyState
          icon={MicVocal}
          title={t('albums.goneArtist')}
          advice={t('albums.goneArtistAdvice')}
        />
      }
    />
  );
}

const MOST_PLAYED = { sort: 'plays', direction: 'desc' } as const;

function OpenSongs({ artist }: { readonly artist: Artist }) {
  const navigate = useNavigate();
  return (
    <Button
      onClick={() =>
        void navigate({
          to: '/artists/$artistId/songs',
          params: { artistId: String(artist.id) },
          search: {},
        })
      }
    >
      {t('songs.title')}
    </Button>
  );
}
