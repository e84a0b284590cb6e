/** What the names of a track are sorted by, before it becomes a key: what the tags give for that goes first. */
import type { AudioTags } from '../scan/tag-messages.ts';

export interface SortNames {
  readonly title: string;
  /** Of the first artist; empty where none is known. */
  readonly artist: string;
  /** Empty where none is named. */
  readonly album: string;
}

export function sortNames({ title, artists, album, albumArtists, details }: AudioTags): SortNames {
  const [artist = ''] = artists;
  // Programs that sort by album artist give only that a name to sort by.
  const isAlbumArtist = albumArtists[0] === artist;
  const ofAlbum = isAlbumArtist ? details.albumArtistSort : null;
  return {
    title: details.titleSort ?? title,
    artist: details.artistSort ?? ofAlbum ?? artist,
    album: album === null ? '' : (details.albumSort ?? album),
  };
}
