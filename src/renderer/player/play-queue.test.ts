/** What is played after what, in lists of which the queue has a part. */
import { expect, test } from 'vitest';
import type { QueuePart, TrackOrderQuery } from '../../shared/api/tracks.ts';
import {
  currentId,
  moved,
  type PartWanted,
  type PlayQueue,
  partWanted,
  queueOf,
  queueOfOne,
  RESERVE,
  withPart,
} from './play-queue.ts';

const LIST: TrackOrderQuery = { list: { kind: 'all' }, text: '', sort: 'plays', direction: 'asc' };

/** The numbers from one to another. */
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const rowsOf = (ids: readonly number[]) => ids.map((id) => ({ id, entryId: null }));
const idsOf = ({ rows }: PlayQueue) => rows.map(({ id }) => id);

const part = (ids: number[], position: number, ends: Partial<QueuePart> = {}): QueuePart => ({
  rows: rowsOf(ids),
  position,
  isBeginning: true,
  isEnd: true,
  ...ends,
});

function queue(made: QueuePart, list = LIST): PlayQueue {
  return queueOf(list, made) ?? expect.fail('There is nothing to play.');
}

function wantedOf(playing: PlayQueue): PartWanted {
  return partWanted(playing) ?? expect.fail('Nothing is wanted.');
}

test('a list is played from the chosen track on, in its order', () => {
  const playing = queue(part([7, 5, 9], 1));
  expect(currentId(playing)).toBe(5);
  const next = moved(playing, 1);
  expect(next && currentId(next)).toBe(9);
  const previous = moved(playing, -1);
  expect(previous && currentId(previous)).toBe(7);
});

test('there is nothing to play in an empty list', () => {
  expect(queueOf(LIST, part([], 0))).toBeNull();
});

test('there is nothing beyond the ends', () => {
  const playing = queueOfOne({ id: 7, entryId: null });
  expect(moved(playing, 1)).toBeNull();
  expect(moved(playing, -1)).toBeNull();
  expect(partWanted(playing)).toBeNull();
  expect(() => currentId({ ...playing, position: 3 })).toThrow(RangeError);
});

test('a list is played to its end, part after part, and back to its beginning', () => {
  const all = from(1, 1_500);
  const ask = ({ id, before, after }: PartWanted): QueuePart => {
    const at = all.indexOf(id);
    const first = Math.max(0, at - before);
    return part(all.slice(first, at + after + 1), at - first, {
      isBeginning: first === 0,
      isEnd: at + after + 1 >= all.length,
    });
  };
  let playing = queue(ask({ ...LIST, id: 700, entryId: null, before: 100, after: 500 }));
  const play = (by: number) => {
    const played = [];
    for (let next: PlayQueue | null = playing; next !== null; next = moved(playing, by)) {
      const wanted = partWanted(next);
      playing = wanted === null ? next : withPart(next, wanted, ask(wanted));
      played.push(currentId(playing));
    }
    return played;
  };
  expect(play(1)).toEqual(from(700, 1_500));
  expect(play(-1)).toEqual(from(1, 1_500).toReversed());
});

test('a part is asked for in time, and none where the list ends', () => {
  const open = queue(part(from(1, 100), 50, { isBeginning: false, isEnd: false }));
  expect(partWanted(open)).toBeNull();
  expect(partWanted({ ...open, position: 100 - RESERVE })).toMatchObject({ id: 100, before: 0 });
  expect(partWanted({ ...open, position: RESERVE - 1 })).toMatchObject({ id: 1, after: 0 });
  expect(partWanted({ ...open, isEnd: true, position: 99 })).toBeNull();
});

test('a part that comes after another list was chosen changes nothing', () => {
  const wanted = wantedOf(queue(part([1, 2], 0, { isEnd: false })));
  const other = { ...LIST, list: { kind: 'favourites' } } as const;
  const playing = queue(part([1, 2], 0, { isEnd: false }), other);
  expect(withPart(playing, wanted, part([2, 3], 0))).toBe(playing);
  const moreOf = queue(part([1, 2, 3], 0, { isEnd: false }));
  expect(withPart(moreOf, wanted, part([2, 3], 0))).toBe(moreOf);
});

test('a track that was played is not played again because its plays moved it down the list', () => {
  const playing = queue(part([1, 2], 1, { isEnd: false }));
  const next = withPart(playing, wantedOf(playing), part([2, 3, 1, 4], 0));
  expect(idsOf(next)).toEqual([1, 2, 3, 4]);
});

test('a track that stands in a playlist twice is played twice', () => {
  const list = { ...LIST, list: { kind: 'playlist', id: 1 }, sort: 'position' } as const;
  const entries = (...ids: number[]) => ids.map((id, index) => ({ id, entryId: 10 + index }));
  const rows = entries(1, 2, 3, 1, 4);
  const playing = queue(
    { rows: rows.slice(0, 2), position: 1, isBeginning: true, isEnd: false },
    list,
  );
  const next = withPart(playing, wantedOf(playing), {
    rows: rows.slice(1),
    position: 0,
    isBeginning: true,
    isEnd: true,
  });
  expect(idsOf(next)).toEqual([1, 2, 3, 1, 4]);
});
