/** What is played after what, whatever a person does to the queue, in lists of which it has a part. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ListRow, QueuePart, TrackOrderQuery } from '../../shared/api/tracks.ts';
import { currentId, currentRow, moved, type PlayQueue, queueOfRows } from './play-queue.ts';
import {
  append,
  clearUpcoming,
  insertBefore,
  insertNext,
  moveRows,
  removeRows,
  restored,
  shuffled,
  unshuffled,
} from './queue-edits.ts';
import {
  type PartWanted,
  partWanted,
  queueOf,
  RESERVE,
  withPart,
  withShuffledPart,
} from './queue-parts.ts';

const LIST: TrackOrderQuery = { list: { kind: 'all' }, text: '', sort: 'plays', direction: 'asc' };

/** The numbers from one to another. */
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const rowsOf = (ids: readonly number[]): ListRow[] => ids.map((id) => ({ id, entryId: null }));
const idsOf = ({ rows }: PlayQueue) => rows.map(({ id }) => id);
const keysOf = ({ rows }: PlayQueue) => rows.map(({ key }) => key);

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

function listed(wanted: PartWanted | null) {
  return wanted?.kind === 'listed' ? wanted : expect.fail('No part of the list is wanted.');
}

/** Answers as the library does, of a list of so many tracks. */
function answer(
  length: number,
  { id, before, after }: ReturnType<typeof listed>['ask'],
): QueuePart {
  const first = Math.max(1, id - before);
  const last = Math.min(length, id + after);
  return part(from(first, last), id - first, { isBeginning: first === 1, isEnd: last === length });
}

/** Plays on to the end, with the parts that it asks for; what was played, and the queue then. */
function playOn(
  begun: PlayQueue,
  by: number,
  give: (wanted: PartWanted, now: PlayQueue) => PlayQueue,
) {
  const played: number[] = [];
  let last = begun;
  for (let next: PlayQueue | null = begun; next !== null; next = moved(last, by)) {
    const wanted = partWanted(next);
    last = wanted === null ? next : give(wanted, next);
    played.push(currentId(last));
  }
  return { played, last };
}

test('a list is played from the chosen track on, in its order', () => {
  const playing = queue(part([7, 5, 9], 1));
  expect(currentId(playing)).toBe(5);
  const next = moved(playing, 1);
  expect(next && currentId(next)).toBe(9);
  const previous = moved(playing, -1);
  expect(previous && currentId(previous)).toBe(7);
});

test('there is nothing to play in an empty list, and nothing beyond the ends of one', () => {
  expect(queueOf(LIST, part([], 0))).toBeNull();
  const playing = queueOfRows(rowsOf([7])) ?? expect.fail('There is nothing to play.');
  expect(moved(playing, 1)).toBeNull();
  expect(moved(playing, -1)).toBeNull();
  expect(partWanted(playing)).toBeNull();
  expect(() => currentId({ ...playing, position: 3 })).toThrow(RangeError);
});

test('a list is played to its end, part after part, and back to its beginning', () => {
  const give = (wanted: PartWanted, now: PlayQueue) =>
    withPart(now, wanted, answer(1_500, listed(wanted).ask));
  const begun = queue(answer(1_500, { ...LIST, id: 700, entryId: null, before: 100, after: 500 }));
  const { played, last } = playOn(begun, 1, give);
  expect(played).toEqual(from(700, 1_500));
  expect(playOn(last, -1, give).played).toEqual(from(1, 1_500).toReversed());
});

test('a part is asked for in time, and none where the list ends', () => {
  const open = queue(part(from(1, 100), 50, { isBeginning: false, isEnd: false }));
  expect(partWanted(open)).toBeNull();
  expect(listed(partWanted({ ...open, position: 100 - RESERVE })).ask).toMatchObject({ id: 100 });
  expect(listed(partWanted({ ...open, position: RESERVE - 1 })).ask).toMatchObject({ id: 1 });
  expect(partWanted(queue(part(from(1, 100), 99)))).toBeNull();
});

test('a part that comes after another list was chosen, or a second time, changes nothing', () => {
  const open = queue(part([1, 2], 0, { isEnd: false }));
  const wanted = listed(partWanted(open));
  const other = { ...LIST, list: { kind: 'favourites' } } as const;
  const playing = queue(part([1, 2], 0, { isEnd: false }), other);
  expect(withPart(playing, wanted, part([2, 3], 0))).toBe(playing);
  const more = withPart(open, wanted, part([2, 3], 0, { isEnd: false }));
  expect(withPart(more, wanted, part([2, 3], 0))).toBe(more);
});

test('a track that was played is not played again because its plays moved it down the list', () => {
  const playing = queue(part([1, 2], 1, { isEnd: false }));
  const next = withPart(playing, listed(partWanted(playing)), part([2, 3, 1, 4], 0));
  expect(idsOf(next)).toEqual([1, 2, 3, 4]);
});

test('a track that stands in a playlist twice is played twice', () => {
  const list = { ...LIST, list: { kind: 'playlist', id: 1 }, sort: 'position' } as const;
  const entries = (...ids: number[]) => ids.map((id, index) => ({ id, entryId: 10 + index }));
  const rows = entries(1, 2, 3, 1, 4);
  const made = { rows: rows.slice(0, 2), position: 1, isBeginning: true, isEnd: false };
  const playing = queue(made, list);
  const next = withPart(playing, listed(partWanted(playing)), {
    ...part([], 0),
    rows: rows.slice(1),
  });
  expect(idsOf(next)).toEqual([1, 2, 3, 1, 4]);
});

test('tracks are played next in the order in which they were chosen, or after all of the list', () => {
  const playing = queue(part([1, 2, 3], 1, { isEnd: false }));
  const next = insertNext(append(playing, rowsOf([9])), rowsOf([7, 8]));
  expect(idsOf(next)).toEqual([1, 2, 7, 8, 3, 9]);
  const longer = withPart(next, listed(partWanted(next)), part([3, 4, 5], 0));
  expect(idsOf(longer)).toEqual([1, 2, 7, 8, 3, 4, 5, 9]);
});

test('what was taken out of a list does not come again with its next part', () => {
  const playing = queue(part([1, 2, 3], 0, { isEnd: false }));
  const without = removeRows(playing, [1]) ?? expect.fail('Nothing is left.');
  const next = withPart(without, listed(partWanted(without)), part([3, 2, 4], 0));
  expect(idsOf(next)).toEqual([1, 3, 4]);
});

test('the next track takes the place of one that is removed while it is played', () => {
  const playing = queue(part([1, 2, 3], 1));
  expect(removeRows(playing, [1])).toMatchObject({ position: 1, rows: [{ id: 1 }, { id: 3 }] });
  expect(removeRows(playing, [1, 2])).toMatchObject({ position: 0, rows: [{ id: 1 }] });
  expect(removeRows(playing, [0, 1, 2])).toBeNull();
});

test('an undo brings back the queue, and what is played goes on', () => {
  const playing = queue(part([1, 2, 3], 1));
  const cleared = clearUpcoming(playing);
  expect(idsOf(cleared)).toEqual([1, 2]);
  expect(restored(playing, cleared)).toEqual(playing);
  const other = moved(insertNext(cleared, rowsOf([9])), 1) ?? expect.fail('Nothing follows.');
  const back = restored(playing, other);
  expect(idsOf(back)).toEqual([1, 2, 9, 3]);
  expect(currentId(back)).toBe(9);
});

test('a shuffled list of a million is played by its parts, and the first track not again', () => {
  const million = queue(
    answer(1_000_000, { ...LIST, id: 500, entryId: null, before: 100, after: 500 }),
  );
  const begun = shuffled(million, 12);
  expect(idsOf(begun)).toEqual([500]);
  const order = [8, 500, 3, 2, 9];
  const wanted = partWanted(begun) ?? expect.fail('Nothing is wanted.');
  expect(wanted).toMatchObject({ kind: 'shuffled', ask: { seed: 12, after: -1 } });
  const some = withShuffledPart(begun, wanted, { rows: rowsOf(order.slice(0, 3)), after: 77 });
  const more = partWanted(some) ?? expect.fail('Nothing more is wanted.');
  expect(more).toMatchObject({ ask: { after: 77 } });
  const all = withShuffledPart(some, more, { rows: rowsOf(order.slice(3)), after: null });
  expect(idsOf(all)).toEqual([500, 8, 3, 2, 9]);
  expect(withShuffledPart(all, more, { rows: rowsOf([4]), after: null })).toBe(all);
  expect(unshuffled(all)).toBeNull();
});

const trackRows = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }).map(rowsOf);
const places = fc.array(fc.nat({ max: 60 }), { maxLength: 5 });
const place = fc.option(fc.nat({ max: 60 }));
const fractions = fc.array(fc.double({ min: 0, max: 0.999_999, noNaN: true }), { minLength: 1 });

type Act = (queue: PlayQueue) => PlayQueue | null;

const keyAt = ({ rows }: PlayQueue, at: number | null) =>
  at === null ? null : (rows[at % rows.length]?.key ?? null);
const keysAt = (now: PlayQueue, chosen: readonly number[]) =>
  chosen.flatMap((at) => keyAt(now, at) ?? []);
const by = (numbers: readonly number[]) => {
  let at = 0;
  return () => numbers[at++ % numbers.length] ?? 0;
};

const acts: fc.Arbitrary<Act> = fc.oneof(
  trackRows.map(
    (rows): Act =>
      (now) =>
        insertNext(now, rows),
  ),
  trackRows.map(
    (rows): Act =>
      (now) =>
        append(now, rows),
  ),
  fc.tuple(trackRows, place).map(
    ([rows, at]): Act =>
      (now) =>
        insertBefore(now, rows, keyAt(now, at)),
  ),
  fc.tuple(places, place).map(
    ([chosen, at]): Act =>
      (now) =>
        moveRows(now, keysAt(now, chosen), keyAt(now, at)),
  ),
  fractions.map(
    (numbers): Act =>
      (now) =>
        shuffled(now, 5, by(numbers)),
  ),
  fc.constant<Act>((now) => unshuffled(now)),
);

const queues = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.nat(), fc.boolean(), fc.boolean())
  .map(([length, at, isBeginning, isEnd]) =>
    queue(part(from(101, 100 + length), at % length, { isBeginning, isEnd })),
  );

test('whatever is inserted, moved or shuffled, no row is lost or doubled and the music goes on', () => {
  fc.assert(
    fc.property(queues, fc.array(acts, { maxLength: 12 }), (begun, done) => {
      let now = begun;
      for (const act of done) {
        const next = act(now) ?? now;
        expect(new Set(keysOf(next)).size).toBe(next.rows.length);
        expect(currentRow(next)).toMatchObject({ key: currentRow(now).key });
        // A list that is not known whole tells its rows again in their new order.
        const keeps = next.source?.shuffle === null && now.source?.shuffle === null;
        if (keeps) expect(keysOf(next)).toEqual(expect.arrayContaining(keysOf(now)));
        now = next;
      }
    }),
  );
});

test('every edit is undone to the row by the queue before it', () => {
  fc.assert(
    fc.property(queues, acts, places, (begun, act, chosen) => {
      const edited = act(begun) ?? begun;
      const removed = removeRows(edited, keysAt(edited, chosen)) ?? edited;
      const isPlayed = keysOf(begun).includes(currentRow(removed).key);
      const back = restored(begun, removed);
      const expected = keysOf(begun);
      expect(keysOf(back).filter((key) => expected.includes(key))).toEqual(expected);
      expect(back.rows).toHaveLength(begun.rows.length + (isPlayed ? 0 : 1));
      expect(currentRow(back).key).toBe(currentRow(removed).key);
    }),
  );
});

test('a shuffled queue plays each track once, and is as it was when shuffling ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fractions, (length, at, numbers) => {
      const begun = queue(part(from(1, length), at % length));
      const mixed = shuffled(begun, 5, by(numbers));
      const { played } = playOn(mixed, 1, (_, now) => now);
      expect(played[0]).toBe(currentId(begun));
      expect(played.toSorted((one, other) => one - other)).toEqual(from(1, length));
      expect(unshuffled(mixed)).toEqual(begun);
    }),
  );
});

test('the rows of a list come in their order, whatever a person puts between them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_000 }), fc.nat(), trackRows, (length, at, rows) => {
      const id = (at % length) + 1;
      const asked = { ...LIST, id, entryId: null, before: 100, after: 500 };
      const own = rows.map((row) => ({ ...row, id: row.id + 10_000 }));
      const begun = append(insertNext(queue(answer(length, asked)), own), own);
      const { played } = playOn(begun, 1, (wanted, now) =>
        withPart(now, wanted, answer(length, listed(wanted).ask)),
      );
      const ownIds = own.map((row) => row.id);
      expect(played).toEqual([id, ...ownIds, ...from(id + 1, length), ...ownIds]);
    }),
    { numRuns: 30 },
  );
});
