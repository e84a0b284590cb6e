/** How long lists are, counted once until the library changes. */
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

/** Differs after each write: of another connection, and of this one. */
function stateOf(db: ReadableDb): string {
  const ofOthers: unknown = db.pragma('data_version', { simple: true });
  const own: unknown = db.prepare('SELECT total_changes()').pluck().get();
  return `${ofOthers} ${own}`;
}
