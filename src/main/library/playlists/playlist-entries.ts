/**
 * The entries of a playlist and their order. An entry keeps its id while it is moved, so that what two
 * people do to one playlist at once has a meaning.
 */
import { z } from 'zod';
import type { EntryPlace } from '../../../shared/api/playlists.ts';
import { newEntryIds } from '../../lifecycle/entry-ids.ts';
import type { ReadableDb, WritableDb } from '../handlers.ts';

export interface Entry {
  readonly id: number;
  readonly trackId: number;
}

const StoredEntriesSchema = z.array(
  z.object({ id: z.number().int(), trackId: z.number().int(), position: z.number().int() }),
);

/** The entries of a playlist, in order. */
export function readEntries(db: ReadableDb, playlistId: number): Entry[] {
  return readStored(db, playlistId).map(({ id, trackId }) => ({ id, trackId }));
}

/** Makes these the entries of a playlist, in this order; only what changes is written. */
export function writeEntries(db: WritableDb, playlistId: number, entries: readonly Entry[]): void {
  const stored = new Map(readStored(db, playlistId).map((entry) => [entry.id, entry]));
  const changed: (Entry & { readonly position: number })[] = [];
  for (const [position, entry] of entries.entries()) {
    if (stored.get(entry.id)?.position === position) stored.delete(entry.id);
    else changed.push({ ...entry, position });
  }
  // No two entries may have one position in between: what is moved leaves first.
  const remove = db.prepare('DELETE FROM playlist_tracks WHERE id = ?');
  for (const id of stored.keys()) remove.run(id);
  const add = db.prepare(
    'INSERT INTO playlist_tracks (id, playlist_id, position, track_id) VALUES (?, ?, ?, ?)',
  );
  for (const { id, position, trackId } of changed) add.run(id, playlistId, position, trackId);
}

/** New entries of tracks. */
export function newEntries(trackIds: readonly number[]): Entry[] {
  const first = newEntryIds(trackIds.length);
  return trackIds.map((trackId, index) => ({ id: first + index, trackId }));
}

/** Where some entries of a playlist stand, in its order. */
export function placesOf<Chosen extends Entry>(
  entries: readonly Chosen[],
  isChosen: (entry: Chosen) => boolean,
): (EntryPlace & { readonly trackId: number })[] {
  return entries.flatMap((entry, position) =>
    isChosen(entry)
      ? [
          {
            entryId: entry.id,
            after: entries[position - 1]?.id ?? null,
            position,
            trackId: entry.trackId,
          },
        ]
      : [],
  );
}

/**
 * Entries with others put among them: each after the entry that was before it, and where that is gone,
 * at its position.
 *
 * @param placed in the order of their places
 */
export function putAmong(
  entries: readonly Entry[],
  placed: readonly { readonly entry: Entry; readonly place: EntryPlace }[],
): Entry[] {
  const present = new Set([...entries, ...placed.map(({ entry }) => entry)].map(({ id }) => id));
  const following = Map.groupBy(placed, ({ place: { after } }) =>
    after !== null && present.has(after) ? after : null,
  );
  const result: Entry[] = [];
  const followers = (id: number | null) =>
    (following.get(id) ?? []).filter(({ place }) => id !== null || place.after === null);
  // Not by recursion: a hundred thousand may follow one another.
  const append = (first: readonly Entry[]): void => {
    const waiting = first.toReversed();
    for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
      result.push(entry);
      waiting.push(
        ...followers(entry.id)
          .map((follower) => follower.entry)
          .toReversed(),
      );
    }
  };
  append(followers(null).map(({ entry }) => entry));
  for (const entry of entries) append([entry]);
  const isIn = new Set(result.map(({ id }) => id));
  for (const { entry, place } of placed) {
    if (!isIn.has(entry.id)) result.splice(place.position, 0, entry);
  }
  return result;
}

function readStored(db: ReadableDb, playlistId: number) {
  const rows = db
    .prepare(
      `SELECT id, track_id AS trackId, position FROM playlist_tracks
       WHERE playlist_id = ? ORDER BY position`,
    )
    .all(playlistId);
  return StoredEntriesSchema.parse(rows);
}
