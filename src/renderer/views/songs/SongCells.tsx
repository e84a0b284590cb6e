/** The cells of one song; quiet placeholders while it is on its way. */
import { Heart, Music2, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Track } from '../../../shared/api/tracks.ts';
import { formatCount, formatTrackLength } from '../../../shared/formats.ts';
import { shownPath } from '../../../shared/shown-path.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import { t } from '../../../shared/words/words.ts';
import { Stars } from '../../elements/stars/Stars.tsx';
import { Cover } from '../../player/Cover.tsx';
import { SONG_COLUMNS, type SongColumn } from './song-columns.ts';
import styles from './songs.module.css';
import type { SongEdits } from './use-song-edits.ts';

interface SongCellsProps {
  /** Null while it is on its way. */
  readonly track: Track | null;
  readonly index: number;
  readonly onPlay: (track: Track) => void;
  readonly edits: SongEdits;
}

export function SongCells({ track, index, onPlay, edits }: SongCellsProps) {
  return (
    <div className={styles.song} role="presentation">
      {SONG_COLUMNS.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: part of a grid that is no table
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the keyboard
        <div
          key={column.id}
          role="gridcell"
          className={styles[column.id]}
          data-number={column.isNumber || undefined}
        >
          {track === null ? (
            <Placeholder column={column} />
          ) : (
            content(column.id, { track, index, onPlay, edits })
          )}
        </div>
      ))}
    </div>
  );
}

/** What will be there is hinted at, without moving: nothing blinks while a list is scrolled. */
function Placeholder({ column }: { readonly column: SongColumn }) {
  if (column.id === 'title') {
    return (
      <>
        <span className={styles.picture}>
          <span className={styles.noCover} />
        </span>
        <span className={styles.names}>
          <span className={styles.noText} />
          <span className={styles.noText} />
        </span>
      </>
    );
  }
  return column.id === 'album' && <span className={styles.noText} />;
}

function content(
  column: SongColumn['id'],
  { track, index, onPlay, edits }: SongCellsProps & { readonly track: Track },
): ReactNode {
  switch (column) {
    case 'number':
      return (
        <>
          <span className={styles.place}>{index + 1}</span>
          <Music2 className={styles.playing} aria-hidden />
          <button
            type="button"
            tabIndex={-1}
            aria-hidden
            className={styles.play}
            onClick={(event) => {
              // The click plays the row and does not select it.
              event.preventDefault();
              onPlay(track);
            }}
          >
            <Play aria-hidden />
          </button>
        </>
      );
    case 'title':
      return (
        <>
          <span className={styles.picture}>
            <Cover key={track.artwork} artwork={track.artwork} size={64} />
          </span>
          <span className={styles.names}>
            <span className={styles.name} dir="auto" title={track.title}>
              {track.title}
            </span>
            <Second track={track} />
          </span>
        </>
      );
    case 'album':
      return (
        <span className={styles.text} dir="auto" title={track.album ?? ''}>
          {track.album}
        </span>
      );
    case 'year':
      return track.year;
    case 'plays':
      return track.playCount === 0 ? '' : formatCount(track.playCount);
    case 'rating':
      return <Stars rating={track.rating} onRate={(rating) => edits.rate([track.id], rating)} />;
    case 'favourite':
      return (
        <>
          {track.favourite && <span className="only-heard">{t('songs.favourite')}</span>}
          <button
            type="button"
            tabIndex={-1}
            aria-hidden
            className={styles.heart}
            data-marked={track.favourite || undefined}
            onClick={(event) => {
              event.preventDefault();
              edits.mark([track.id], !track.favourite);
            }}
          >
            <Heart aria-hidden />
          </button>
        </>
      );
    case 'length':
      return formatTrackLength(track.durationMs);
  }
}

/** Who plays the song, or why it cannot be played now. */
function Second({ track }: { readonly track: Track }) {
  if (track.missingSince !== null) {
    return (
      <span className={styles.artist} title={shownPath(fileOfTrack(track.path))}>
        {t('songs.fileNotFound')}
      </span>
    );
  }
  if (track.unplayable !== null) {
    const why = t('songs.unplayable', { format: track.unplayable });
    return (
      <span className={styles.artist} title={why}>
        {why}
      </span>
    );
  }
  return (
    <span className={styles.artist} dir="auto" title={track.artist}>
      {track.artist}
    </span>
  );
}
