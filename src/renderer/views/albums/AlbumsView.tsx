/** All albums of the library as a grid of covers. */
import { Shuffle } from 'lucide-react';
import { useState } from 'react';
import type { AlbumSort } from '../../../shared/api/albums.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { AlbumGrid } from '../../features/albums/AlbumGrid.tsx';
import { useAlbumCount } from '../../features/albums/album-pages.ts';
import { EmptyLibrary } from '../../library/EmptyLibrary.tsx';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { FIRST_ORDER } from '../../library/track-pages.ts';
import { useLibrary } from '../../shell/library-context.ts';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import styles from './albums.module.css';
import {
  type AlbumsLook,
  COVER_SIZES,
  firstDirection,
  readAlbumsLook,
  saveAlbumsLook,
} from './albums-look.ts';
import { CoverSizeSlider } from './CoverSizeSlider.tsx';
import { SortMenu } from './SortMenu.tsx';

const ALL_SONGS = { list: { kind: 'all' }, text: '', ...FIRST_ORDER } as const;

export function AlbumsView() {
  const { player, scan, chooseFolder, openDialog } = useLibrary();
  const [look, setLook] = useState(readAlbumsLook);
  const { sort, direction, size } = look;
  const change = (news: Partial<AlbumsLook>) => {
    const next = { ...look, ...news };
    setLook(next);
    saveAlbumsLook(next);
  };
  const { data, error, refetch } = useAlbumCount({ list: { kind: 'all' }, sort, direction });
  return (
    <>
      <ViewHeader
        title={t('albums.title')}
        count={data === undefined ? '' : t('albums.count', { count: data.total })}
      >
        {data !== undefined && data.total > 0 && (
          <>
            <CoverSizeSlider
              size={size}
              most={COVER_SIZES.length - 1}
              onSize={(wanted) => change({ size: wanted })}
            />
            <SortMenu
              sort={sort}
              direction={direction}
              onSort={(wanted: AlbumSort) =>
                change({ sort: wanted, direction: firstDirection(wanted) })
              }
              onDirection={(wanted) => change({ direction: wanted })}
            />
            <Button onClick={() => void player.playFrom(ALL_SONGS, null, 'shuffled')}>
              <Shuffle aria-hidden="true" strokeWidth={1.8} />
              {t('player.shuffle')}
            </Button>
          </>
        )}
      </ViewHeader>
      {error !== null && (
        <div className={styles.failure}>
          <FailurePanel
            failure={error}
            action={{ label: t('actions.retry'), onClick: () => void refetch() }}
          />
        </div>
      )}
      {data === undefined && error === null && <div className="blank" />}
      {data?.total === 0 && (
        <EmptyLibrary
          isScanning={scan.isRunning}
          onChoose={chooseFolder}
          onRestore={() => openDialog('backups')}
        />
      )}
      {data !== undefined && data.total > 0 && (
        <AlbumGrid
          query={data.query}
          total={data.total}
          coverSize={COVER_SIZES[size] ?? COVER_SIZES[2]}
          label={t('albums.title')}
        />
      )}
    </>
  );
}
