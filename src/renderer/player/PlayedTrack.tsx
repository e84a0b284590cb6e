/** What is played: its cover, its title over its artist and album, and whether it is a favourite. */
import { Link } from '@tanstack/react-router';
import { Heart, Music } from 'lucide-react';
import type { Track } from '../../shared/api/tracks.ts';
import { t } from '../../shared/words/words.ts';
import { IconButton } from '../elements/button/IconButton.tsx';
import { Cover } from '../elements/cover/Cover.tsx';
import { songCoverName } from '../features/albums/album-words.ts';
import { command } from '../features/commands/registry.ts';
import { useCommands } from '../features/commands/use-commands.ts';
import { useSongEdits } from '../views/songs/use-song-edits.ts';
import styles from './player.module.css';
import { useTrackNow } from './use-track-now.ts';

export function PlayedTrack({ track }: { readonly track: Track | null }) {
  if (track === null) {
    return (
      <div className={styles.track}>
        <span className={styles.cover} data-empty>
          <Music aria-hidden="true" strokeWidth={1.5} />
        </span>
        <p className={styles.names}>
          <span className={styles.title}>{t('player.nothing')}</span>
          <span className={styles.from}>{t('player.nothingAdvice')}</span>
        </p>
      </div>
    );
  }
  return (
    <div className={styles.track}>
      <span className={styles.cover}>
        <Cover artwork={track.artwork} name={songCoverName(track)} size={360} />
      </span>
      <p className={styles.names}>
        <span className={styles.title} dir="auto" title={track.title}>
          <Title track={track} />
        </span>
        <span className={styles.from} dir="auto">
          <From track={track} />
        </span>
      </p>
      <FavouriteButton track={track} />
    </div>
  );
}

/** It leads to its album. */
function Title({ track: { title, albumId } }: { readonly track: Track }) {
  if (albumId === null) return title;
  return (
    <Link to="/albums/$albumId" params={{ albumId: String(albumId) }}>
      {title}
    </Link>
  );
}

/** Who plays it, who leads to a page of artists, and the album. */
function From({ track }: { readonly track: Track }) {
  const { artist, album } = track;
  const [artistId] = track.artistIds;
  return (
    <>
      {artistId === undefined ? (
        artist
      ) : (
        <Link to="/artists/$artistId" params={{ artistId: String(artistId) }} title={artist}>
          {artist}
        </Link>
      )}
      {album !== null && `${artist === '' ? '' : ' · '}${album}`}
    </>
  );
}

function FavouriteButton({ track }: { readonly track: Track }) {
  const { favourite } = useTrackNow(track);
  const edits = useSongEdits();
  const toggle = () => edits.mark([track.id], !favourite);
  useCommands([command('favourite-playing', toggle)]);
  return (
    <IconButton
      icon={Heart}
      label={t('player.favourite')}
      isFilled={favourite}
      className={styles.heart ?? ''}
      aria-pressed={favourite}
      onClick={toggle}
    />
  );
}
