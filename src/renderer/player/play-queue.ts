/**
 * What is played after what: a part of a list as it was when playing began, and which of its tracks it
 * is. The list may have a million tracks; its next part is asked for shortly before it is needed.
 */
import type { ListRow, QueuePart, TrackOrderQuery } from '../../shared/api/tracks.ts';

export interface PlayQueue {
  /** In their order; at least one. */
  readonly rows: readonly ListRow[];
  /** The index of the one that is played. */
  readonly position: number;
  /** The list that the rows are a part of; null for a track alone. */
  readonly list: TrackOrderQuery | null;
  /** Whether the list has nothing before them, and nothing after them. */
  readonly isBeginning: boolean;
  readonly isEnd: boolean;
}

/** The next part of the list is asked for when fewer tracks than this are left. */
export const RESERVE = 20;

/** How many tracks a part has on the side that is asked for. */
const PART = 500;

/** What to ask of the library: the tracks beside one of a list. */
export type PartWanted = TrackOrderQuery &
  ListRow & {
    readonly before: number;
    readonly after: number;
  };

/** The queue that plays a list from a track on; null where there is nothing to play. */
export function queueOf(list: TrackOrderQuery, part: QueuePart): PlayQueue | null {
  return part.rows.length === 0 ? null : { list, ...part };
}

/** The queue of one track. */
export function queueOfOne({ id, entryId }: ListRow): PlayQueue {
  return { rows: [{ id, entryId }], position: 0, list: null, isBeginning: true, isEnd: true };
}

/** The id of the track that is played. */
export function currentId({ rows, position }: PlayQueue): number {
  const row = rows[position];
  if (row === undefined) throw new RangeError(`The queue has no track ${position}.`);
  return row.id;
}

/** The queue some tracks further on, or back where `by` is negative; null beyond its ends. */
export function moved(queue: PlayQueue, by: number): PlayQueue | null {
  const position = queue.position + by;
  return position >= 0 && position < queue.rows.length ? { ...queue, position } : null;
}

/** The part of the list that will be needed soon; null where none will be. */
export function partWanted({ rows, position, list, ...ends }: PlayQueue): PartWanted | null {
  const [first, last] = [rows[0], rows.at(-1)];
  if (list === null || first === undefined || last === undefined) return null;
  if (!ends.isEnd && rows.length - 1 - position < RESERVE) {
    return { ...list, ...last, before: 0, after: PART };
  }
  if (!ends.isBeginning && position < RESERVE) {
    return { ...list, ...first, before: PART, after: 0 };
  }
  return null;
}

/**
 * The queue with a part that was asked for; as it is where it has become another one meanwhile. What is
 * in the queue is not played again because its plays moved it down the list.
 */
export function withPart(queue: PlayQueue, wanted: PartWanted, part: QueuePart): PlayQueue {
  const { rows } = queue;
  const isOther = queue.list === null || queue.list.list !== wanted.list;
  const known = new Set(rows.map(nameOf));
  const isNew = (row: ListRow) => !known.has(nameOf(row));
  if (wanted.after > 0) {
    if (isOther || !isSame(rows.at(-1), wanted)) return queue;
    const later = part.rows.slice(part.position + 1).filter(isNew);
    return { ...queue, rows: [...rows, ...later], isEnd: part.isEnd };
  }
  if (isOther || !isSame(rows[0], wanted)) return queue;
  const earlier = part.rows.slice(0, part.position).filter(isNew);
  return {
    ...queue,
    rows: [...earlier, ...rows],
    position: queue.position + earlier.length,
    isBeginning: part.isBeginning,
  };
}

/** Tells a row from all others of its list. */
function nameOf({ id, entryId }: ListRow): number {
  return entryId ?? id;
}

function isSame(row: ListRow | undefined, other: ListRow): boolean {
  return row !== undefined && nameOf(row) === nameOf(other);
}
