/** What is played after what: the tracks of a list as it was when playing began, and which one it is. */

export interface PlayQueue {
  /** The ids of the tracks, in order; at least one. */
  readonly ids: readonly number[];
  /** The index of the one that is played. */
  readonly position: number;
}

/**
 * The queue that plays a list from one of its tracks on.
 *
 * @param ids the list's tracks, in order
 * @param first which track to begin with; where the list does not have it (any more), it is the queue
 * @returns null where there is nothing to play
 */
export function queueFrom(ids: readonly number[], first: number | null): PlayQueue | null {
  if (first === null) return ids.length === 0 ? null : { ids, position: 0 };
  const position = ids.indexOf(first);
  return position === -1 ? { ids: [first], position: 0 } : { ids, position };
}

/** The id of the track that is played. */
export function currentId({ ids, position }: PlayQueue): number {
  const id = ids[position];
  if (id === undefined) throw new RangeError(`The queue has no track ${position}.`);
  return id;
}

/** The queue some tracks further on, or back where `by` is negative; null beyond its ends. */
export function moved({ ids, position }: PlayQueue, by: number): PlayQueue | null {
  const next = position + by;
  return next >= 0 && next < ids.length ? { ids, position: next } : null;
}
