/** How long lists are, counted once until the library changes. */
import { z } from 'zod';
import type { ReadableDb } from '../handlers.ts';

/** So many lists are remembered, of each connection. */
const MOST_LISTS = 100;

interface Counts {
  /** Which state of the library they were counted in. */
  readonly state: string;
  readonly counts: Map<string, number>;
}

const counted = new WeakMap<ReadableDb, Counts>();

/**
 * The length of a list.
 *
 * @param name tells the list from all others
 * @param count counts it
 */
export function countOnce(db: ReadableDb, name: string, count: () => number): number {
  const state = stateOf(db);
  let known = counted.get(db);
  if (known?.state !== state) {
    known = { state, counts: new Map() };
    counted.set(db, known);
  }
  const before = known.counts.get(name);
  if (before !== undefined) return before;
  const length = count();
  if (known.counts.size >= MOST_LISTS) known.counts.clear();
  known.counts.set(name, length);
  return length;
}

/** In milliseconds: for so long only what was added is counted. */
const RECOUNT_AFTER_MS = 10_000;

interface AllTracks {
  readonly count: number;
  readonly lastId: number;
  /** Which content of the library was counted: a restore puts another one there. */
  readonly content: unknown;
  readonly countedAt: number;
}

const allTracks = new WeakMap<ReadableDb, AllTracks>();

const AddedSchema = z.object({ count: z.number().int(), lastId: z.number().int().nullable() });

/**
 * How many tracks there are. To count a million takes longer than to read a page of them, and a scan adds
 * some every few milliseconds: meanwhile only those are counted. What other programs do is a reason to
 * {@link forgetCounts}, and so is the removal of tracks.
 *
 * @param now in milliseconds
 */
export function countAll(db: ReadableDb, now = performance.now()): number {
  const content: unknown = db.pragma('schema_version', { simple: true });
  const known = allTracks.get(db);
  const before =
    known !== undefined && known.content === content && now - known.countedAt < RECOUNT_AFTER_MS
      ? known
      : { count: 0, lastId: 0, content, countedAt: now };
  // Without a condition SQLite counts by the pages of an index, and reads no row.
  const added = AddedSchema.parse(
    before.count === 0
      ? db
          .prepare('SELECT count(*) AS count, (SELECT max(id) FROM tracks) AS lastId FROM tracks')
          .get()
      : db
          .prepare('SELECT count(*) AS count, max(id) AS lastId FROM tracks WHERE id > ?')
          .get(before.lastId),
  );
  const count = before.count + added.count;
  allTracks.set(db, { ...before, count, lastId: added.lastId ?? before.lastId });
  return count;
}

/** Has everything counted again: another program has changed the library. */
export function forgetCounts(db: ReadableDb): undefined {
  counted.delete(db);
  allTracks.delete(db);
}

/** Differs after each write: of another connection, and of this one. */
function stateOf(db: ReadableDb): string {
  const ofOthers: unknown = db.pragma('data_version', { simple: true });
  const own: unknown = db.prepare('SELECT total_changes()').pluck().get();
  return `${ofOthers} ${own}`;
}
