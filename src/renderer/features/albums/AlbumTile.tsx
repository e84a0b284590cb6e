/** An album in a grid or on a shelf: its cover, which plays it, its title, its artist and its year. */
import { Link } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import type { Album } from '../../../shared/api/albums.ts';
import { t } from '../../../shared/words/words.ts';
import { Cover } from '../../elements/cover/Cover.tsx';
import styles from './album-tile.module.css';
import { artistWords, coverName } from './album-words.ts';

interface AlbumTileProps {
  /** Null while it is on its way. */
  readonly album: Album | null;
  readonly onPlay: (album: Album) => void;
  /** Whose page it stands on: the year is enough there. */
  readonly isOfArtist?: boolean;
}

export function AlbumTile({ album, onPlay, isOfArtist = false }: AlbumTileProps) {
  if (album === null) return <NoTile />;
  const { title, year, artwork, isAway } = album;
  return (
    <span className={styles.tile}>
      <span className={styles.picture}>
        <Cover artwork={artwork} name={coverName(album)} size={360} />
        {!isAway && (
          <button
            type="button"
            tabIndex={-1}
            aria-hidden
            className={styles.play}
            title={t('albums.playNamed', { title })}
            onClick={(event) => {
              // The click plays the album and does not open it.
              event.preventDefault();
              event.stopPropagation();
              onPlay(album);
            }}
          >
            <Play aria-hidden fill="currentColor" />
          </button>
        )}
      </span>
      <span className={styles.title} dir="auto" title={title}>
        {title}
      </span>
      <span className={styles.second}>
        {isAway && <span className={styles.away}>{t('albums.away')}</span>}
        {!isAway && !isOfArtist && <Artist album={album} />}
        {!isAway && !isOfArtist && year !== null && <span aria-hidden>{'\u00a0·\u00a0'}</span>}
        {!isAway && year !== null && <span className={styles.year}>{year}</span>}
      </span>
    </span>
  );
}

function Artist({ album }: { readonly album: Album }) {
  const [first] = album.artists;
  const words = artistWords(album);
  if (first === undefined) return <span className={styles.artist}>{words}</span>;
  return (
    <Link
      to="/artists/$artistId"
      params={{ artistId: String(first.id) }}
      tabIndex={-1}
      className={styles.artist}
      dir="auto"
      title={words}
      draggable={false}
    >
      {words}
    </Link>
  );
}

/** What will be there is hinted at, without moving. */
function NoTile() {
  return (
    <span className={styles.tile}>
      <span className={styles.noPicture} />
      <span className={styles.noText} />
      <span className={styles.noText} />
    </span>
  );
}
