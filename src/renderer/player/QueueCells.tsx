/** One song of the queue: its cover, its title over its artist, its length. */
import type { Track } from '../../shared/api/tracks.ts';
import { formatTrackLength } from '../../shared/formats.ts';
import { t } from '../../shared/words/words.ts';
import { Cover } from '../elements/cover/Cover.tsx';
import { songCoverName } from '../features/albums/album-words.ts';
import styles from './queue.module.css';

interface QueueCellsProps {
  /** Undefined while it is on its way; null where the library does not have it any more. */
  readonly track: Track | null | undefined;
}

export function QueueCells({ track }: QueueCellsProps) {
  return (
    <div className={styles.row} role="presentation">
      {/* biome-ignore lint/a11y/useSemanticElements: part of a grid that is no table */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the keyboard */}
      <div role="gridcell" className={styles.song}>
        {track == null ? <Unknown isGone={track === null} /> : <Song track={track} />}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="gridcell" className={styles.length}>
        {formatTrackLength(track?.durationMs ?? null)}
      </div>
    </div>
  );
}

function Song({ track }: { readonly track: Track }) {
  const second = track.missingSince === null ? track.artist : t('songs.fileNotFound');
  return (
    <>
      <span className={styles.picture}>
        <Cover artwork={track.artwork} name={songCoverName(track)} size={64} />
      </span>
      <span className={styles.names}>
        <span className={styles.title} dir="auto" title={track.title}>
          {track.title}
        </span>
        <span className={styles.artist} dir="auto" title={second}>
          {second}
        </span>
      </span>
    </>
  );
}

function Unknown({ isGone }: { readonly isGone: boolean }) {
  return (
    <>
      <span className={styles.noPicture} />
      <span className={styles.names}>
        {isGone ? <span className={styles.artist}>{t('queue.gone')}</span> : null}
      </span>
    </>
  );
}
