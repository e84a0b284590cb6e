/** The page of an album: its cover, its songs disc by disc, and more by its artist. */
import { useParams } from '@tanstack/react-router';
import { Disc3 } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { AlbumDetails } from '../../../shared/api/albums.ts';
import type { Track } from '../../../shared/api/tracks.ts';
import { t } from '../../../shared/words/words.ts';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import type { RowHead } from '../../elements/long-list/LongList.tsx';
import { tracksOfAlbum } from '../../features/albums/album-actions.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { useLibrary } from '../../shell/library-context.ts';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import { SongList } from '../songs/SongList.tsx';
import { usePlayerCommands } from '../songs/use-player-commands.ts';
import { AlbumHead } from './AlbumHead.tsx';
import styles from './album.module.css';
import { MoreByArtist } from './MoreByArtist.tsx';

export function AlbumView() {
  const { albumId } = useParams({ from: '/albums/$albumId' });
  const { data: album, error, refetch } = useRead(api.album, { id: Number(albumId) });
  if (error !== null) {
    return (
      <>
        <ViewHeader title={t('albums.album')} count="" />
        <FailurePanel
          failure={error}
          action={{ label: t('actions.retry'), onClick: () => void refetch() }}
        />
      </>
    );
  }
  if (album === undefined) return <div className="blank" />;
  if (album === null) {
    return (
      <>
        <ViewHeader title={t('albums.album')} count="" />
        <EmptyState icon={Disc3} title={t('albums.gone')} advice={t('albums.goneAdvice')} />
      </>
    );
  }
  return <OpenAlbum key={album.id} album={album} />;
}

function OpenAlbum({ album }: { readonly album: AlbumDetails }) {
  const { player } = useLibrary();
  const { id, tracks } = album;
  const query = useMemo(() => tracksOfAlbum(id), [id]);
  const secondOf = useSecondLines(album);
  const heads = useMemo(() => discHeads(album), [album]);
  usePlayerCommands(player, query);
  return (
    <SongList
      query={query}
      total={tracks}
      order={query}
      playlist={null}
      player={player}
      onOrder={noOrder}
      page={{
        lead: <AlbumHead album={album} />,
        tail: <MoreByArtist album={album} />,
        heads,
        secondOf,
      }}
    />
  );
}

/** An album has its own order, and no heads to choose another one. */
function noOrder(): void {}

/** Who plays a song, where that is not the album's artist alone, and who wrote it. */
function useSecondLines({ artist, composers }: AlbumDetails): (track: Track) => string | null {
  const composersOf = useMemo(
    () => new Map(composers.map(({ trackId, names }) => [trackId, names.join(', ')])),
    [composers],
  );
  return useCallback(
    (track) => {
      const composed = composersOf.get(track.id);
      const parts = [
        ...(track.artist === (artist ?? '') || track.artist === '' ? [] : [track.artist]),
        ...(composed === undefined || composed === ''
          ? []
          : [t('albums.composer', { names: composed })]),
      ];
      return parts.length === 0 ? null : parts.join(' · ');
    },
    [artist, composersOf],
  );
}

/** An album of one disc says nothing of it. */
function discHeads({ discs }: AlbumDetails): RowHead[] {
  if (discs.length < 2) return [];
  let index = 0;
  return discs.map(({ number, tracks }) => {
    const head = {
      index,
      content: <h2 className={styles.disc}>{t('albums.disc', { number })}</h2>,
    };
    index += tracks;
    return head;
  });
}
