/** Queues that the library has to be asked for: of a list from a row on, shuffled, or from its beginning again. */
import type { ListRow, TrackOrderQuery } from '../../shared/api/tracks.ts';
import { api } from '../host/api-client.ts';
import { currentRow, isWhole, type PlayQueue, queueOfRows } from './play-queue.ts';
import { shuffled } from './queue-edits.ts';
import { askForPart, newSeed, partWanted, queueOf } from './queue-parts.ts';

/**
 * A list from one of its rows on.
 *
 * @param first null for the list's first row
 * @returns null where the list is empty
 */
export async function askForList(
  list: TrackOrderQuery,
  first: ListRow | null,
): Promise<PlayQueue | null> {
  const { id = null, entryId = null } = first ?? {};
  return queueOf(list, await api.queuePart({ ...list, id, entryId }));
}

/**
 * A list in a shuffled order.
 *
 * @param first the row that is played first; null for any
 * @returns null where the list is empty
 */
export async function askForShuffledList(
  list: TrackOrderQuery,
  first: ListRow | null,
): Promise<PlayQueue | null> {
  const seed = newSeed();
  if (first !== null) return withNextPart(shuffledFrom(list, first, seed));
  const part = await api.shuffledPart({ ...list, seed });
  const queue = queueOfRows(part.rows);
  const source = { list, head: null, tail: null, shuffle: { seed, after: part.after } };
  return queue && { ...queue, source };
}

/** The queue again from its beginning: in another order where it was shuffled. Null where it is empty by now. */
export async function askAgain(queue: PlayQueue, isShuffled: boolean): Promise<PlayQueue | null> {
  const first = { ...queue, position: 0 };
  if (queue.source === null || isWhole(queue)) return isShuffled ? reshuffled(queue) : first;
  const { list } = queue.source;
  return isShuffled ? askForShuffledList(list, null) : askForList(list, null);
}

/** The list of a shuffled queue in its own order, from the row that is played on; null where it is empty by now. */
export async function askUnshuffled(queue: PlayQueue): Promise<PlayQueue | null> {
  const { rows, position, source } = queue;
  if (source === null) return queue;
  const current = currentRow(queue);
  const isOfList = current.from === 'list';
  const nearest = isOfList
    ? current
    : rows.slice(0, position).findLast((row) => row.from === 'list');
  const listed = await askForList(source.list, nearest ?? null);
  if (listed === null) return queue;
  return withOwnRows(listed, queue, isOfList);
}

/** The queue with its next part, where one will be needed soon. */
async function withNextPart(queue: PlayQueue): Promise<PlayQueue> {
  const wanted = partWanted(queue);
  if (wanted === null) return queue;
  const put = await askForPart(wanted);
  return put(queue);
}

function shuffledFrom(list: TrackOrderQuery, first: ListRow, seed: number): PlayQueue {
  const source = { list, head: null, tail: first, shuffle: null };
  const queue = queueOfRows([first]);
  if (queue === null) throw new RangeError('A queue of one row is not empty.');
  return shuffled({ ...queue, source }, seed);
}

/** Whichever is last is not played first: it has just been heard. */
function reshuffled(queue: PlayQueue): PlayQueue {
  const { rows } = queue;
  const others = Math.max(1, rows.length - 1);
  return shuffled({ ...queue, position: Math.floor(Math.random() * others) }, newSeed());
}

/** Puts what a person has chosen, and what is played now, into a queue of the list. */
function withOwnRows(listed: PlayQueue, before: PlayQueue, isOfList: boolean): PlayQueue {
  const current = currentRow(before);
  const later = before.rows.slice(before.position + 1);
  const chosen = later.filter(({ from }) => from === 'person');
  const behind = later.filter(({ from }) => from === 'end');
  const renumber = (row: (typeof listed.rows)[number]) => ({
    ...row,
    key: row.key + before.nextKey,
  });
  const at = listed.position + 1;
  const earlier = listed.rows.slice(0, at).map(renumber);
  const upTo = isOfList ? [...earlier.slice(0, -1), current] : [...earlier, current];
  return {
    ...listed,
    rows: [...upTo, ...chosen, ...listed.rows.slice(at).map(renumber), ...behind],
    position: upTo.length - 1,
    left: before.left,
    nextKey: before.nextKey + listed.nextKey,
  };
}
