/** The parts of the list that a queue plays: asked of the library shortly before they are needed. */
import { SHUFFLE_SEEDS, type ShuffledPart } from '../../shared/api/queue.ts';
import type { ListRow, QueuePart, TrackOrderQuery } from '../../shared/api/tracks.ts';
import { api } from '../host/api-client.ts';
import { nameOf, type PlayQueue, type QueueRow, queueOfRows } from './play-queue.ts';

/** The next part of the list is asked for when fewer tracks than this are left. */
export const RESERVE = 20;

/** How many tracks a part has on the side that is asked for. */
const PART = 500;
const SHUFFLED_PART = 200;

/** What to ask of the library: the rows beside one of a list, or what comes next in its shuffled order. */
export type PartWanted =
  | {
      readonly kind: 'listed';
      readonly ask: TrackOrderQuery & ListRow & { readonly before: number; readonly after: number };
    }
  | {
      readonly kind: 'shuffled';
      readonly ask: TrackOrderQuery & {
        readonly seed: number;
        readonly after: number;
        readonly limit: number;
      };
    };

/** A part of the list, put into the queue that it was asked for. */
type PutPart = (queue: PlayQueue) => PlayQueue;

/** The queue that plays a list from one of its tracks on; null where there is nothing to play. */
export function queueOf(list: TrackOrderQuery, part: QueuePart): PlayQueue | null {
  const { rows, position, isBeginning, isEnd } = part;
  const queue = queueOfRows(rows, position);
  if (queue === null) return null;
  const head = isBeginning ? null : (rows[0] ?? null);
  const tail = isEnd ? null : (rows.at(-1) ?? null);
  return { ...queue, source: { list, head, tail, shuffle: null } };
}

/** The part of the list that will be needed soon; null where none will be. */
export function partWanted({ rows, position, source }: PlayQueue): PartWanted | null {
  if (source === null) return null;
  const { list, head, tail, shuffle } = source;
  const ahead = endOfList(rows) - 1 - position;
  if (ahead < RESERVE && shuffle !== null && shuffle.after !== null) {
    const { seed, after } = shuffle;
    return { kind: 'shuffled', ask: { ...list, seed, after, limit: SHUFFLED_PART } };
  }
  if (shuffle !== null) return null;
  if (ahead < RESERVE && tail !== null) {
    return { kind: 'listed', ask: { ...list, ...bare(tail), before: 0, after: PART } };
  }
  if (position < RESERVE && head !== null) {
    return { kind: 'listed', ask: { ...list, ...bare(head), before: PART, after: 0 } };
  }
  return null;
}

/** Asks the library for a part. */
export async function askForPart(wanted: PartWanted): Promise<PutPart> {
  if (wanted.kind === 'shuffled') {
    const part = await api.shuffledPart(wanted.ask);
    return (queue) => withShuffledPart(queue, wanted, part);
  }
  const part = await api.queuePart(wanted.ask);
  return (queue) => withPart(queue, wanted, part);
}

/**
 * The queue with a part that was asked for; as it is where it has become another one meanwhile. What is
 * in the queue is not played again because its plays moved it down the list.
 */
export function withPart(queue: PlayQueue, wanted: PartWanted, part: QueuePart): PlayQueue {
  const { source } = queue;
  if (wanted.kind !== 'listed' || source === null || source.list.list !== wanted.ask.list) {
    return queue;
  }
  const { head, tail, shuffle } = source;
  if (shuffle !== null) return queue;
  const isNew = newRows(queue);
  if (wanted.ask.after > 0) {
    if (!isSame(tail, wanted.ask)) return queue;
    const later = part.rows.slice(part.position + 1);
    const last = part.isEnd ? null : (later.at(-1) ?? tail);
    return added(queue, later.filter(isNew), { ...source, tail: last });
  }
  if (!isSame(head, wanted.ask)) return queue;
  const earlier = part.rows.slice(0, part.position);
  const rows = earlier.filter(isNew).map(listRow(queue.nextKey));
  const first = part.isBeginning ? null : (earlier[0] ?? head);
  return {
    ...queue,
    rows: [...rows, ...queue.rows],
    position: queue.position + rows.length,
    source: { ...source, head: first },
    nextKey: queue.nextKey + rows.length,
  };
}

/** The queue with a part of its list's shuffled order; as it is where it has become another one meanwhile. */
export function withShuffledPart(
  queue: PlayQueue,
  wanted: PartWanted,
  part: ShuffledPart,
): PlayQueue {
  const { source } = queue;
  if (wanted.kind !== 'shuffled' || source?.shuffle == null) return queue;
  const { seed, after } = source.shuffle;
  if (seed !== wanted.ask.seed || after !== wanted.ask.after) return queue;
  return added(queue, part.rows.filter(newRows(queue)), {
    ...source,
    shuffle: { seed, after: part.after },
  });
}

/** A number that names one of all shuffled orders. */
export function newSeed(): number {
  return Math.floor(Math.random() * SHUFFLE_SEEDS);
}

/** Where the rows end behind which a person put some: the next part of the list goes before those. */
function endOfList(rows: readonly QueueRow[]): number {
  return rows.findLastIndex(({ from }) => from !== 'end') + 1;
}

function added(
  queue: PlayQueue,
  later: readonly ListRow[],
  source: PlayQueue['source'],
): PlayQueue {
  const { rows, position, nextKey } = queue;
  const end = Math.max(endOfList(rows), position + 1);
  const more = later.map(listRow(nextKey));
  return {
    ...queue,
    rows: [...rows.slice(0, end), ...more, ...rows.slice(end)],
    source,
    nextKey: nextKey + more.length,
  };
}

function newRows({ rows, left }: PlayQueue): (row: ListRow) => boolean {
  const known = new Set(left);
  for (const row of rows) if (row.from === 'list') known.add(nameOf(row));
  return (row) => !known.has(nameOf(row));
}

function listRow(nextKey: number): (row: ListRow, index: number) => QueueRow {
  return ({ id, entryId }, index) => ({ id, entryId, key: nextKey + index, from: 'list' });
}

function bare({ id, entryId }: ListRow): ListRow {
  return { id, entryId };
}

function isSame(row: ListRow | null, other: ListRow): boolean {
  return row !== null && nameOf(row) === nameOf(other);
}
