/**
 * Entries of playlist files whose tracks were not found. Each keeps the id that its entry is to have, and
 * the entry before it: found later, it stands where the file has it, whatever was moved meanwhile.
 */
import { z } from 'zod';
import type { SettledEntry, UnfoundEntry } from '../../../shared/api/unfound-entries.ts';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import type { ReadableDb, WritableDb } from '../handlers.ts';
import { findTracks, type SoughtEntry } from './find-tracks.ts';
import { requireTracks } from './playlist-edits.ts';
import { type Entry, putAmong, readEntries, writeEntries } from './playlist-entries.ts';

const RowSchema = z.object({
  entryId: z.number().int(),
  position: z.number().int(),
  previousId: z.number().int().nullable(),
  written: z.string(),
  paths: z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json))),
  artist: z.string().nullable(),
  title: z.string().nullable(),
  isSettled: z.literal([0, 1]),
});
type UnfoundRow = z.output<typeof RowSchema>;

/** What an import did not find. */
export interface NewUnfound {
  readonly entryId: number;
  readonly position: number;
  readonly previousId: number | null;
  readonly entry: SoughtEntry;
}

/** Keeps them. */
export function keepUnfound(
  db: WritableDb,
  playlistId: number,
  unfound: readonly NewUnfound[],
): void {
  const add = db.prepare(
    `INSERT INTO unfound_entries
       (id, playlist_id, position, previous_id, written, paths, artist, title)
     VALUES (:entryId, :playlistId, :position, :previousId, :written, :paths, :artist, :title)`,
  );
  for (const { entry, ...place } of unfound) {
    const { written, paths, tags } = entry;
    // A file may have an entry without a letter; it cannot be found, and says nothing to a person.
    if (written === '') continue;
    add.run({
      ...place,
      playlistId,
      written,
      paths: JSON.stringify(paths),
      artist: tags?.artist ?? null,
      title: tags?.title ?? null,
    });
  }
}

/** Those that are to be located, in the order of the file. */
export function listUnfound(db: ReadableDb, playlistId: number): UnfoundEntry[] {
  return readOpen(db, playlistId).map(({ entryId, position, written, artist, title }) => ({
    entryId,
    position,
    written,
    artist,
    title,
  }));
}

/**
 * Puts tracks into their places, or gives entries up.
 *
 * @returns what was settled
 * @throws FermataError `CONFLICT` where one is not to be located any more, `NOT_FOUND` where the library
 *   has none of the tracks
 */
export function settleEntries(
  db: WritableDb,
  playlistId: number,
  settled: readonly SettledEntry[],
): SettledEntry[] {
  const rows = readRows(db, playlistId);
  const open = new Set(rows.filter(({ isSettled }) => isSettled === 0).map(idOf));
  if (!settled.every(({ entryId }) => open.has(entryId))) throw changedMeanwhile();
  const trackIds = settled.flatMap(({ trackId }) => (trackId === null ? [] : [trackId]));
  const present = new Set(trackIds.length === 0 ? [] : requireTracks(db, trackIds));
  const done = settled.filter(({ trackId }) => trackId === null || present.has(trackId));
  place(db, playlistId, rows, done);
  markAs(db, done.map(idOf), 1);
  return done;
}

/** Looks for the tracks of all that are to be located, and puts those that it finds into their places. */
export function findUnfound(db: WritableDb, playlistId: number): SettledEntry[] {
  const open = readOpen(db, playlistId);
  const found = findTracks(db, open.map(soughtOf));
  const settled = open.flatMap(({ entryId }, at) => {
    const [trackId, ...others] = found[at] ?? [];
    // A place is one track's: which of several parts, a person says.
    return trackId === undefined || others.length > 0 ? [] : [{ entryId, trackId }];
  });
  return settled.length === 0 ? [] : settleEntries(db, playlistId, settled);
}

/**
 * Takes entries that were settled back out of the playlist, to be located again.
 *
 * @returns what they were settled with
 * @throws FermataError `NOT_FOUND` where none is settled
 */
export function reopenEntries(
  db: WritableDb,
  playlistId: number,
  entryIds: readonly number[],
): SettledEntry[] {
  const wanted = new Set(entryIds);
  const entries = readEntries(db, playlistId);
  const tracks = new Map(entries.map(({ id, trackId }) => [id, trackId]));
  const settled = readRows(db, playlistId)
    .filter(({ entryId, isSettled }) => isSettled === 1 && wanted.has(entryId))
    .map(({ entryId }) => ({ entryId, trackId: tracks.get(entryId) ?? null }));
  if (settled.length === 0) {
    throw new FermataError('NOT_FOUND', words('libraryErrors.entriesGone'), {
      advice: words('libraryErrors.lookAgain'),
    });
  }
  const reopened = new Set(settled.map(idOf));
  writeEntries(
    db,
    playlistId,
    entries.filter(({ id }) => !reopened.has(id)),
  );
  markAs(db, [...reopened], 0);
  return settled;
}

function place(
  db: WritableDb,
  playlistId: number,
  rows: readonly UnfoundRow[],
  settled: readonly SettledEntry[],
): void {
  const entries = readEntries(db, playlistId);
  const trackOf = new Map(settled.map(({ entryId, trackId }) => [entryId, trackId]));
  const placed = placesFor(entries, rows, (row) => trackOf.get(row.entryId) ?? null);
  if (placed.length > 0) writeEntries(db, playlistId, putAmong(entries, placed));
}

/** A playlist's entries with those among them that are to be located; these have no track. */
export function withUnfound(
  db: ReadableDb,
  playlistId: number,
): (Entry & { readonly unfound: UnfoundRow | null })[] {
  const entries = readEntries(db, playlistId);
  const rows = readRows(db, playlistId);
  const open = new Map(
    rows.filter(({ isSettled }) => isSettled === 0).map((row) => [idOf(row), row]),
  );
  const placed = placesFor(entries, rows, (row) => (open.has(row.entryId) ? NO_TRACK : null));
  return putAmong(entries, placed).map((entry) => ({
    ...entry,
    unfound: open.get(entry.id) ?? null,
  }));
}

/** No track has it. */
const NO_TRACK = 0;

function soughtOf({ written, paths, artist, title }: UnfoundRow): SoughtEntry {
  return { written, paths, ...(artist !== null && title !== null && { tags: { artist, title } }) };
}

/** Each behind the nearest entry before it in the file that is in the playlist. */
function placesFor(
  entries: readonly Entry[],
  rows: readonly UnfoundRow[],
  trackIdOf: (row: UnfoundRow) => number | null,
) {
  const known = new Map(rows.map((row) => [row.entryId, row]));
  const inPlaylist = new Set(entries.map(({ id }) => id));
  return rows.flatMap((row) => {
    const trackId = trackIdOf(row);
    if (trackId === null) return [];
    let after = row.previousId;
    let at = row.position;
    while (after !== null && !inPlaylist.has(after)) {
      const before = known.get(after);
      // One that is not known, or a circle that another tool wrote: its position counts.
      if (before === undefined || before.position >= at) break;
      after = before.previousId;
      at = before.position;
    }
    inPlaylist.add(row.entryId);
    const { entryId, position } = row;
    return [{ entry: { id: entryId, trackId }, place: { entryId, after, position } }];
  });
}

function markAs(db: WritableDb, ids: readonly number[], isSettled: 0 | 1): void {
  db.prepare(
    `UPDATE unfound_entries SET is_settled = ?
     WHERE id IN (SELECT value FROM json_each(?))`,
  ).run(isSettled, JSON.stringify(ids));
}

function readOpen(db: ReadableDb, playlistId: number): UnfoundRow[] {
  return readRows(db, playlistId).filter(({ isSettled }) => isSettled === 0);
}

function readRows(db: ReadableDb, playlistId: number): UnfoundRow[] {
  const rows = db
    .prepare(
      `SELECT
         id AS entryId, position, previous_id AS previousId, written, paths, artist, title,
         is_settled AS isSettled
       FROM unfound_entries WHERE playlist_id = ? ORDER BY position, id`,
    )
    .all(playlistId);
  return z.array(RowSchema).parse(rows);
}

function idOf({ entryId }: { readonly entryId: number }): number {
  return entryId;
}

function changedMeanwhile(): FermataError {
  return new FermataError('CONFLICT', words('libraryErrors.playlistChanged'), {
    advice: words('libraryErrors.lookAgain'),
    libraryState: words('libraryErrors.nothingMoved'),
  });
}
