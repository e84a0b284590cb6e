/** The English catalog: its keys and placeholders are the type of every other one. */
import { errors } from './errors.ts';
import { lifecycle } from './lifecycle.ts';
import { playlists } from './playlists.ts';
import { scan } from './scan.ts';
import { songs } from './songs.ts';

export const en = { ...errors, ...lifecycle, ...playlists, ...scan, ...songs } as const;
