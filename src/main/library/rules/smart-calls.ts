/** The answers of shared/api/smart-playlists.ts. */
import type { smartPlaylistCalls } from '../../../shared/api/smart-playlists.ts';
import type { Handlers } from '../handlers.ts';
import {
  changeSmartPlaylist,
  countRules,
  createSmartPlaylist,
  deleteSmartPlaylist,
  listSmartPlaylists,
  restoreSmartPlaylist,
} from './smart-playlists.ts';

export const smartPlaylistHandlers = {
  smartPlaylists: (db) => listSmartPlaylists(db),
  createSmartPlaylist: (db, input) => createSmartPlaylist(db, input, now()),
  changeSmartPlaylist: (db, input) => changeSmartPlaylist(db, input, now()),
  deleteSmartPlaylist: (db, ref) => deleteSmartPlaylist(db, ref, now()),
  restoreSmartPlaylist,
  countRules,
} satisfies Handlers<typeof smartPlaylistCalls>;

function now(): string {
  return new Date().toISOString();
}
