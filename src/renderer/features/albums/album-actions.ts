/** What is done with albums as a whole: they are played, and their tracks put into playlists. */
import { MOST_ALBUMS } from '../../../shared/api/albums.ts';
import { api } from '../../host/api-client.ts';
import type { TrackListQuery } from '../../library/track-pages.ts';
import type { Player } from '../../player/player.ts';

/** An album's own tracks in its order: what is played of it, and nothing beyond. */
export function tracksOfAlbum(id: number): TrackListQuery {
  return { list: { kind: 'album', id }, text: '', sort: 'album', direction: 'asc' };
}

export function playAlbum(player: Player, id: number): void {
  void player.playFrom(tracksOfAlbum(id), null, 'listed');
}

export function shuffleAlbum(player: Player, id: number): void {
  void player.playFrom(tracksOfAlbum(id), null, 'shuffled');
}

/** The tracks of albums, one album after the other, each from its beginning. */
export async function trackIdsOf(albumIds: readonly number[]): Promise<number[]> {
  const ids: number[] = [];
  for (let first = 0; first < albumIds.length; first += MOST_ALBUMS) {
    ids.push(...(await api.albumTrackIds({ ids: albumIds.slice(first, first + MOST_ALBUMS) })));
  }
  return ids;
}
