/** Der deutsche Katalog, geladen, wenn ein Prozess ihn braucht. */
import { errors } from './errors.ts';
import { lifecycle } from './lifecycle.ts';
import { playlists } from './playlists.ts';
import { scan } from './scan.ts';
import { songs } from './songs.ts';

export const de = { ...errors, ...lifecycle, ...playlists, ...scan, ...songs };
