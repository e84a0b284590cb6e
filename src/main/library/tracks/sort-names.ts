/** What the names of a track are sorted by, before it becomes a key: what the tags give for that goes first. */
import type { AudioTags } from '../scan/tag-messages.ts';

export interface SortNames {
  readonly title: string;
  /** Of the first artist; empty where none is known. */
  readonly artist: string;
  /** Empty where none is named. */
  readonly album: string;
}

/** Names, and what tags give to sort by instead. */
interface Named extends Pick<AudioTags, 'title' | 'album'> {
  /** The first one; empty where none is known. */
  readonly artist: string;
  /** The first one of the album. */
  readonly albumArtist: string | null;
  readonly titleSort: string | null;
  readonly artistSort: string | null;
  readonly albumSort: string | null;
  readonly albumArtistSort: string | null;
}

export function sortNamesOf(named: Named): SortNames {
  const { title, artist, album, albumArtist } = named;
  // Programs that sort by album artist give only that a name to sort by.
  const ofAlbum = albumArtist === artist ? named.albumArtistSort : null;
  return {
    title: named.titleSort ?? title,
    artist: named.artistSort ?? ofAlbum ?? artist,
    album: album === null ? '' : (named.albumSort ?? album),
  };
}

/** The same of a file's tags. */
export function sortNames({ title, artists, album, albumArtists, details }: AudioTags): SortNames {
  const [artist = ''] = artists;
  return sortNamesOf({ ...details, title, artist, album, albumArtist: albumArtists[0] ?? null });
}
