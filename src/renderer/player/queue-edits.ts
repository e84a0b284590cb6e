/** What a person does to a queue. Each edit leaves the queue before it as it was: that is what undoes it. */
import type { ListRow } from '../../shared/api/tracks.ts';
import {
  currentRow,
  isWhole,
  movedTo,
  nameOf,
  type PlayQueue,
  type QueueRow,
} from './play-queue.ts';

/** Puts tracks after the one that is played; those that were put there before come after them. */
export function insertNext(queue: PlayQueue, tracks: readonly ListRow[]): PlayQueue {
  return insertAt(queue, tracks, { at: queue.position + 1, from: 'person' });
}

/** Puts tracks behind all that will be played, the rest of a list included that is not known yet. */
export function append(queue: PlayQueue, tracks: readonly ListRow[]): PlayQueue {
  return insertAt(queue, tracks, { at: queue.rows.length, from: 'end' });
}

/** Puts tracks before a row, or at the end where it is null or not there. */
export function insertBefore(
  queue: PlayQueue,
  tracks: readonly ListRow[],
  before: number | null,
): PlayQueue {
  const at = queue.rows.findIndex(({ key }) => key === before);
  return at === -1 ? append(queue, tracks) : insertAt(queue, tracks, { at, from: 'person' });
}

/**
 * Takes rows out. Where the one that is played is among them, the one after them is next in its place, or
 * the one before where none is after.
 *
 * @returns null where no row is left
 */
export function removeRows(queue: PlayQueue, keys: Iterable<number>): PlayQueue | null {
  const removed = new Set(keys);
  const rows = queue.rows.filter(({ key }) => !removed.has(key));
  if (rows.length === 0) return null;
  const before = queue.rows.slice(0, queue.position).filter(({ key }) => !removed.has(key)).length;
  const names = queue.rows
    .filter(({ key, from }) => removed.has(key) && from === 'list')
    .map(nameOf);
  return {
    ...queue,
    rows,
    position: Math.min(before, rows.length - 1),
    left: queue.source === null ? [] : [...queue.left, ...names],
  };
}

/** Moves rows, in their order, before another one; to the end where that is null or moved itself. */
export function moveRows(
  queue: PlayQueue,
  keys: Iterable<number>,
  before: number | null,
): PlayQueue {
  const chosen = new Set(keys);
  const { key: current } = currentRow(queue);
  const all = queue.rows;
  const from = all.findIndex(({ key }) => key === before);
  // Where the row to be put before is moved itself, the next one that stays counts.
  const target = from === -1 ? undefined : all.slice(from).find(({ key }) => !chosen.has(key));
  const staying = all.filter(({ key }) => !chosen.has(key));
  const at = target === undefined ? staying.length : staying.indexOf(target);
  // What comes to lie behind the list lies behind all of it, also what the library has not told yet.
  const isBehind =
    queue.source !== null && (target === undefined || staying[at - 1]?.from === 'end');
  const moving = all
    .filter(({ key }) => chosen.has(key))
    .map((row): QueueRow => {
      if (isBehind) return { ...row, from: 'end' };
      return row.from === 'end' ? { ...row, from: 'person' } : row;
    });
  const rows = [...staying.slice(0, at), ...moving, ...staying.slice(at)];
  const names = all.filter(({ key, from }) => chosen.has(key) && from === 'list').map(nameOf);
  return {
    ...queue,
    rows,
    position: rows.findIndex(({ key }) => key === current),
    left: isBehind ? [...queue.left, ...names] : queue.left,
  };
}

/** Leaves nothing after the track that is played. */
export function clearUpcoming(queue: PlayQueue): PlayQueue {
  const { rows, position } = queue;
  return { ...queue, rows: rows.slice(0, position + 1), source: null, left: [], unshuffled: null };
}

/**
 * The queue as it was before an edit, with what is played now: playing is not interrupted by an undo. A
 * track that was not in it then comes right after the one that was played.
 */
export function restored(before: PlayQueue, now: PlayQueue): PlayQueue {
  const current = currentRow(now);
  const nextKey = Math.max(before.nextKey, now.nextKey);
  const found = movedTo(before, current.key);
  if (found !== null) return { ...found, nextKey };
  const at = before.position + 1;
  const rows = [...before.rows.slice(0, at), current, ...before.rows.slice(at)];
  return { ...before, rows, position: at, nextKey };
}

/**
 * The rows in a shuffled order, the one that is played first, then what a person chose to be played next. Of
 * a list that is not known whole, the rest comes by its parts.
 *
 * @param seed names the order of a list that is not known whole
 * @param random a number from 0 up to 1
 */
export function shuffled(queue: PlayQueue, seed: number, random = Math.random): PlayQueue {
  const { rows, position, source } = queue;
  const current = currentRow(queue);
  const later = rows.slice(position + 1);
  const chosen = later.filter(({ from }) => from === 'person');
  const behind = later.filter(({ from }) => from === 'end');
  if (source !== null && !isWhole(queue)) {
    return {
      ...queue,
      rows: [current, ...chosen, ...behind],
      position: 0,
      source: { ...source, head: null, tail: null, shuffle: { seed, after: -1 } },
      left: current.from === 'list' ? [...queue.left, nameOf(current)] : queue.left,
      unshuffled: null,
    };
  }
  const fixed = new Set([current, ...chosen, ...behind]);
  const mixed = mix(
    rows.filter((row) => !fixed.has(row)),
    random,
  );
  return {
    ...queue,
    rows: [current, ...chosen, ...mixed, ...behind],
    position: 0,
    unshuffled: queue.unshuffled ?? rows.map(({ key }) => key),
  };
}

/**
 * The rows in the order before they were shuffled; what came since stays after the track that is played.
 * Null where that order is the library's to tell.
 */
export function unshuffled(queue: PlayQueue): PlayQueue | null {
  const { rows, source } = queue;
  if (source?.shuffle != null) return null;
  if (queue.unshuffled === null) return queue;
  const places = new Map(queue.unshuffled.map((key, place) => [key, place]));
  const current = currentRow(queue);
  const known = rows
    .filter(({ key }) => places.has(key))
    .toSorted((one, other) => (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0));
  const news = rows.filter(({ key }) => !places.has(key));
  const at = known.indexOf(current);
  const ordered = places.has(current.key)
    ? [...known.slice(0, at + 1), ...news, ...known.slice(at + 1)]
    : [...news, ...known];
  return { ...queue, rows: ordered, position: ordered.indexOf(current), unshuffled: null };
}

interface Insertion {
  readonly at: number;
  readonly from: QueueRow['from'];
}

function insertAt(
  queue: PlayQueue,
  tracks: readonly ListRow[],
  { at, from }: Insertion,
): PlayQueue {
  const { rows, position, nextKey } = queue;
  const added = tracks.map(
    ({ id, entryId }, index): QueueRow => ({ id, entryId, key: nextKey + index, from }),
  );
  return {
    ...queue,
    rows: [...rows.slice(0, at), ...added, ...rows.slice(at)],
    position: at <= position ? position + added.length : position,
    nextKey: nextKey + added.length,
  };
}

/** Each order is as likely as every other one (Fisher and Yates). */
function mix(rows: readonly QueueRow[], random: () => number): readonly QueueRow[] {
  const mixed = [...rows];
  for (let left = mixed.length; left > 1; left -= 1) {
    const taken = mixed.splice(Math.floor(random() * left), 1);
    mixed.push(...taken);
  }
  return mixed;
}
