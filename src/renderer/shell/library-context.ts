/** What the shell has once for all views: the player, the scan, the work on backups, the search. */
import { createContext, use } from 'react';
import type { BackupWork } from '../backups/use-backups.ts';
import type { Scan } from '../library/use-scan.ts';
import type { Player } from '../player/player.ts';
import type { DialogName } from './address.ts';

export interface LibraryContext {
  readonly player: Player;
  readonly scan: Scan;
  readonly backupWork: BackupWork;
  /** What the search field holds. */
  readonly searchText: string;
  readonly search: (text: string) => void;
  /** Chooses folders, natively where that is possible, and scans them. */
  readonly chooseFolder: () => void;
  readonly openDialog: (name: DialogName) => void;
  readonly closeDialog: () => void;
}

export const LibraryContext = createContext<LibraryContext | null>(null);

export function useLibrary(): LibraryContext {
  const library = use(LibraryContext);
  if (library === null) throw new Error('This is drawn in the shell of an open library only.');
  return library;
}

/** For the shell, which the router draws without properties. */
export const PlayerContext = createContext<Player | null>(null);
