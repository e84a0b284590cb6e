/** A hit of a search as it is shown: what it is called, where it leads, and what plays it. */
import type { Album } from '../../../shared/api/albums.ts';
import type { Artist } from '../../../shared/api/artists.ts';
import type { FoundPlaylist } from '../../../shared/api/search.ts';
import type { Track } from '../../../shared/api/tracks.ts';
import { t } from '../../../shared/words/words.ts';
import { tracksOfAlbum } from '../../features/albums/album-actions.ts';
import { artistWords, coverName, songCoverName } from '../../features/albums/album-words.ts';
import { BEST_FIRST, type TrackListQuery } from '../../library/track-pages.ts';
import { PLAYLIST_ORDER } from '../playlist/playlist-order.ts';

/** Where a hit leads. */
type Address =
  | { readonly to: '/artists/$artistId'; readonly params: { readonly artistId: string } }
  | { readonly to: '/albums/$albumId'; readonly params: { readonly albumId: string } }
  | { readonly to: '/playlists/$playlistId'; readonly params: { readonly playlistId: string } }
  | { readonly to: '/smart/$smartId'; readonly params: { readonly smartId: string } }
  | { readonly to: '/songs' };

export interface Hit {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  /** Beside the kind; empty for nothing. */
  readonly second: string;
  readonly artwork: string | null;
  /** What a drawn cover follows from. */
  readonly coverName: string;
  readonly isRound: boolean;
  readonly address: Address;
  /** What playing it plays, and from which of its tracks on; null for the first one. */
  readonly list: TrackListQuery;
  readonly track: Track | null;
}

const NOTHING_TYPED = { text: '', direction: 'asc' } as const;

export function hitOfArtist({ id, name, artwork, albums, tracks }: Artist): Hit {
  return {
    key: `artist ${id}`,
    name,
    kind: t('search.artist'),
    second: albums > 0 ? t('albums.count', { count: albums }) : t('songs.count', { count: tracks }),
    artwork,
    coverName: name,
    isRound: true,
    address: { to: '/artists/$artistId', params: { artistId: String(id) } },
    list: { ...NOTHING_TYPED, list: { kind: 'artist', id }, sort: 'album' },
    track: null,
  };
}

export function hitOfAlbum(album: Album): Hit {
  const { id, title, artwork } = album;
  return {
    key: `album ${id}`,
    name: title,
    kind: t('search.album'),
    second: artistWords(album),
    artwork,
    coverName: coverName(album),
    isRound: false,
    address: { to: '/albums/$albumId', params: { albumId: String(id) } },
    list: tracksOfAlbum(id),
    track: null,
  };
}

export function hitOfPlaylist({ id, name, isSmart }: FoundPlaylist): Hit {
  return {
    key: `${isSmart ? 'smart' : 'playlist'} ${id}`,
    name,
    kind: t(isSmart ? 'smart.is' : 'search.playlist'),
    second: '',
    artwork: null,
    coverName: name,
    isRound: false,
    address: isSmart
      ? { to: '/smart/$smartId', params: { smartId: String(id) } }
      : { to: '/playlists/$playlistId', params: { playlistId: String(id) } },
    list: isSmart
      ? { ...NOTHING_TYPED, list: { kind: 'smart', id }, sort: 'artist' }
      : { text: '', list: { kind: 'playlist', id }, ...PLAYLIST_ORDER },
    track: null,
  };
}

/** @param text what was searched for: the song is played among all that was found */
export function hitOfTrack(track: Track, text: string): Hit {
  const { id, title, artist, albumId, artwork } = track;
  return {
    key: `track ${id}`,
    name: title,
    kind: t('search.song'),
    second: artist,
    artwork,
    coverName: songCoverName(track),
    isRound: false,
    address:
      albumId === null
        ? { to: '/songs' }
        : { to: '/albums/$albumId', params: { albumId: String(albumId) } },
    list: { list: { kind: 'all' }, text, ...BEST_FIRST },
    track,
  };
}
