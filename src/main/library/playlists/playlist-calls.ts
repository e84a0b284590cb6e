/** The answers of shared/api/playlists.ts. */
import type { playlistCalls } from '../../../shared/api/playlists.ts';
import type { Handlers } from '../handlers.ts';
import { deletePlaylist, importPlaylist } from './playlist-store.ts';

export const playlistHandlers = {
  importPlaylist: (db, content) => importPlaylist(db, content, new Date().toISOString()),
  removePlaylist: (db, { id, createdAt }) => {
    deletePlaylist(db, id, createdAt);
    return {};
  },
} satisfies Handlers<typeof playlistCalls>;
