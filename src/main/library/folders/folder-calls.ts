/** The answers of shared/api/folders.ts. */
import type { folderCalls } from '../../../shared/api/folders.ts';
import { countMissing } from '../../lifecycle/missing-tracks.ts';
import type { Handlers } from '../handlers.ts';
import { listFolders } from './folder-list.ts';
import { relocate } from './relocate.ts';
import { listRemovals, removeFolder, removeMissing, removeTracks } from './removals.ts';
import { restoreRemoval } from './restore-removal.ts';
import { tryRelocation } from './try-relocation.ts';

export const folderHandlers = {
  folders: (db) => listFolders(db),
  missingTracks: (db) => countMissing(db) ?? { count: 0, places: [] },
  removals: (db) => listRemovals(db),
  removeFolder: (db, { path }) => removeFolder(db, path, now()),
  removeTracks: (db, { ids }) => removeTracks(db, ids, now()),
  removeMissing: (db, { below }) => removeMissing(db, below, now()),
  restoreRemoval,
  tryRelocation: (db, places) => tryRelocation(db, places),
  relocate: (db, relocation) => relocate(db, relocation, now()),
} satisfies Handlers<typeof folderCalls>;

function now(): string {
  return new Date().toISOString();
}
