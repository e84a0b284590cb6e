/** What is played: its cover, its title over its artist and album, and whether it is a favourite. */
import { Heart, Music } from 'lucide-react';
import type { Track } from '../../shared/api/tracks.ts';
import { t } from '../../shared/words/words.ts';
import { IconButton } from '../elements/button/IconButton.tsx';
import { command } from '../features/commands/registry.ts';
import { useCommands } from '../features/commands/use-commands.ts';
import { useSongEdits } from '../views/songs/use-song-edits.ts';
import { Cover } from './Cover.tsx';
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
  const from = [track.artist, track.album].filter((name) => name).join(' · ');
  return (
    <div className={styles.track}>
      <Cover key={track.artwork} artwork={track.artwork} size={360} />
      <p className={styles.names}>
        <span className={styles.title} dir="auto" title={track.title}>
          {track.title}
        </span>
        <span className={styles.from} dir="auto" title={from}>
          {from}
        </span>
      </p>
      <FavouriteButton track={track} />
    </div>
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
