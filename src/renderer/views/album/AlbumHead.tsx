/** The head of an album's page: a large cover, its names and facts, and what is done with all of it. */
import { Link } from '@tanstack/react-router';
import { ListEnd, ListPlus, Play, Shuffle } from 'lucide-react';
import type { AlbumDetails } from '../../../shared/api/albums.ts';
import { formatPlayingTime } from '../../../shared/formats.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { Cover } from '../../elements/cover/Cover.tsx';
import { Menu } from '../../elements/menu/Menu.tsx';
import { playAlbum, shuffleAlbum, trackIdsOf } from '../../features/albums/album-actions.ts';
import { artistWords, coverName } from '../../features/albums/album-words.ts';
import { AddToPlaylistItems } from '../../features/playlists/AddToPlaylistItems.tsx';
import { addToPlaylist } from '../../features/playlists/playlist-edits.ts';
import { useNewPlaylist } from '../../features/playlists/use-new-playlist.ts';
import { addToQueue, rowsOf } from '../../player/queue-acts.ts';
import { useLibrary } from '../../shell/library-context.ts';
import { HistoryButtons } from '../../shell/ViewHeader.tsx';
import styles from './album.module.css';

/** Longer titles are set smaller. */
const LONG_TITLE = 32;

export function AlbumHead({ album }: { readonly album: AlbumDetails }) {
  const { player } = useLibrary();
  const makePlaylist = useNewPlaylist();
  const { id, title, artwork, isAway, missing } = album;
  const ids = () => trackIdsOf([id]);
  return (
    <header className={styles.head}>
      <HistoryButtons />
      <div className={styles.cover}>
        <Cover artwork={artwork} name={coverName(album)} size={360} />
      </div>
      <div className={styles.words}>
        <p className={styles.kind}>{t('albums.album')}</p>
        <h1 dir="auto" className={styles.title} data-long={title.length > LONG_TITLE || undefined}>
          {title}
        </h1>
        <p className={styles.by}>
          <Artists album={album} />
        </p>
        <p className={styles.facts}>
          <Facts album={album} />
        </p>
        {missing > 0 && (
          <p className={styles.missing}>
            {isAway ? t('albums.away') : t('albums.awaySome', { count: missing })}
          </p>
        )}
        <div className={styles.actions}>
          <Button look="main" disabled={isAway} onClick={() => playAlbum(player, id)}>
            <Play aria-hidden="true" fill="currentColor" strokeWidth={1.8} />
            {t('actions.play')}
          </Button>
          <Button disabled={isAway} onClick={() => shuffleAlbum(player, id)}>
            <Shuffle aria-hidden="true" strokeWidth={1.8} />
            {t('player.shuffle')}
          </Button>
          <IconButton
            icon={ListEnd}
            label={t('queue.addLast')}
            onClick={() => void ids().then((trackIds) => addToQueue(player, rowsOf(trackIds)))}
          />
          <Menu trigger={<IconButton icon={ListPlus} label={t('playlists.addTo')} />}>
            <AddToPlaylistItems
              onAdd={(playlist) => void ids().then((trackIds) => addToPlaylist(playlist, trackIds))}
              onNew={() => void ids().then(makePlaylist)}
            />
          </Menu>
        </div>
      </div>
    </header>
  );
}

/** Each artist leads to a page; where their names are joined in another way, the whole leads to the first. */
function Artists({ album }: { readonly album: AlbumDetails }) {
  const { artist, artists } = album;
  const [first] = artists;
  if (artist === null || first === undefined) return artistWords(album);
  const isJoined = artists.map(({ name }) => name).join(', ') === artist;
  const shown = isJoined ? artists : [{ id: first.id, name: artist }];
  return (
    <>
      {`${t('albums.by')} `}
      {shown.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link
            to="/artists/$artistId"
            params={{ artistId: String(id) }}
            className={styles.artist}
            dir="auto"
          >
            {name}
          </Link>
        </span>
      ))}
    </>
  );
}

function Facts({ album }: { readonly album: AlbumDetails }) {
  const { year, tracks, durationMs, genres, formats } = album;
  const [genre] = genres;
  const before = [
    ...(year === null ? [] : [String(year)]),
    t('songs.count', { count: tracks }),
    ...(durationMs === 0 ? [] : [formatPlayingTime(durationMs)]),
  ].join(' · ');
  return (
    <>
      {before}
      {genre !== undefined && (
        <>
          {' · '}
          <Link to="/genres/$genreId" params={{ genreId: String(genre.id) }} dir="auto">
            {genre.name}
          </Link>
        </>
      )}
      {formats.length > 0 && ` · ${formats.join(', ')}`}
    </>
  );
}
