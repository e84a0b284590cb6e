/**
 * What is played after what. A queue has rows of a list, as it was when playing began, and what a person put
 * between or behind them. The list may have a million tracks: the queue knows a part of it, and its next part
 * is asked for shortly before it is needed (queue-parts.ts).
 */
import type { ListRow, TrackOrderQuery } from '../../shared/api/tracks.ts';

export interface QueueRow extends ListRow {
  /** Names it in the queue, in which a track may stand more than once. */
  readonly key: number;
  /** Whether it is of the list that is played, was put between by a person, or behind all of the list. */
  readonly from: 'list' | 'person' | 'end';
}

/** The list that the rows are a part of, and how far it is known. */
export interface QueueSource {
  readonly list: TrackOrderQuery;
  /** The first and the last of its rows that is known; null where nothing comes before, or after. */
  readonly head: ListRow | null;
  readonly tail: ListRow | null;
  /** The shuffled order that it is played in; null for its own. */
  readonly shuffle: {
    readonly seed: number;
    /** Where its next part begins; null where it is exhausted. */
    readonly after: number | null;
  } | null;
}

export interface PlayQueue {
  /** In their order; at least one. */
  readonly rows: readonly QueueRow[];
  /** The index of the one that is played. */
  readonly position: number;
  /** Null where nothing comes but the rows. */
  readonly source: QueueSource | null;
  /** Rows of the list that are not to come again with its next part: taken out, or played first of all. */
  readonly left: readonly number[];
  /** The keys in the order before the rows were shuffled; null where they were not. */
  readonly unshuffled: readonly number[] | null;
  readonly nextKey: number;
}

export type Repeat = 'off' | 'all' | 'one';

/** The queue of some tracks, from one of them on; null for none. */
export function queueOfRows(rows: readonly ListRow[], position = 0): PlayQueue | null {
  if (rows.length === 0) return null;
  return {
    rows: rows.map(({ id, entryId }, key) => ({ id, entryId, key, from: 'list' })),
    position,
    source: null,
    left: [],
    unshuffled: null,
    nextKey: rows.length,
  };
}

/** @throws RangeError where its position is none of its rows */
export function currentRow({ rows, position }: PlayQueue): QueueRow {
  const row = rows[position];
  if (row === undefined) throw new RangeError(`The queue has no track ${position}.`);
  return row;
}

/** The id of the track that is played. */
export function currentId(queue: PlayQueue): number {
  return currentRow(queue).id;
}

/** The queue some tracks further on, or back where `by` is negative; null beyond its ends. */
export function moved(queue: PlayQueue, by: number): PlayQueue | null {
  const position = queue.position + by;
  return position >= 0 && position < queue.rows.length ? { ...queue, position } : null;
}

/** The queue at the row of a key; null where it has none. */
export function movedTo(queue: PlayQueue, key: number): PlayQueue | null {
  return moved(queue, queue.rows.findIndex((row) => row.key === key) - queue.position);
}

/** Whether all that the queue will ever play is among its rows. */
export function isWhole({ source }: PlayQueue): boolean {
  if (source === null) return true;
  const { head, tail, shuffle } = source;
  return head === null && tail === null && (shuffle === null || shuffle.after === null);
}

/** Whether nothing comes after its rows. */
export function isEnd({ source }: PlayQueue): boolean {
  if (source === null) return true;
  return source.shuffle === null ? source.tail === null : source.shuffle.after === null;
}

/** Tells a row from all others of its list. */
export function nameOf({ id, entryId }: ListRow): number {
  return entryId ?? id;
}
