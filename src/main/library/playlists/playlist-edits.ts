/** What is done to the entries of a playlist: added, moved, removed and put back. */
import { z } from 'zod';
import { badInput } from '../../../shared/api/parse-input.ts';
import type { EntryPlace, RemovedEntry } from '../../../shared/api/playlists.ts';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import type { ReadableDb, WritableDb } from '../handlers.ts';
import {
  type Entry,
  newEntries,
  placesOf,
  putAmong,
  readEntries,
  writeEntries,
} from './playlist-entries.ts';

export interface Addition {
  readonly trackIds: readonly number[];
  /** Before which entry, from 0; at the end where none is given. */
  readonly position?: number | undefined;
  readonly duplicates?: 'add' | 'skip';
}

/**
 * Adds tracks in their order.
 *
 * @returns the ids of the new entries, and how many of the tracks were there already
 * @throws FermataError `USAGE` for a position beyond the end
 */
export function addEntries(
  db: WritableDb,
  playlistId: number,
  trackIds: readonly number[],
  { position, duplicates = 'add' }: Omit<Addition, 'trackIds'> = {},
): { entryIds: number[]; already: number } {
  const entries = readEntries(db, playlistId);
  const at = position ?? entries.length;
  if (at > entries.length) {
    throw badInput(`position: the playlist has ${entries.length} tracks`, undefined);
  }
  const present = new Set(entries.map(({ trackId }) => trackId));
  const already = trackIds.filter((id) => present.has(id)).length;
  const wanted =
    duplicates === 'add' ? trackIds : [...new Set(trackIds)].filter((id) => !present.has(id));
  const added = newEntries(wanted);
  writeEntries(db, playlistId, entries.toSpliced(at, 0, ...added));
  return { entryIds: added.map(({ id }) => id), already };
}

/**
 * Moves entries before another one, in the order in which they stand.
 *
 * @param before null for the end; where it is moved itself, the next one that is not
 * @returns where they stood
 * @throws FermataError `CONFLICT` where an entry is gone
 */
export function moveEntries(
  db: WritableDb,
  playlistId: number,
  entryIds: readonly number[],
  before: number | null,
): EntryPlace[] {
  const entries = readEntries(db, playlistId);
  const isMoved = inSet(entryIds);
  requireAll(entries, before === null ? entryIds : [...entryIds, before]);
  const from = before === null ? entries.length : entries.findIndex(({ id }) => id === before);
  const next = entries.slice(from).find((entry) => !isMoved(entry));
  const rest = entries.filter((entry) => !isMoved(entry));
  const at = next === undefined ? rest.length : rest.indexOf(next);
  writeEntries(db, playlistId, rest.toSpliced(at, 0, ...entries.filter(isMoved)));
  return placesOf(entries, isMoved).map(withoutTrack);
}

/**
 * Puts entries where they stood before they were moved.
 *
 * @returns where they stood until now
 * @throws FermataError `CONFLICT` where one is gone
 */
export function placeEntries(
  db: WritableDb,
  playlistId: number,
  places: readonly EntryPlace[],
): EntryPlace[] {
  const entries = readEntries(db, playlistId);
  const ids = entryIdsOf(places);
  const isMoved = inSet(ids);
  requireAll(entries, ids);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const placed = inOrder(places).flatMap((place) => {
    const entry = byId.get(place.entryId);
    return entry === undefined ? [] : [{ entry, place }];
  });
  const rest = entries.filter((entry) => !isMoved(entry));
  writeEntries(db, playlistId, putAmong(rest, placed));
  return placesOf(entries, isMoved).map(withoutTrack);
}

/**
 * Removes entries, as far as they are there.
 *
 * @returns what is needed to put them back
 * @throws FermataError `NOT_FOUND` where none is there
 */
export function removeEntries(
  db: WritableDb,
  playlistId: number,
  entryIds: readonly number[],
): RemovedEntry[] {
  const entries = readEntries(db, playlistId);
  const isRemoved = inSet(entryIds);
  const removed = placesOf(entries, isRemoved);
  if (removed.length === 0) {
    throw new FermataError('NOT_FOUND', words('libraryErrors.entriesGone'), {
      advice: words('libraryErrors.otherTracks'),
    });
  }
  writeEntries(
    db,
    playlistId,
    entries.filter((entry) => !isRemoved(entry)),
  );
  return removed;
}

/**
 * Puts removed entries back with the ids that they had, near to where they stood. Those that are there
 * and those whose tracks are gone are left out.
 *
 * @returns the ids of those that came back
 * @throws FermataError `NOT_FOUND` where the library has none of their tracks
 */
export function restoreRemoved(
  db: WritableDb,
  playlistId: number,
  removed: readonly RemovedEntry[],
): number[] {
  const entries = readEntries(db, playlistId);
  const isThere = new Set(presentIds(db, 'playlist_tracks', entryIdsOf(removed)));
  const hasTrack = new Set(
    requireTracks(
      db,
      removed.map(({ trackId }) => trackId),
    ),
  );
  const placed = inOrder(removed)
    .map((place) => ({ entry: { id: place.entryId, trackId: place.trackId }, place }))
    .filter(({ entry }) => !isThere.has(entry.id) && hasTrack.has(entry.trackId));
  writeEntries(db, playlistId, putAmong(entries, placed));
  return placed.map(({ entry }) => entry.id);
}

const IdsSchema = z.array(z.number().int());

/**
 * The tracks that the library has, in the given order and as often as they are given.
 *
 * @throws FermataError `NOT_FOUND` where it has none of them
 */
export function requireTracks(db: ReadableDb, ids: readonly number[]): number[] {
  const present = new Set(presentIds(db, 'tracks', ids));
  if (present.size > 0) return ids.filter((id) => present.has(id));
  throw new FermataError('NOT_FOUND', words('libraryErrors.tracksGone'), {
    advice: words('libraryErrors.otherTracks'),
  });
}

function presentIds(
  db: ReadableDb,
  table: 'tracks' | 'playlist_tracks',
  ids: readonly number[],
): number[] {
  const rows = db
    .prepare(`SELECT id FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`)
    .pluck()
    .all(JSON.stringify(ids));
  return IdsSchema.parse(rows);
}

function requireAll(entries: readonly Entry[], ids: readonly number[]): void {
  const present = new Set(entries.map(({ id }) => id));
  if (ids.every((id) => present.has(id))) return;
  throw new FermataError('CONFLICT', words('libraryErrors.playlistChanged'), {
    advice: words('libraryErrors.lookAgain'),
    libraryState: words('libraryErrors.nothingMoved'),
  });
}

function inSet(ids: readonly number[]): (entry: { readonly id: number }) => boolean {
  const set = new Set(ids);
  return ({ id }) => set.has(id);
}

/** Each entry once, in the order of the places. */
function inOrder<Place extends EntryPlace>(places: readonly Place[]): Place[] {
  const byEntry = new Map(places.map((place) => [place.entryId, place]));
  return [...byEntry.values()].toSorted((a, b) => a.position - b.position);
}

function entryIdsOf(places: readonly EntryPlace[]): number[] {
  return places.map(({ entryId }) => entryId);
}

function withoutTrack({ entryId, after, position }: EntryPlace): EntryPlace {
  return { entryId, after, position };
}
