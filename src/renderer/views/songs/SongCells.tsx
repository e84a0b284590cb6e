/** The cells of one song; quiet placeholders while it is on its way. */
import { Link } from '@tanstack/react-router';
import { Heart, Music2, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Track } from '../../../shared/api/tracks.ts';
import { formatCount, formatTrackLength } from '../../../shared/formats.ts';
import { shownPath } from '../../../shared/shown-path.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import { t } from '../../../shared/words/words.ts';
import { Cover } from '../../elements/cover/Cover.tsx';
import { Stars } from '../../elements/stars/Stars.tsx';
import { songCoverName } from '../../features/albums/album-words.ts';
import { ALBUM_COLUMNS, SONG_COLUMNS, type SongColumn } from './song-columns.ts';
import styles from './songs.module.css';
import type { SongEdits } from './use-song-edits.ts';

interface SongCellsProps {
  /** Null while it is on its way. */
  readonly track: Track | null;
  readonly index: number;
  readonly onPlay: (track: Track) => void;
  readonly edits: SongEdits;
  /** On an album's page: what is said of a song beside its title, null for nothing. */
  readonly ofAlbum?: ((track: Track) => string | null) | undefined;
}

export function SongCells({ track, index, onPlay, edits, ofAlbum }: SongCellsProps) {
  return (
    <div
      className={styles.song}
      role="presentation"
      data-album={ofAlbum !== undefined || undefined}
    >
      {(ofAlbum === undefined ? SONG_COLUMNS : ALBUM_COLUMNS).map((column) => (
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
            content(column.id, { track, index, onPlay, edits, ofAlbum })
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
  { track, index, onPlay, edits, ofAlbum }: SongCellsProps & { readonly track: Track },
): ReactNode {
  switch (column) {
    case 'number':
      return (
        <>
          <span className={styles.place}>
            {ofAlbum === undefined ? index + 1 : track.trackNumber}
          </span>
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
          {ofAlbum === undefined && <Picture track={track} />}
          <span className={styles.names}>
            <span className={styles.name} dir="auto" title={track.title}>
              {track.title}
            </span>
            <Second track={track} words={ofAlbum === undefined ? track.artist : ofAlbum(track)} />
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

/** The cover of the song's album, which leads there. */
function Picture({ track }: { readonly track: Track }) {
  const { artwork, albumId } = track;
  const cover = <Cover artwork={artwork} name={songCoverName(track)} size={64} />;
  if (albumId === null) return <span className={styles.picture}>{cover}</span>;
  return (
    <Link
      to="/albums/$albumId"
      params={{ albumId: String(albumId) }}
      tabIndex={-1}
      aria-hidden
      draggable={false}
      className={`${styles.picture} ${styles.link}`}
    >
      {cover}
    </Link>
  );
}

/** Who plays the song, or why it cannot be played now. */
function Second({ track, words }: { readonly track: Track; readonly words: string | null }) {
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
  if (words === null) return null;
  const [artistId] = track.artistIds;
  if (artistId === undefined || words !== track.artist) {
    return (
      <span className={styles.artist} dir="auto" title={words}>
        {words}
      </span>
    );
  }
  return (
    <span className={styles.artist}>
      <Link
        to="/artists/$artistId"
        params={{ artistId: String(artistId) }}
        tabIndex={-1}
        draggable={false}
        className={styles.link}
        dir="auto"
        title={words}
      >
        {words}
      </Link>
    </span>
  );
}
