/** Other albums of an album's artist, below its songs. */
import { Link } from '@tanstack/react-router';
import type { AlbumDetails } from '../../../shared/api/albums.ts';
import { t } from '../../../shared/words/words.ts';
import { AlbumTile } from '../../features/albums/AlbumTile.tsx';
import { playAlbum } from '../../features/albums/album-actions.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { useLibrary } from '../../shell/library-context.ts';
import styles from './album.module.css';

/** One row of a wide window. */
const MOST = 6;

export function MoreByArtist({ album }: { readonly album: AlbumDetails }) {
  const [artist] = album.artists;
  return artist === undefined ? null : <Shelf album={album} artist={artist} />;
}

interface ShelfProps {
  readonly album: AlbumDetails;
  readonly artist: AlbumDetails['artists'][number];
}

function Shelf({ album, artist }: ShelfProps) {
  const { player } = useLibrary();
  const { data } = useRead(api.albums, {
    list: { kind: 'artist', id: artist.id },
    sort: 'year',
    direction: 'desc',
    offset: 0,
    limit: MOST + 1,
  });
  const others = data?.albums.filter(({ id }) => id !== album.id).slice(0, MOST) ?? [];
  if (others.length === 0) return null;
  return (
    <section className={styles.more} aria-labelledby="more-by-artist">
      <h2 id="more-by-artist">
        <Link to="/artists/$artistId" params={{ artistId: String(artist.id) }} dir="auto">
          {t('albums.moreBy', { name: artist.name })}
        </Link>
      </h2>
      <ul className={styles.shelf}>
        {others.map((other) => (
          <li key={other.id}>
            <Link
              to="/albums/$albumId"
              params={{ albumId: String(other.id) }}
              className={styles.other}
            >
              <AlbumTile album={other} onPlay={({ id }) => playAlbum(player, id)} isOfArtist />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
