/** What is said of an album beside its title. */
import type { Album } from '../../../shared/api/albums.ts';
import type { Track } from '../../../shared/api/tracks.ts';
import { t } from '../../../shared/words/words.ts';

/** Whose album it is: its artists, or what stands in their place. */
export function artistWords({ artist, isVarious }: Pick<Album, 'artist' | 'isVarious'>): string {
  return artist ?? t(isVarious ? 'albums.various' : 'albums.unknownArtist');
}

/** Names a drawn cover: two albums of one title have two. */
export function coverName({ title, artist }: Pick<Album, 'title' | 'artist'>): string {
  return artist === null ? title : `${title}\u2002${artist}`;
}

/** Names the drawn cover of a song: that of its album. */
export function songCoverName({
  album,
  albumArtist,
  title,
}: Pick<Track, 'album' | 'albumArtist' | 'title'>): string {
  return coverName({ title: album ?? title, artist: albumArtist });
}
