/** Der deutsche Katalog, geladen, wenn ein Prozess ihn braucht. */
import { lifecycle } from './lifecycle.ts';
import { playlists } from './playlists.ts';
import { scan } from './scan.ts';

export const de = { ...lifecycle, ...playlists, ...scan };
