/** The answers of shared/api/playlists.ts. */
import type { playlistCalls } from '../../../shared/api/playlists.ts';
import type { unfoundEntryCalls } from '../../../shared/api/unfound-entries.ts';
import type { Handlers, WritableDb } from '../handlers.ts';
import {
  addEntries,
  moveEntries,
  placeEntries,
  removeEntries,
  requireTracks,
  restoreRemoved,
} from './playlist-edits.ts';
import { importPlaylist } from './playlist-import.ts';
import {
  createPlaylist,
  deletePlaylist,
  listDeletedPlaylists,
  listPlaylists,
  type PlaylistRef,
  renamePlaylist,
  requireKept,
  restorePlaylist,
} from './playlist-store.ts';
import { findUnfound, listUnfound, reopenEntries, settleEntries } from './unfound-entries.ts';

export const playlistHandlers = {
  playlists: (db) => listPlaylists(db),
  deletedPlaylists: (db) => listDeletedPlaylists(db),
  createPlaylist: (db, input) => createPlaylist(db, input, now()),
  renamePlaylist: (db, input) => renamePlaylist(db, input, now()),
  deletePlaylist: (db, ref) => deletePlaylist(db, ref, now()),
  restorePlaylist,
  addToPlaylist: (db, { trackIds, position, duplicates, ...ref }) => {
    const createdAt = edit(db, ref);
    const present = requireTracks(db, trackIds);
    const added = addEntries(db, ref.id, present, { position, duplicates });
    return { createdAt, ...added, missing: trackIds.length - present.length };
  },
  moveInPlaylist: (db, { entryIds, before, ...ref }) => {
    const createdAt = edit(db, ref);
    return { createdAt, places: moveEntries(db, ref.id, entryIds, before) };
  },
  placeInPlaylist: (db, { places, ...ref }) => {
    const createdAt = edit(db, ref);
    return { createdAt, places: placeEntries(db, ref.id, places) };
  },
  removeFromPlaylist: (db, { entryIds, ...ref }) => {
    const createdAt = edit(db, ref);
    return { createdAt, removed: removeEntries(db, ref.id, entryIds) };
  },
  restoreEntries: (db, { removed, ...ref }) => {
    const createdAt = edit(db, ref);
    return { createdAt, entryIds: restoreRemoved(db, ref.id, removed) };
  },
  importPlaylist: (db, content) => importPlaylist(db, content, now()),
  unfoundEntries: (db, ref) => listUnfound(db, requireKept(db, ref).id),
  settleEntries: (db, { settled, ...ref }) => {
    const createdAt = edit(db, ref);
    return { createdAt, settled: settleEntries(db, ref.id, settled) };
  },
  findEntries: (db, ref) => {
    const { id, createdAt } = requireKept(db, ref);
    const settled = findUnfound(db, id);
    if (settled.length > 0) edit(db, ref);
    return { createdAt, settled };
  },
  reopenEntries: (db, { entryIds, ...ref }) => {
    const createdAt = edit(db, ref);
    return { createdAt, settled: reopenEntries(db, ref.id, entryIds) };
  },
} satisfies Handlers<typeof playlistCalls & typeof unfoundEntryCalls>;

/** Begins an edit of a playlist's entries; answers when it was made. */
function edit(db: WritableDb, ref: PlaylistRef): string {
  const { createdAt } = requireKept(db, ref);
  db.prepare('UPDATE playlists SET modified_at = ? WHERE id = ?').run(now(), ref.id);
  return createdAt;
}

function now(): string {
  return new Date().toISOString();
}
