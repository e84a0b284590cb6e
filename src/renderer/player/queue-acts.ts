/** What a person does to the queue: done at once, told in a toast that undoes it. */
import type { ListRow } from '../../shared/api/tracks.ts';
import { t } from '../../shared/words/words.ts';
import { toast } from '../elements/toast/toast.ts';
import { isEnd, type PlayQueue } from './play-queue.ts';
import type { Player } from './player.ts';
import { append, clearUpcoming, insertBefore, insertNext, moveRows } from './queue-edits.ts';
import { askForPart, partWanted } from './queue-parts.ts';

/** So many songs are added at once, and saved as a playlist. */
const MOST_SONGS = 10_000;

/** Plays songs after the one that plays; where nothing does, at once. */
export async function playNext(player: Player, rows: readonly ListRow[]): Promise<void> {
  await add(player, rows, insertNext, (count) => t('queue.nextTold', { count }));
}

/** Plays songs after all that is in the queue. */
export async function addToQueue(player: Player, rows: readonly ListRow[]): Promise<void> {
  await add(player, rows, append, (count) => t('queue.addedTold', { count }));
}

/** @param before the key of the row that they are put before; null for the end */
export async function insertIntoQueue(
  player: Player,
  rows: readonly ListRow[],
  before: number | null,
): Promise<void> {
  const put = (queue: PlayQueue, some: readonly ListRow[]) => insertBefore(queue, some, before);
  await add(player, rows, put, (count) => t('queue.addedTold', { count }));
}

export async function moveInQueue(
  player: Player,
  keys: readonly number[],
  before: number | null,
): Promise<void> {
  const undone = await player.queue.edit((queue) => moveRows(queue, keys, before));
  tell(player, undone, t('queue.movedTold', { count: keys.length }));
}

export async function removeFromQueue(player: Player, keys: readonly number[]): Promise<void> {
  tell(player, await player.removeRows(keys), t('queue.removedTold', { count: keys.length }));
}

export async function clearQueue(player: Player): Promise<void> {
  tell(player, await player.queue.edit(clearUpcoming), t('queue.clearedTold'));
}

/** Tracks as rows that are of no list. */
export function rowsOf(trackIds: readonly number[]): readonly ListRow[] {
  return trackIds.map((id) => ({ id, entryId: null }));
}

/** The tracks of all that is played from the present one on, at most {@link MOST_SONGS}. */
export async function tracksToCome(queue: PlayQueue): Promise<readonly number[]> {
  let all: PlayQueue = { ...queue, rows: queue.rows.slice(queue.position), position: 0 };
  while (!isEnd(all) && all.rows.length < MOST_SONGS) {
    const wanted = partWanted({ ...all, position: all.rows.length - 1 });
    if (wanted === null) break;
    const put = await askForPart(wanted);
    all = put({ ...all, position: all.rows.length - 1 });
  }
  return all.rows.slice(0, MOST_SONGS).map(({ id }) => id);
}

async function add(
  player: Player,
  rows: readonly ListRow[],
  put: (queue: PlayQueue, rows: readonly ListRow[]) => PlayQueue,
  words: (count: number) => string,
): Promise<void> {
  const some = rowsOf(rows.slice(0, MOST_SONGS).map(({ id }) => id));
  if (some.length === 0) return;
  const before = await player.queue.edit((queue) => put(queue, some));
  if (before === null) player.playTracks(some);
  const cut = some.length < rows.length ? ` ${t('queue.atMost', { count: some.length })}` : '';
  tell(player, before, `${words(some.length)}${cut}`);
}

function tell(player: Player, before: PlayQueue | null, text: string): void {
  const undo = before === null ? undefined : () => void player.undoEdit(before);
  toast({ text, key: 'queue', undo });
}
