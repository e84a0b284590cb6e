/** The English catalog: its keys and placeholders are the type of every other one. */
import { lifecycle } from './lifecycle.ts';
import { playlists } from './playlists.ts';
import { scan } from './scan.ts';

export const en = { ...lifecycle, ...playlists, ...scan } as const;
