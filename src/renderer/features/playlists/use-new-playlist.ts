/** Making a playlist: it is opened at once, its name ready to be typed. */
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { createPlaylist } from './playlist-edits.ts';

/** @returns makes a playlist of tracks, of none by default */
export function useNewPlaylist(): (trackIds?: readonly number[]) => Promise<void> {
  const navigate = useNavigate();
  const { data: playlists = [] } = useRead(api.playlists, {});
  return async (trackIds = []) => {
    const taken = playlists.map(({ name }) => name);
    const made = await createPlaylist(taken, trackIds);
    if (made === null) return;
    await navigate({
      to: '/playlists/$playlistId',
      params: { playlistId: String(made.id) },
      state: { isNaming: true },
    });
  };
}
